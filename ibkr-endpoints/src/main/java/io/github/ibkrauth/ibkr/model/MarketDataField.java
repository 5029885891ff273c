package io.github.ibkrauth.ibkr.model;

import java.util.Objects;

/**
 * What can be asked about an instrument in a quote. The broker knows fields by tags, which are
 * numbers; a tag this library does not name is made with the constructor. Compare with {@code
 * equals}.
 *
 * @param tag the broker's number, as text
 */
public record MarketDataField(String tag) {

  /**
   * The last price. May come with a letter before it: C the close of the day before, H trading is
   * halted.
   */
  public static final MarketDataField LAST = new MarketDataField("31");

  /** The symbol. */
  public static final MarketDataField SYMBOL = new MarketDataField("55");

  /** The instrument in words. */
  public static final MarketDataField TEXT = new MarketDataField("58");

  /** The highest price of the day. */
  public static final MarketDataField HIGH = new MarketDataField("70");

  /** The lowest price of the day. */
  public static final MarketDataField LOW = new MarketDataField("71");

  /** What the position in it is worth. */
  public static final MarketDataField MARKET_VALUE = new MarketDataField("73");

  /** The average price of the position. */
  public static final MarketDataField AVERAGE_PRICE = new MarketDataField("74");

  /** Profit and loss of the open position. */
  public static final MarketDataField UNREALIZED_PNL = new MarketDataField("75");

  /** The position, formatted. */
  public static final MarketDataField POSITION = new MarketDataField("76");

  /** Profit and loss of the open position, formatted. */
  public static final MarketDataField UNREALIZED_PNL_FORMATTED = new MarketDataField("77");

  /** Profit and loss since the close of the day before. */
  public static final MarketDataField DAILY_PNL = new MarketDataField("78");

  /** Profit and loss of closed positions. */
  public static final MarketDataField REALIZED_PNL = new MarketDataField("79");

  /** Profit and loss of the open position in percent. */
  public static final MarketDataField UNREALIZED_PNL_PERCENT = new MarketDataField("80");

  /** The last price less the close of the day before. */
  public static final MarketDataField CHANGE = new MarketDataField("82");

  /** That difference in percent. */
  public static final MarketDataField CHANGE_PERCENT = new MarketDataField("83");

  /** The highest bid. */
  public static final MarketDataField BID = new MarketDataField("84");

  /** How much is offered at the ask. */
  public static final MarketDataField ASK_SIZE = new MarketDataField("85");

  /** The lowest ask. */
  public static final MarketDataField ASK = new MarketDataField("86");

  /**
   * The volume of the day, formatted, such as {@code "1.2M"}; {@link #VOLUME_LONG} has its digits.
   */
  public static final MarketDataField VOLUME = new MarketDataField("87");

  /** How much is wanted at the bid. */
  public static final MarketDataField BID_SIZE = new MarketDataField("88");

  /** The exchange. */
  public static final MarketDataField EXCHANGE = new MarketDataField("6004");

  /** The contract id. */
  public static final MarketDataField CONID = new MarketDataField("6008");

  /** The kind of instrument. */
  public static final MarketDataField ASSET_CLASS = new MarketDataField("6070");

  /** The months of expiry. */
  public static final MarketDataField MONTHS = new MarketDataField("6072");

  /** The regular expiry. */
  public static final MarketDataField REGULAR_EXPIRY = new MarketDataField("6073");

  /** The broker's marker of how the data came. */
  public static final MarketDataField DELIVERY = new MarketDataField("6119");

  /** The contract id of the underlying. */
  public static final MarketDataField UNDERLYING_CONID = new MarketDataField("6457");

  /** Internal to the broker. */
  public static final MarketDataField SERVICE_PARAMETERS = new MarketDataField("6508");

  /** How current the data are; see {@link Quote#availability()}. */
  public static final MarketDataField AVAILABILITY = new MarketDataField("6509");

  /** The name. */
  public static final MarketDataField COMPANY_NAME = new MarketDataField("7051");

  /** The exchanges at the ask, a letter each. */
  public static final MarketDataField ASK_EXCHANGES = new MarketDataField("7057");

  /** The exchange of the last price, a letter. */
  public static final MarketDataField LAST_EXCHANGE = new MarketDataField("7058");

  /** How much was traded at the last price. */
  public static final MarketDataField LAST_SIZE = new MarketDataField("7059");

  /** The exchanges at the bid, a letter each. */
  public static final MarketDataField BID_EXCHANGES = new MarketDataField("7068");

  /** Implied by historical volatility, in percent. */
  public static final MarketDataField IMPLIED_TO_HISTORICAL_VOLATILITY =
      new MarketDataField("7084");

  /** Open interest of puts by that of calls. */
  public static final MarketDataField PUT_CALL_INTEREST = new MarketDataField("7085");

