package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * What a notice is about. Codes this library does not name are kept as they are; compare with
 * {@code equals}.
 *
 * @param code two characters, such as {@code "EA"}
 */
public record NoticeType(String code) {

  /** Shares that can be borrowed. */
  public static final NoticeType BORROW_AVAILABILITY = new NoticeType("BA");

  /** Algorithms for comparison. */
  public static final NoticeType COMPARABLE_ALGO = new NoticeType("CA");

  /** Dividends. */
  public static final NoticeType DIVIDENDS_ADVISORY = new NoticeType("DA");

  /** Earnings to come. */
  public static final NoticeType UPCOMING_EARNINGS = new NoticeType("EA");

  /** Mutual funds. */
  public static final NoticeType MUTUAL_FUND_ADVISORY = new NoticeType("MF");

  /** Options about to expire. */
  public static final NoticeType OPTION_EXPIRATION = new NoticeType("OE");

  /** Rebalancing a portfolio. */
  public static final NoticeType PORTFOLIO_REBALANCE = new NoticeType("PR");

  /** Orders held back for an economic event. */
  public static final NoticeType SUSPENDED_ORDERS = new NoticeType("SE");

  /** Short-term gains about to become long-term. */
  public static final NoticeType SHORT_TERM_GAIN = new NoticeType("SG");

  /** Messages of the system. */
  public static final NoticeType SYSTEM_MESSAGES = new NoticeType("SM");

  /** Assignments that realize long-term gains. */
  public static final NoticeType ASSIGNMENT_GAINS = new NoticeType("T2");

  /** Takeovers. */
  public static final NoticeType TAKEOVER = new NoticeType("TO");

  /** Alerts of the user. */
  public static final NoticeType USER_ALERT = new NoticeType("UA");

  /** Trades under section 871(m). */
  public static final NoticeType M871_TRADES = new NoticeType("M8");

  /** Use of the platform. */
  public static final NoticeType PLATFORM_USE = new NoticeType("PS");

  /** Losses from options that are not exercised. */
  public static final NoticeType UNEXERCISED_OPTIONS = new NoticeType("DL");

  /** Transfers of positions. */
  public static final NoticeType POSITION_TRANSFER = new NoticeType("PT");

  /** Missing cost bases. */
  public static final NoticeType MISSING_COST_BASIS = new NoticeType("CB");

  /** Milestones. */
  public static final NoticeType MILESTONES = new NoticeType("MS");

  /** A fall of ten percent, which MiFID wants told. */
  public static final NoticeType TEN_PERCENT_NOTICE = new NoticeType("TD");

  /** Saving taxes. */
  public static final NoticeType SAVE_TAXES = new NoticeType("ST");

  /** Ideas for trades. */
  public static final NoticeType TRADE_IDEA = new NoticeType("TI");

  /** Transfers of cash. */
  public static final NoticeType CASH_TRANSFER = new NoticeType("CT");

  private static final Set<NoticeType> NAMED =
      Set.of(
          BORROW_AVAILABILITY,
          COMPARABLE_ALGO,
          DIVIDENDS_ADVISORY,
          UPCOMING_EARNINGS,
          MUTUAL_FUND_ADVISORY,
          OPTION_EXPIRATION,
          PORTFOLIO_REBALANCE,
          SUSPENDED_ORDERS,
          SHORT_TERM_GAIN,
          SYSTEM_MESSAGES,
          ASSIGNMENT_GAINS,
          TAKEOVER,
          USER_ALERT,
          M871_TRADES,
          PLATFORM_USE,
          UNEXERCISED_OPTIONS,
          POSITION_TRANSFER,
          MISSING_COST_BASIS,
          MILESTONES,
          TEN_PERCENT_NOTICE,
          SAVE_TAXES,
          TRADE_IDEA,
          CASH_TRANSFER);

  /** Takes any code. */
  public NoticeType {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
