package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Algo;
import io.github.ibkrauth.ibkr.model.Algos;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.BondFilters;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.ContractInfo;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.ContractRules;
import io.github.ibkrauth.ibkr.model.ContractSection;
import io.github.ibkrauth.ibkr.model.CurrencyPairs;
import io.github.ibkrauth.ibkr.model.ExchangeRate;
import io.github.ibkrauth.ibkr.model.FuturesBySymbol;
import io.github.ibkrauth.ibkr.model.ListedContract;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.SecurityDefinition;
import io.github.ibkrauth.ibkr.model.SecurityDefinitions;
import io.github.ibkrauth.ibkr.model.StocksBySymbol;
import io.github.ibkrauth.ibkr.model.Strikes;
import io.github.ibkrauth.ibkr.model.TradingSchedule;
import io.github.ibkrauth.ibkr.model.VenueSchedule;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Instruments: finding them, what they are, how and when they trade. Searching and trading rules
 * need the brokerage session, which is opened if it is not open; lists by symbol and schedules do
 * not.
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for
 * a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ContractEndpoints {

  private static final int MOST_DEFINITIONS = 200;
  private static final int MOST_ALGOS = 8;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final String CURRENCY_WORDS = "three capital letters such as USD";

  private final ApiCalls calls;

  /** Creates the group. */
  public ContractEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /**
   * Returns the instruments with a symbol, and what can be traded on them. The broker wants this
   * asked for an underlying before its strikes and derivatives.
   */
  public List<ContractMatch> search(String symbol) {
    return calls.call(
        ApiRequest.to(ContractCatalog.SEARCH).query("symbol", Check.text("symbol", symbol)),
        body -> IbkrJson.list(body, ContractMatch::new));
  }

  /** Returns the instruments that a search finds. */
  public List<ContractMatch> search(ContractSearch search) {
    return calls.call(
        ApiRequest.to(ContractCatalog.SEARCH_BY_BODY).body(search.json()),
        body -> IbkrJson.list(body, ContractMatch::new));
  }

  /**
   * Returns the instrument with a symbol, if there is but one.
   *
   * @param kind what must be tradable: {@link AssetClass#STOCK} for the stock itself, {@link
   *     AssetClass#OPTION} for an underlying with options, and so on
   * @throws io.github.ibkrauth.ibkr.AmbiguousContractException when there are several, which it
   *     lists; most stocks are listed at several exchanges
   * @throws NotFoundException when there is none
   */
  public ContractMatch resolve(String symbol, AssetClass kind) {
    Objects.requireNonNull(kind, "kind");
    return ContractChoice.one(search(symbol), symbol, kind, match -> true);
  }

  /**
   * Returns the instrument with a symbol that an exchange lists.
   *
   * @param exchange the listing exchange, such as {@code "NASDAQ"}
   * @throws io.github.ibkrauth.ibkr.AmbiguousContractException when there are several
   * @throws NotFoundException when there is none
   */
  public ContractMatch resolve(String symbol, AssetClass kind, String exchange) {
    Objects.requireNonNull(kind, "kind");
    String wanted = Check.text("exchange", exchange);
    return ContractChoice.one(
        search(symbol),
        symbol,
        kind,
        match -> match.description().filter(wanted::equalsIgnoreCase).isPresent());
  }

  /**
   * Returns the options on an underlying. Lazy: it searches at once, and asks for the strikes of a
   * month and for each contract when the stream gets there, which is one call a contract; narrow it
   * down. Exceptions of later calls come out of the stream's operations.
   *
   * @throws io.github.ibkrauth.ibkr.AmbiguousContractException when the symbol means several
   *     underlyings and the query does not say which
   * @throws NotFoundException when there is no such underlying, or it has no such options
   */
  public Stream<ContractDetails> chain(ChainQuery query) {
    Long conid = query.underlyingConid();
    String listedAt = query.listedAt();
    ContractMatch underlying =
        ContractChoice.one(
            search(query.symbol()),
            query.symbol(),
            query.kind(),
            match ->
                (conid == null || match.conid() == conid)
                    && (listedAt == null
                        || match.description().filter(listedAt::equalsIgnoreCase).isPresent()));
    List<String> listed =
        underlying.section(query.kind()).map(ContractSection::months).orElse(List.of());
    List<String> months = listed.stream().filter(query::wantsMonth).toList();
    if (months.isEmpty()) {
      throw new NotFoundException(
          Failure.of(
              ContractCatalog.SEARCH,
              ContractCatalog.SEARCH
                  + " lists no such month for '"
                  + query.symbol()
                  + "'. It lists "
                  + listed
                  + "."));
    }
    return OptionChain.of(this, query, underlying.conid(), months);
  }

  /**
   * Returns the strike prices of the options of a month. Without a search for the underlying before
   * it in the same session the broker answers with empty lists.
   */
  public Strikes strikes(DerivativeQuery query) {
    return calls.call(query.strikes(), body -> IbkrJson.object(body, Strikes::new));
  }

  /** Returns a contract as orders and quotes mean it. */
  public ContractDetails details(long conid) {
    return calls
        .callOrNothing(
            ApiRequest.to(ContractCatalog.DETAILS).query("conid", Check.conid(conid)),
            body -> IbkrJson.listOrOne(body, ContractDetails::new))
        .orElse(List.of())
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    Failure.of(
                        ContractCatalog.DETAILS,
                        ContractCatalog.DETAILS + " found nothing for conid " + conid + ".")));
  }

  /**
   * Returns the contracts derived from an underlying; several for one strike when several days of
   * the month have options. Without a search for the underlying before it in the same session the
   * broker answers with an error.
   */
  public List<ContractDetails> details(DerivativeQuery query) {
    return calls
        .callOrNothing(query.details(), body -> IbkrJson.listOrOne(body, ContractDetails::new))
        .orElse(List.of());
  }

  /**
   * Returns the bonds of an issuer.
   *
   * @param issuerId as a search gives it, such as {@code "e1234567"}
   * @param filters values of {@link #bondFilters}; may be empty
   */
  public List<ContractDetails> bonds(String issuerId, Collection<String> filters) {
    ApiRequest request =
        ApiRequest.to(ContractCatalog.DETAILS)
            .query("sectype", AssetClass.BOND.code())
            .query("issuerId", Check.text("issuerId", issuerId));
    if (!filters.isEmpty()) {
      request.query("filters", Check.joined("filters", filters, Integer.MAX_VALUE, ","));
    }
    return calls
        .callOrNothing(request, body -> IbkrJson.listOrOne(body, ContractDetails::new))
        .orElse(List.of());
  }

  /** Returns by what the bonds of an issuer can be narrowed down. */
  public BondFilters bondFilters(String issuerId) {
    return calls.call(
        ApiRequest.to(ContractCatalog.BOND_FILTERS)
            .query("symbol", AssetClass.BOND.code())
            .query("issuerId", Check.text("issuerId", issuerId)),
        body -> IbkrJson.object(body, BondFilters::new));
  }

  /** Returns everything about an instrument but its trading rules. */
  public ContractInfo info(long conid) {
    return calls.call(
        of(ContractCatalog.INFO, conid), body -> IbkrJson.object(body, ContractInfo::new));
  }

  /** Returns everything about an instrument with its trading rules for buying. */
  public ContractInfo infoAndRules(long conid) {
    return calls.call(
        of(ContractCatalog.INFO_AND_RULES, conid),
        body -> IbkrJson.object(body, ContractInfo::new));
  }

  /** Returns how an instrument may be traded by a new order. */
  public ContractRules rules(long conid, OrderSide side) {
    return rules(wish(conid, side));
  }

  /** Returns to what an order may be changed. */
  public ContractRules rules(long conid, OrderSide side, long orderId) {
    return rules(
        wish(conid, side).put("modifyOrder", true).put("orderId", Check.id("orderId", orderId)));
  }

  /** Returns the algorithms that may trade an instrument, with ids and names only. */
  public List<Algo> algos(long conid) {
    return calls
        .call(of(ContractCatalog.ALGOS, conid), body -> IbkrJson.object(body, Algos::new))
        .algos();
  }

  /**
   * Returns some algorithms with their descriptions and parameters. The first answer about an
   * instrument may be empty: ask again.
   *
   * @param ids one to eight ids, with capitals as the broker writes them
   */
  public List<Algo> algos(long conid, Collection<String> ids) {
    return calls
        .call(
            of(ContractCatalog.ALGOS, conid)
                .query("algos", Check.joined("ids", ids, MOST_ALGOS, ";"))
                .query("addDescription", "1")
                .query("addParams", "1"),
            body -> IbkrJson.object(body, Algos::new))
        .algos();
  }

  /**
   * Returns the currency pairs of a currency.
   *
   * @param currency such as {@code "USD"}
   */
  public CurrencyPairs currencyPairs(String currency) {
    return calls.call(
        ApiRequest.to(ContractCatalog.CURRENCY_PAIRS)
            .query("currency", currency("currency", currency)),
        body -> IbkrJson.object(body, CurrencyPairs::new));
  }

  /** Returns what one unit of the source currency is worth in the target currency. */
  public ExchangeRate exchangeRate(String source, String target) {
    return calls.call(
        ApiRequest.to(ContractCatalog.EXCHANGE_RATE)
            .query("source", currency("source", source))
            .query("target", currency("target", target)),
        body -> IbkrJson.object(body, ExchangeRate::new));
  }

  /**
   * Returns instruments in short; ids that the broker does not know are left out.
   *
   * @param conids 1 to 200 contract ids
   */
  public List<SecurityDefinition> definitions(Collection<Long> conids) {
    return calls
        .callOrNothing(
            ApiRequest.to(ContractCatalog.DEFINITIONS)
                .query("conids", Check.conids(conids, MOST_DEFINITIONS)),
            body -> IbkrJson.object(body, SecurityDefinitions::new))
        .map(SecurityDefinitions::definitions)
        .orElse(List.of());
  }

  /**
   * Returns the companies whose stocks have these symbols.
   *
   * @param symbols in capital letters
   */
  public StocksBySymbol stocks(Collection<String> symbols) {
    return calls.call(
        ApiRequest.to(ContractCatalog.STOCKS).query("symbols", symbols(symbols)),
        body -> IbkrJson.object(body, StocksBySymbol::new));
  }

  /** Returns the futures on underlyings, those that have not expired. */
  public FuturesBySymbol futures(Collection<String> symbols) {
    return calls.call(
        ApiRequest.to(ContractCatalog.FUTURES).query("symbols", symbols(symbols)),
        body -> IbkrJson.object(body, FuturesBySymbol::new));
  }

  /** Returns the futures on underlyings at one exchange, those that have not expired. */
  public FuturesBySymbol futures(Collection<String> symbols, String exchange) {
    return calls.call(
        ApiRequest.to(ContractCatalog.FUTURES)
            .query("symbols", symbols(symbols))
            .query("exchange", Check.text("exchange", exchange)),
        body -> IbkrJson.object(body, FuturesBySymbol::new));
  }

  /** Returns all stocks that an exchange trades; thousands for a large one. */
  public List<ListedContract> listedAt(String exchange) {
    return calls.call(
        ApiRequest.to(ContractCatalog.ALL_CONIDS)
            .query("exchange", Check.text("exchange", exchange)),
        body -> IbkrJson.list(body, ListedContract::new));
  }

  /** Returns when an instrument trades at its first exchange, over six trading days. */
  public TradingSchedule tradingSchedule(long conid) {
    return schedule(
        ApiRequest.to(ContractCatalog.TRADING_SCHEDULE).query("conid", Check.conid(conid)));
  }

  /** Returns when an instrument trades at an exchange, over six trading days. */
  public TradingSchedule tradingSchedule(long conid, String exchange) {
    return schedule(
        ApiRequest.to(ContractCatalog.TRADING_SCHEDULE)
            .query("conid", Check.conid(conid))
            .query("exchange", Check.text("exchange", exchange)));
  }

  /** Returns when the venues of an instrument trade it, over up to a month. */
  public List<VenueSchedule> venueSchedules(AssetClass kind, String symbol) {
    return calls.call(
        ApiRequest.to(ContractCatalog.VENUE_SCHEDULE)
            .query("assetClass", Objects.requireNonNull(kind, "kind").code())
            .query("symbol", Check.text("symbol", symbol)),
        body -> IbkrJson.listOrOne(body, VenueSchedule::new));
  }

  /**
   * Returns when one venue of an instrument trades it, over up to a month.
   *
   * @param exchange the venue, such as {@code "NYSE"}
   */
  public List<VenueSchedule> venueSchedules(AssetClass kind, String symbol, String exchange) {
    return calls.call(
        ApiRequest.to(ContractCatalog.VENUE_SCHEDULE)
            .query("assetClass", Objects.requireNonNull(kind, "kind").code())
            .query("symbol", Check.text("symbol", symbol))
            .query("exchangeFilter", Check.text("exchange", exchange)),
        body -> IbkrJson.listOrOne(body, VenueSchedule::new));
  }

  private TradingSchedule schedule(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.object(body, TradingSchedule::new));
  }

  private ContractRules rules(JsonObject.Builder wish) {
    return calls.call(
        ApiRequest.to(ContractCatalog.RULES).body(wish.build()),
        body -> IbkrJson.object(body, ContractRules::new));
  }

  private static JsonObject.Builder wish(long conid, OrderSide side) {
    Check.conid(conid);
    if (!Objects.requireNonNull(side, "side").isNamed()) {
      throw new IllegalArgumentException("side must be BUY or SELL, not '" + side + "'.");
    }
    return JsonObject.builder().put("conid", conid).put("isBuy", side.equals(OrderSide.BUY));
  }

  private static String symbols(Collection<String> symbols) {
    String joined = Check.joined("symbols", symbols, Integer.MAX_VALUE, ",");
    if (!joined.equals(joined.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "symbols must be in capital letters, not " + symbols + ".");
    }
    return joined;
  }

  private static String currency(String name, String value) {
    return Check.form(name, value, CURRENCY, CURRENCY_WORDS);
  }

  private static ApiRequest of(Endpoint endpoint, long conid) {
    return ApiRequest.to(endpoint).path("conid", Check.conid(conid));
  }
}