  /** Volume of puts by that of calls. */
  public static final MarketDataField PUT_CALL_VOLUME = new MarketDataField("7086");

  /** Historical volatility over thirty days, in percent. */
  public static final MarketDataField HISTORICAL_VOLATILITY = new MarketDataField("7087");

  /** The same at the close of the day before. */
  public static final MarketDataField HISTORICAL_VOLATILITY_CLOSE = new MarketDataField("7088");

  /** The volume of options. */
  public static final MarketDataField OPTION_VOLUME = new MarketDataField("7089");

  /** The contract id with the exchange. */
  public static final MarketDataField CONTRACT = new MarketDataField("7094");

  /** 1 when it can be traded. */
  public static final MarketDataField CAN_BE_TRADED = new MarketDataField("7184");

  /** The contract in words. */
  public static final MarketDataField DESCRIPTION = new MarketDataField("7219");

  /** More words. */
  public static final MarketDataField DESCRIPTION_2 = new MarketDataField("7220");

  /** The exchange that lists it. */
  public static final MarketDataField LISTING_EXCHANGE = new MarketDataField("7221");

  /** The industry. */
  public static final MarketDataField INDUSTRY = new MarketDataField("7280");

  /** The part of the industry. */
  public static final MarketDataField CATEGORY = new MarketDataField("7281");

  /** The average daily volume over ninety days. */
  public static final MarketDataField AVERAGE_VOLUME = new MarketDataField("7282");

  /** The volatility that options on it imply for thirty days, in percent. */
  public static final MarketDataField OPTION_IMPLIED_VOLATILITY = new MarketDataField("7283");

  /** Historical volatility; the broker wants {@link #HISTORICAL_VOLATILITY} asked for instead. */
  public static final MarketDataField HISTORICAL_VOLATILITY_OLD = new MarketDataField("7284");

  /** Puts by calls. */
  public static final MarketDataField PUT_CALL_RATIO = new MarketDataField("7285");

  /** What the position cost. */
  public static final MarketDataField COST_BASIS = new MarketDataField("7292");

  /** The highest price of a year. */
  public static final MarketDataField HIGH_52_WEEKS = new MarketDataField("7293");

  /** The lowest price of a year. */
  public static final MarketDataField LOW_52_WEEKS = new MarketDataField("7294");

  /** The first price of the day. */
  public static final MarketDataField OPEN = new MarketDataField("7295");

  /** The close of the day. */
  public static final MarketDataField CLOSE = new MarketDataField("7296");

  /** The change of an option's price by that of its underlying. */
  public static final MarketDataField DELTA = new MarketDataField("7308");

  /** The change of delta by that of the underlying. */
  public static final MarketDataField GAMMA = new MarketDataField("7309");

  /** The change of an option's price in a day. */
  public static final MarketDataField THETA = new MarketDataField("7310");

  /** The change of an option's price by that of volatility. */
  public static final MarketDataField VEGA = new MarketDataField("7311");

  /** The option volume of the day by its average, in percent. */
  public static final MarketDataField OPTION_VOLUME_CHANGE = new MarketDataField("7607");

  /** The volatility that this option implies, in percent. */
  public static final MarketDataField IMPLIED_VOLATILITY = new MarketDataField("7633");

  /** The price at which the broker values it. */
  public static final MarketDataField MARK = new MarketDataField("7635");

  /** How many shares can be borrowed. */
  public static final MarketDataField SHORTABLE_SHARES = new MarketDataField("7636");

  /** The interest on borrowed shares. */
  public static final MarketDataField FEE_RATE = new MarketDataField("7637");

  /** The open interest of an option. */
  public static final MarketDataField OPTION_OPEN_INTEREST = new MarketDataField("7638");

  /** The position's part of the account, in percent. */
  public static final MarketDataField MARK_PERCENT = new MarketDataField("7639");

  /** How hard it is to sell short. */
  public static final MarketDataField SHORTABLE = new MarketDataField("7644");

  /** The rating of Morningstar; needs a subscription. */
  public static final MarketDataField MORNINGSTAR_RATING = new MarketDataField("7655");

  /** Dividends a share expected over twelve months. */
  public static final MarketDataField DIVIDENDS = new MarketDataField("7671");

  /** Dividends a share over the last twelve months. */
  public static final MarketDataField DIVIDENDS_TTM = new MarketDataField("7672");

  /** The exponential moving average over 200. */
  public static final MarketDataField EMA_200 = new MarketDataField("7674");

  /** That over 100. */
  public static final MarketDataField EMA_100 = new MarketDataField("7675");

  /** That over 50. */
  public static final MarketDataField EMA_50 = new MarketDataField("7676");

  /** That over 20. */
  public static final MarketDataField EMA_20 = new MarketDataField("7677");

