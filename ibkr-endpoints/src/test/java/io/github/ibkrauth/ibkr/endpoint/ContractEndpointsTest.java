package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.AmbiguousContractException;
import io.github.ibkrauth.ibkr.NotFoundException;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.ContractDetails;
import io.github.ibkrauth.ibkr.model.ContractMatch;
import io.github.ibkrauth.ibkr.model.OptionRight;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContractEndpointsTest {

  private static final String SEARCH = "/iserver/secdef/search";
  private static final String INFO = "/iserver/secdef/info";
  private static final String TWO_LISTINGS =
      """
      [{"conid":"11","symbol":"ABC","description":"NASDAQ","sections":[{"secType":"STK"},
         {"secType":"OPT","months":"JAN27;FEB27;","exchange":"SMART;CBOE"}]},
       {"conid":"12","symbol":"ABC","description":"MEXI","sections":[{"secType":"STK"}]},
       {"conid":"13","symbol":"ABCD","description":"NYSE","sections":[{"secType":"STK"}]},
       {"conid":"2147483647","symbol":null,"sections":[{"secType":"BOND"}]}]
      """;

  private final Script script = new Script();
  private final ContractEndpoints contracts = new ContractEndpoints(script.calls);

  @BeforeEach
  void list() {
    script.on("GET", SEARCH, TWO_LISTINGS).on("POST", SEARCH, "[]");
  }

  @Test
  void search_whenBySymbol_readsWhatCanBeTraded() {
    List<ContractMatch> matches = contracts.search("ABC");

    assertThat(script.sent()).containsExactly("GET " + SEARCH + "?symbol=ABC");
    assertThat(matches).extracting(ContractMatch::conid).startsWith(11L, 12L, 13L);
    assertThat(matches.get(0).section(AssetClass.OPTION).orElseThrow().months())
        .containsExactly("JAN27", "FEB27");
    assertThat(matches.get(1).section(AssetClass.OPTION)).isEmpty();
  }

  @Test
  void search_whenByBody_sendsOnlyWhatIsWanted() {
    contracts.search(ContractSearch.byName("ABC Inc").of(AssetClass.STOCK).more());
    assertThat(script.body())
        .isEqualTo("{\"symbol\":\"ABC Inc\",\"name\":true,\"secType\":\"STK\",\"more\":true}");

    contracts.search(ContractSearch.bySymbol("ABC").funds().asPattern());
    assertThat(script.body()).isEqualTo("{\"symbol\":\"ABC\",\"fund\":true,\"pattern\":true}");

    assertThatThrownBy(() -> ContractSearch.bySymbol("ABC").of(AssetClass.OPTION))
        .hasMessage("kind must be STK, IND or BOND, not 'OPT'.");
  }

  @Test
  void search_whenTheTokenExpired_isSentOnceMoreAlsoAsAPost() {
    script.replies("POST", SEARCH, Reply.status(401), Reply.json(200, "[]"));

    assertThat(contracts.search(ContractSearch.bySymbol("ABC"))).isEmpty();

    assertThat(script.sent()).hasSize(2);
  }

  @Test
  void resolve_whenASymbolMeansSeveral_listsThemInsteadOfGuessing() {
    AmbiguousContractException e =
        catchThrowableOfType(
            AmbiguousContractException.class, () -> contracts.resolve("ABC", AssetClass.STOCK));

    assertThat(e)
        .hasMessage(
            "GET /iserver/secdef/search found 2 contracts for 'ABC': 11 at NASDAQ, 12 at MEXI."
                + " Name the exchange or use the contract id. [AMBIGUOUS_CONTRACT]");
    assertThat(e.candidates()).extracting(ContractMatch::conid).containsExactly(11L, 12L);
    assertThat(e.retryable()).isFalse();
  }

  @Test
  void resolve_whenOneFits_returnsIt() {
    assertThat(contracts.resolve("abc", AssetClass.OPTION).conid()).isEqualTo(11);
    assertThat(contracts.resolve("ABC", AssetClass.STOCK, "mexi").conid()).isEqualTo(12);
    assertThat(contracts.resolve("ABCD", AssetClass.STOCK).conid()).isEqualTo(13);
  }

  @Test
  void resolve_whenNoneFits_saysSo() {
    assertThatThrownBy(() -> contracts.resolve("XYZ", AssetClass.STOCK))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("no STK with the symbol 'XYZ'");
    assertThatThrownBy(() -> contracts.resolve("ABC", AssetClass.STOCK, "LSE"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void chain_whenWalked_asksForEachContractWhenItIsReached() {
    script.on("GET", "/iserver/secdef/strikes", "{\"call\":[90.0,100,110],\"put\":[100]}");
    script.on("GET", INFO, "[{\"conid\":501},{\"conid\":502}]", "[{\"conid\":503}]");

    List<Long> first =
        contracts.chain(ChainQuery.on("ABC").build()).limit(3).map(ContractDetails::conid).toList();

    assertThat(first).containsExactly(501L, 502L, 503L);
    assertThat(script.sent())
        .containsExactly(
            "GET " + SEARCH + "?symbol=ABC",
            "GET /iserver/secdef/strikes?conid=11&sectype=OPT&month=JAN27",
            "GET " + INFO + "?conid=11&sectype=OPT&month=JAN27&strike=90&right=C",
            "GET " + INFO + "?conid=11&sectype=OPT&month=JAN27&strike=100&right=C");
  }

  @Test
  void chain_whenNarrowedDown_keepsToMonthsStrikesAndRight() {
    script.on("GET", "/iserver/secdef/strikes", "{\"call\":[90,100],\"put\":[90,100.50,110]}");
    script.on("GET", INFO, "{\"conid\":501}");
    ChainQuery query =
        ChainQuery.on("ABC")
            .underlying(11)
            .listedAt("NASDAQ")
            .exchange("CBOE")
            .months("FEB27")
            .strikes(new BigDecimal("95"), new BigDecimal("105"))
            .right(OptionRight.PUT)
            .build();

    assertThat(contracts.chain(query)).hasSize(1);

    assertThat(script.sent())
        .last()
        .isEqualTo(
            "GET " + INFO + "?conid=11&sectype=OPT&month=FEB27&exchange=CBOE&strike=100.5&right=P");
    assertThat(script.sent()).hasSize(3);
  }

  @Test
  void chain_whenThereIsNothing_saysWhatThereIs() {
    assertThatThrownBy(() -> contracts.chain(ChainQuery.on("ABC").months("MAR27").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("[JAN27, FEB27]");
    assertThatThrownBy(() -> contracts.chain(ChainQuery.on("ABC").futureOptionsAt("CME").build()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("no FOP");
    assertThatThrownBy(() -> ChainQuery.on("ABC").months("January"))
        .hasMessage("months must be a month such as JAN27, not 'January'.");
    assertThatThrownBy(() -> ChainQuery.on("ABC").strikes(BigDecimal.TEN, BigDecimal.ONE))
        .hasMessage("from must not be above to.");
  }

  @Test
  void details_whenTheBrokerKnowsNothing_saysSo() {
    script.replies("GET", INFO, Reply.status(204));

    assertThatThrownBy(() -> contracts.details(11))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("conid 11");
    assertThat(contracts.details(DerivativeQuery.of(11, AssetClass.FUTURE, "JAN27"))).isEmpty();
    assertThat(contracts.bonds("e1", List.of("202701", "USD"))).isEmpty();
    assertThat(script.sent())
        .last()
        .isEqualTo("GET " + INFO + "?sectype=BOND&issuerId=e1&filters=202701,USD");
  }

  @Test
  void strikes_whenOfAFuture_areRefused() {
    DerivativeQuery future = DerivativeQuery.of(11, AssetClass.FUTURE, "JAN27");
    assertThatThrownBy(() -> contracts.strikes(future))
        .hasMessage("kind must be OPT, FOP or WAR, not 'FUT'.");
  }

  @Test
  void definitions_whenNoneIsKnown_areEmpty() {
    script.replies("GET", "/trsrv/secdef", Reply.status(204));

    assertThat(contracts.definitions(List.of(1L, 2L))).isEmpty();

    assertThat(script.sent()).containsExactly("GET /trsrv/secdef?conids=1,2");
    List<Long> tooMany = LongStream.rangeClosed(1, 201).boxed().toList();
    assertThatThrownBy(() -> contracts.definitions(tooMany))
        .hasMessage("conids has 201 elements, and a call takes at most 200.");
  }

  @Test
  void rules_whenAsked_sayWhichSideAndWhichOrder() {
    script.on("POST", "/iserver/contract/rules", "{\"increment\":0.01,\"error\":null}");

    assertThat(contracts.rules(11, OrderSide.SELL).increment()).hasToString("0.01");
    assertThat(script.body()).isEqualTo("{\"conid\":11,\"isBuy\":false}");
    contracts.rules(11, OrderSide.BUY, 5);
    assertThat(script.body())
        .isEqualTo("{\"conid\":11,\"isBuy\":true,\"modifyOrder\":true,\"orderId\":5}");
    assertThatThrownBy(() -> contracts.rules(11, new OrderSide("SHORT")))
        .hasMessage("side must be BUY or SELL, not 'SHORT'.");
  }

  @Test
  void rules_whenTheBrokerHasNone_areAnException() {
    script.on("POST", "/iserver/contract/rules", "{\"error\":\"no rules today\"}");
    assertThatThrownBy(() -> contracts.rules(11, OrderSide.BUY))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("no rules today");
  }

  @Test
  void algos_whenSomeAreAsked_joinTheirIdsBySemicolons() {
    script.on("GET", "/iserver/contract/11/algos", "{\"algos\":[{\"id\":\"A\"}]}");

    assertThat(contracts.algos(11, List.of("A", "B"))).hasSize(1);

    assertThat(script.sent())
        .containsExactly("GET /iserver/contract/11/algos?algos=A%3BB&addDescription=1&addParams=1");
    assertThatThrownBy(() -> contracts.algos(11, List.of("A;B")))
        .hasMessage("ids must be given one by one, and 'A;B' has a ';'.");
    assertThatThrownBy(
            () -> contracts.algos(11, List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")))
        .hasMessage("ids has 9 elements, and a call takes at most 8.");
  }

  @Test
  void symbols_whenNotInCapitals_areRefused() {
    assertThatThrownBy(() -> contracts.stocks(List.of("abc")))
        .hasMessage("symbols must be in capital letters, not [abc].");
    assertThatThrownBy(() -> contracts.currencyPairs("Dollar"))
        .hasMessage("currency must be three capital letters such as USD, not 'Dollar'.");
  }

  @Test
  void schedules_whenAsked_nameTheInstrument() {
    script
        .on("GET", "/contract/trading-schedule", "{\"schedules\":{}}")
        .on("GET", "/trsrv/secdef/schedule", "[]");

    contracts.tradingSchedule(11);
    contracts.tradingSchedule(11, "CME");
    contracts.venueSchedules(AssetClass.STOCK, "ABC");

    assertThat(script.sent())
        .containsExactly(
            "GET /contract/trading-schedule?conid=11",
            "GET /contract/trading-schedule?conid=11&exchange=CME",
            "GET /trsrv/secdef/schedule?assetClass=STK&symbol=ABC");
  }
}