  /** The price by the average over 200, less 1. */
  public static final MarketDataField PRICE_TO_EMA_200 = new MarketDataField("7678");

  /** That over 100. */
  public static final MarketDataField PRICE_TO_EMA_100 = new MarketDataField("7679");

  /** That over 50. */
  public static final MarketDataField PRICE_TO_EMA_50 = new MarketDataField("7724");

  /** That over 20. */
  public static final MarketDataField PRICE_TO_EMA_20 = new MarketDataField("7681");

  /** The last price less the first of the day. */
  public static final MarketDataField CHANGE_SINCE_OPEN = new MarketDataField("7682");

  /** The next event of the company; needs a subscription. */
  public static final MarketDataField NEXT_EVENT = new MarketDataField("7683");

  /** When that is. */
  public static final MarketDataField NEXT_EVENT_DATE = new MarketDataField("7684");

  /** The next meeting with analysts. */
  public static final MarketDataField NEXT_ANALYST_MEETING = new MarketDataField("7685");

  /** The next earnings. */
  public static final MarketDataField NEXT_EARNINGS = new MarketDataField("7686");

  /** The next other event. */
  public static final MarketDataField NEXT_OTHER_EVENT = new MarketDataField("7687");

  /** The last meeting with analysts. */
  public static final MarketDataField LAST_ANALYST_MEETING = new MarketDataField("7688");

  /** The last earnings. */
  public static final MarketDataField LAST_EARNINGS = new MarketDataField("7689");

  /** The last other event. */
  public static final MarketDataField LAST_OTHER_EVENT = new MarketDataField("7690");

  /** The probability of the largest gain. */
  public static final MarketDataField PROBABILITY_OF_MAX_RETURN = new MarketDataField("7694");

  /** Where it breaks even. */
  public static final MarketDataField BREAK_EVEN = new MarketDataField("7695");

  /** Delta weighted by beta. */
  public static final MarketDataField SPX_DELTA = new MarketDataField("7696");

  /** The open interest of a future. */
  public static final MarketDataField FUTURES_OPEN_INTEREST = new MarketDataField("7697");

  /** The yield of a bond at the last price. */
  public static final MarketDataField LAST_YIELD = new MarketDataField("7698");

  /** The yield of a bond at the bid. */
  public static final MarketDataField BID_YIELD = new MarketDataField("7699");

  /** The probability of the largest gain, under another number. */
  public static final MarketDataField PROBABILITY_OF_MAX_RETURN_2 = new MarketDataField("7700");

  /** The probability of the largest loss. */
  public static final MarketDataField PROBABILITY_OF_MAX_LOSS = new MarketDataField("7702");

  /** The probability of any gain. */
  public static final MarketDataField PROFIT_PROBABILITY = new MarketDataField("7703");

  /** The kind of issuer of a bond. */
  public static final MarketDataField ORGANIZATION_TYPE = new MarketDataField("7704");

  /** The class of a bond. */
  public static final MarketDataField DEBT_CLASS = new MarketDataField("7705");

  /** The ratings of a bond. */
  public static final MarketDataField RATINGS = new MarketDataField("7706");

  /** The state that a bond is from. */
  public static final MarketDataField BOND_STATE = new MarketDataField("7707");

  /** The kind of bond. */
  public static final MarketDataField BOND_TYPE = new MarketDataField("7708");

  /** The last day it trades. */
  public static final MarketDataField LAST_TRADING_DATE = new MarketDataField("7714");

  /** When a bond was issued. */
  public static final MarketDataField ISSUE_DATE = new MarketDataField("7715");

  /** The yield of a bond at the ask. */
  public static final MarketDataField ASK_YIELD = new MarketDataField("7720");

  /** The close of the day before. */
  public static final MarketDataField PRIOR_CLOSE = new MarketDataField("7741");

  /** The volume of the day with all its digits. */
  public static final MarketDataField VOLUME_LONG = new MarketDataField("7762");

  /** 1 when the user may trade it. */
  public static final MarketDataField HAS_TRADING_PERMISSIONS = new MarketDataField("7768");

  /** Profit and loss since the close of the day before, with all its digits. */
  public static final MarketDataField DAILY_PNL_RAW = new MarketDataField("7920");

  /** What the position cost, with all its digits. */
  public static final MarketDataField COST_BASIS_RAW = new MarketDataField("7921");

  /** The benchmark interest less that on borrowed shares. */
  public static final MarketDataField REBATE_RATE = new MarketDataField("7943");

  /** Takes any tag of digits. */
  public MarketDataField {
    Objects.requireNonNull(tag, "tag");
    if (!tag.matches("\\d{1,6}")) {
      throw new IllegalArgumentException("tag must be digits, not '" + tag + "'.");
    }
  }

  /** Returns the tag. */
  @Override
  public String toString() {
    return tag;
  }
}
