package io.github.ibkrauth.ibkr.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the accessors answer for bodies made by this project. */
class ModelsTest {

  private static JsonValue body(String name) {
    return Bodies.made().stream()
        .filter(body -> body.name().equals(name + ".json"))
        .map(body -> IbkrJson.read(body.json()))
        .findFirst()
        .orElseThrow();
  }

  private static <T> T one(String name, Function<JsonObject, T> model) {
    return IbkrJson.object(body(name), model);
  }

  @Test
  void netLiquidation_whenConcatenated_readsAsMoney() {
    AccountSummary summary = one("summary", AccountSummary::new);

    assertThat("" + summary.netLiquidation()).isEqualTo("1005254.00 USD");
    assertThat(summary.netLiquidation().amount().value()).isEqualByComparingTo("1005254");
    assertThat(summary.netLiquidation().timestamp())
        .contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(summary.netLiquidation().money())
        .contains(new Money(new BigDecimal("1005254"), "USD"));
    assertThat(summary.netLiquidation().amount().value()).isEqualTo(new BigDecimal("1005254.0"));
  }

  @Test
  void summary_whenFigureIsMissingNullBlankOrText_isNeverZero() {
    AccountSummary summary = one("summary", AccountSummary::new);

    assertThat(summary.buyingPower().isPresent()).isFalse();
    assertThat(summary.buyingPower().amount().isNull()).isTrue();
    assertThat(summary.buyingPower().sentAmount().value()).isEqualByComparingTo("0");
    assertThat(summary.availableFunds().amount().isNull()).isTrue();
    assertThat(summary.sma().amount().isMissing()).isTrue();
    assertThat(summary.entry("netliquidation-p").amount().isBlank()).isTrue();
    assertThat(summary.grossPositionValue().isPresent()).isFalse();
    assertThat(summary.grossPositionValue()).hasToString("missing");
    assertThatThrownBy(() -> summary.grossPositionValue().amount().value())
        .isInstanceOf(UnexpectedFieldException.class)
        .hasMessage(
            "The broker sent no number in field 'grosspositionvalue': it is missing. [UNEXPECTED_FIELD]");
    assertThat(summary.accountCode().amount().isPresent()).isFalse();
    assertThat(summary.accountCode()).hasToString("DU1234567");
    assertThat(summary.cushion().number().value()).isEqualByComparingTo("0.994598");
    assertThat(summary.netLiquidation().number().value()).isEqualByComparingTo("1005254");
  }

  @Test
  void segment_whenAsked_readsItsOwnFigures() {
    AccountSummary summary = one("summary", AccountSummary::new);

    assertThat(summary.segment(Segment.SECURITIES).netLiquidation()).hasToString("1004254.125 USD");
    assertThat(summary.segment(Segment.COMMODITIES).netLiquidation()).hasToString("1000.00 USD");
    assertThat(summary.segment(Segment.COMMODITIES).entries()).containsOnlyKeys("netliquidation");
    assertThat(summary.entry("netliquidation-s").timestamp())
        .isEqualTo(summary.entry("netliquidation-c").timestamp());
  }

  @Test
  void ledger_whenCurrencyIsThere_readsExactAmountsAndBothTimeForms() {
    Ledger ledger = one("ledger", Ledger::new);
    LedgerEntry usd = ledger.currency("USD").orElseThrow();

    assertThat(usd.cashBalance().value()).isEqualTo(new BigDecimal("971869.60"));
    assertThat(usd.settledCash().isBlank()).isTrue();
    assertThat(usd.netLiquidationValue().isNull()).isTrue();
    assertThat(usd.dividends().isMissing()).isTrue();
    assertThat(usd.timestamp()).isEqualTo(ledger.base().orElseThrow().timestamp());
    assertThat(usd.endOfBundle()).isTrue();
    assertThat(ledger.base().orElseThrow().interest().isInvalid()).isTrue();
    assertThat(ledger.entries()).containsOnlyKeys("USD", "BASE");
    assertThat(ledger.currency("EUR")).isEmpty();
  }

  @Test
  void positions_whenFormsOfFieldsDiffer_readTheSame() {
    List<Position> positions = IbkrJson.list(body("positions"), Position::new);
    Position stock = positions.get(0);
    Position option = positions.get(1);

    assertThat(stock.conid()).isEqualTo(1234);
    assertThat(stock.marketPrice().value()).isEqualTo(new BigDecimal("654.47"));
    assertThat(stock.marketValue().value()).isEqualTo(new BigDecimal("28796.68"));
    assertThat(stock.averageCost().isBlank()).isTrue();
    assertThat(stock.unrealizedPnl().value()).isEqualByComparingTo("-150");
    assertThat(stock.assetClass()).contains(AssetClass.STOCK);
    assertThat(stock.model()).isEmpty();
    assertThat(stock.allExchanges()).containsExactly("ONE", "TWO");
    assertThat(stock.retrievalTime()).contains(Duration.ofMillis(12));
    assertThat(stock.incrementRules().get(0).increment().value()).isEqualByComparingTo("0.01");
    assertThat(option.conid()).isEqualTo(5678);
    assertThat(option.quantity().value()).isEqualByComparingTo("-1");
    assertThat(option.expiry())
        .contains(LocalDate.of(2027, 1, 15))
        .isEqualTo(option.lastTradingDay());
    assertThat(option.right()).contains(OptionRight.PUT);
    assertThat(option.assetClass().orElseThrow()).hasToString("NEWKIND");
    assertThat(option.assetClass().orElseThrow().isNamed()).isFalse();
    assertThat(option.underlyingConid()).hasValue(1234);
    assertThat(option.json().object("greeks").orElseThrow().num("delta").value())
        .isEqualByComparingTo("-0.5");
  }

  @Test
  void position_whenOneFieldHasAnImpossibleType_spoilsOnlyItsAccessor() {
    Position position =
        IbkrJson.object(
            IbkrJson.read("{\"acctId\":\"DU1234567\",\"conid\":{},\"position\":3}"), Position::new);

    assertThat(position.quantity().value()).isEqualByComparingTo("3");
    assertThatThrownBy(position::conid)
        .hasMessage(
            "Field 'conid' of the broker's answer should be a whole number but is an object. [UNEXPECTED_FIELD]");
  }

  @Test
  void positionsByAccount_whenAccountHasAnObjectInsteadOfAList_readsIt() {
    PositionsByAccount positions = one("positions-by-account", PositionsByAccount::new);

    assertThat(positions.accounts()).containsOnlyKeys("DU1234567", "DU7654321", "DU0000001");
    assertThat(positions.accounts().get("DU7654321").get(0).conid()).isEqualTo(1234);
    assertThat(positions.accounts().get("DU0000001")).isEmpty();
  }

  @Test
  void account_whenIdIsNull_fallsBackToTheAccountNumber() {
    List<Account> accounts = IbkrJson.list(body("accounts"), Account::new);

    assertThat(accounts).extracting(Account::id).containsExactly("DU1234567", "DU7654321");
    assertThat(accounts.get(0).clearingStatus()).contains(new ClearingStatus("X"));
    assertThat(accounts.get(0).openedAt()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(accounts.get(0).advisorClient()).isTrue();
    assertThat(accounts.get(0).parent().orElseThrow().moneyManagerClients())
        .containsExactly("DU0000001");
    assertThatThrownBy(() -> new Account(JsonObject.empty()).id())
        .hasMessage(
            "The broker's answer has no field 'id', where text is expected. [UNEXPECTED_FIELD]");
  }

  @Test
  void subaccountPage_whenObjectOrPlainList_readsBoth() {
    SubaccountPage page = new SubaccountPage(body("subaccounts-page"));
    SubaccountPage plain = new SubaccountPage(body("subaccounts-page-plain"));

    assertThat(page.accounts()).extracting(Account::id).containsExactly("DU1234567");
    assertThat(page.page().orElseThrow().total()).hasValue(21);
    assertThat(plain.accounts()).extracting(Account::id).containsExactly("DU1234567");
    assertThat(plain.page()).isEmpty();
    assertThatThrownBy(() -> new SubaccountPage(JsonValue.of("no")).accounts())
        .hasMessage("The answer should be a list but holds text. [UNREADABLE_BODY]");
  }

  @Test
  void authStatus_whenAFlagIsMissing_isNotReadyExceptEstablished() {
    String ready = "{\"authenticated\":true,\"connected\":true,\"competing\":false%s}";

    assertThat(status(ready.formatted("")).isReady()).isTrue();
    assertThat(status(ready.formatted(",\"established\":true")).isReady()).isTrue();
    assertThat(status(ready.formatted(",\"established\":false")).isReady()).isFalse();
    assertThat(status("{\"authenticated\":true,\"connected\":true,\"competing\":true}").isReady())
        .isFalse();
    assertThat(status("{\"authenticated\":true}").isReady()).isFalse();
    assertThat(status("{}").isReady()).isFalse();
  }

  private static AuthStatus status(String json) {
    return IbkrJson.object(IbkrJson.read(json), AuthStatus::new);
  }

  @Test
  void tickle_whenPrinted_hidesTheSessionId() {
    Tickle tickle = one("tickle", Tickle::new);

    assertThat(tickle.session()).contains("00000000000000000000000000c0ffee");
    assertThat(tickle.toString()).startsWith("Tickle[json={").doesNotContain("c0ffee");
    assertThat(tickle.ssoExpires()).contains(Duration.ofMinutes(9).plusSeconds(59));
    assertThat(tickle.userId()).contains("42");
    assertThat(tickle.authStatus().orElseThrow().isReady()).isTrue();
    assertThat(tickle.hmds().flatMap(BridgeStatus::error)).contains("no bridge");
    assertThat(one("tickle-error", Tickle::new).error()).contains("no session");
    assertThat(one("tickle-error", Tickle::new).authStatus()).isEmpty();
    assertThat(one("tickle-oauth", Tickle::new).authStatus().orElseThrow().competing()).isTrue();
  }

  @Test
  void sessionModels_whenPrinted_hideTheirCredentials() {
    assertThat(one("validate", SsoValidation::new).toString())
        .doesNotContain("made-up-token")
        .doesNotContain("made-up-login");
    assertThat(one("brokerage-accounts", BrokerageAccounts::new).toString())
        .doesNotContain("00000000.00000001");
  }

  @Test
  void validation_whenNamesVary_readsBoth() {
    SsoValidation validation = one("validate", SsoValidation::new);

    assertThat(validation.loginType()).contains(LoginType.PAPER);
    assertThat(validation.expires()).contains(Duration.ofMillis(415001));
    assertThat(validation.qualifiedForMobileAuth()).isEmpty();
    assertThat(validation.features().flatMap(SsoFeatures::environment)).contains("PAPER");
    assertThat(validation.lastAccessed()).contains(Instant.parse("2026-01-01T00:01:00Z"));
  }

  @Test
  void brokerageAccounts_whenRead_giveMapsByAccount() {
    BrokerageAccounts accounts = one("brokerage-accounts", BrokerageAccounts::new);

    assertThat(accounts.accounts()).containsExactly("DU1234567", "DU7654321");
    assertThat(accounts.aliases()).containsEntry("DU1234567", "Rainy days");
    assertThat(accounts.accountProperties().get("DU1234567").noFxConversion()).isTrue();
    assertThat(accounts.chartPeriods()).containsEntry("OPT", List.of("2h", "1d"));
    assertThat(accounts.allowFeatures().orElseThrow().assetClassCodes())
        .containsExactly("STK", "OPT", "News");
    assertThat(accounts.isPaper()).isTrue();
  }

  @Test
  void allocation_whenRead_keepsExactValues() {
    Allocation allocation = one("allocation", Allocation::new);
    AllocationSplit split = allocation.assetClass().orElseThrow();

    assertThat(split.longs().get("STK").value()).isEqualTo(new BigDecimal("654.47"));
    assertThat(split.longs().get("CRYPTO").isNull()).isTrue();
    assertThat(split.shorts()).isEmpty();
    assertThat(allocation.group()).isEmpty();
  }

  @Test
  void comboPosition_whenLegsMixTextAndNumbers_readsThem() {
    ComboPosition combo = IbkrJson.list(body("combo-positions"), ComboPosition::new).get(0);

    assertThat(combo.legs()).extracting(ComboLeg::conid).containsExactly(1L, 2L);
    assertThat(combo.legs().get(1).ratio().value()).isEqualByComparingTo("-1");
    assertThat(combo.positions().get(0).quantity().value()).isEqualByComparingTo("3");
  }

  @Test
  void equals_whenJsonIsTheSame_holds() {
    Position a = new Position(JsonObject.builder().put("conid", 1).put("position", "2").build());
    Position b = new Position(JsonObject.builder().put("position", "2").put("conid", 1).build());
    Position c = new Position(JsonObject.builder().put("conid", 1).put("position", "3").build());

    assertThat(a).isEqualTo(b).hasSameHashCodeAs(b).isNotEqualTo(c);
    assertThat(a).hasToString("Position[json={\"conid\":1,\"position\":\"2\"}]");
  }

  @Test
  void money_whenFewDecimals_showsTwoAndNeverRounds() {
    assertThat(new Money(new BigDecimal("5"), "USD")).hasToString("5.00 USD");
    assertThat(new Money(new BigDecimal("1E+3"), "JPY")).hasToString("1000.00 JPY");
    assertThat(new Money(new BigDecimal("0.12345678"), "BTC")).hasToString("0.12345678 BTC");
  }

  @Test
  void accountFigures_whenText_readAsMoneyOrNothing() {
    SegmentedFigures funds = one("funds", SegmentedFigures::new);
    AccountFigures total = funds.total().orElseThrow();

    assertThat(funds.segments())
        .containsOnlyKeys("total", "securities", "commodities", "Crypto at Somewhere");
    assertThat(total.availableFunds()).contains(new Money(new BigDecimal("994831"), "USD"));
    assertThat(total.excessLiquidity()).contains(new Money(new BigDecimal("-12"), "USD"));
    assertThat(total.equityWithLoan().orElseThrow()).hasToString("5.00 EUR");
    assertThat(total.money("Odd Nm")).isEmpty();
    assertThat(total.texts()).containsEntry("Odd Nm", "@ 16:00:00");
    assertThat(total.leverage().isInvalid()).isTrue();
    assertThat(funds.securities().orElseThrow().leverage()).hasToString("1.01");
    assertThat(funds.commodities().orElseThrow().buyingPower()).isEmpty();
  }

  @Test
  void parse_whenNoAmountWithACurrency_isEmpty() {
    assertThat(Money.parse(" 1,234.5 USD ")).contains(new Money(new BigDecimal("1234.5"), "USD"));
    for (String text : List.of("", "USD", "12", "12 usd", "1,2,3 USD", "12 USD more", "n/a")) {
      assertThat(Money.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void quote_whenFieldsCarryLettersAndSigns_readsTheNumbers() {
    List<Quote> quotes = IbkrJson.list(body("snapshot"), Quote::new);
    Quote quote = quotes.get(0);

    assertThat(quote.conid()).isEqualTo(7);
    assertThat(quotes.get(1).conid()).isEqualTo(8);
    assertThat(quote.last().value()).isEqualTo(new BigDecimal("12.50"));
    assertThat(quote.isPriorClose()).isTrue();
    assertThat(quote.isHalted()).isFalse();
    assertThat(quote.bid().value()).isEqualByComparingTo("12.4");
    assertThat(quote.askSize().value()).isEqualByComparingTo("1200");
    assertThat(quote.num(MarketDataField.CHANGE_PERCENT).value()).isEqualByComparingTo("1.5");
    assertThat(quote.num(MarketDataField.VOLUME).isInvalid()).isTrue();
    assertThat(quote.text(MarketDataField.VOLUME)).contains("1.2M");
    assertThat(quote.volume().value()).isEqualByComparingTo("1234567");
    assertThat(quote.ask().isMissing()).isTrue();
    assertThat(quote.updatedAt()).contains(Instant.ofEpochMilli(1767225600123L));
    assertThat(quote.fields()).containsEntry(MarketDataField.SYMBOL, "ABC");
    assertThat(quote.others()).containsKey("87_raw").doesNotContainKey("31");
    assertThat(quote.has(List.of(MarketDataField.LAST, MarketDataField.BID))).isTrue();
    assertThat(quote.has(List.of(MarketDataField.ASK))).isFalse();
    assertThatThrownBy(() -> new MarketDataField("87_raw"))
        .hasMessage("tag must be digits, not '87_raw'.");
  }

  @Test
  void num_whenAQuoteHoldsAWordThatBeginsLikeAPrice_isNoNumber() {
    Quote quote =
        new Quote(JsonObject.builder().put("31", "CLOSED").put("84", "C").put("86", "H-1").build());

    assertThat(quote.last().isInvalid()).isTrue();
    assertThat(quote.bid().isInvalid()).isTrue();
    assertThat(quote.ask().value()).isEqualByComparingTo("-1");
  }

  @Test
  void availability_whenLetters_saysHowCurrent() {
    assertThat(new DataAvailability("RpB").isRealTime()).isTrue();
    assertThat(new DataAvailability("DPB").isDelayed()).isTrue();
    assertThat(new DataAvailability("Z").isFrozen()).isTrue();
    assertThat(new DataAvailability("Y").isFrozen()).isTrue();
    assertThat(new DataAvailability("Y").isDelayed()).isTrue();
    assertThat(new DataAvailability("N").isUnsubscribed()).isTrue();
    assertThat(new DataAvailability("?").isRealTime()).isFalse();
  }

  @Test
  void codes_whenTheBrokerHasSeveralWords_meanTheSame() {
    assertThat(OrderSide.of("B")).isEqualTo(OrderSide.BUY).isEqualTo(OrderSide.of("BOT"));
    assertThat(OrderSide.of("S")).isEqualTo(OrderSide.SELL).isEqualTo(OrderSide.of("SLD"));
    assertThat(OrderSide.of("X").isNamed()).isFalse();
    assertThat(OptionRight.of("CALL")).isEqualTo(OptionRight.CALL);
    assertThat(OptionRight.of("PUT")).isEqualTo(OptionRight.PUT);
    assertThat(OptionRight.of("?")).hasToString("?");
    assertThat(OrderState.FILLED.isFinal()).isTrue();
    assertThat(OrderState.PENDING_CANCEL.isFinal()).isFalse();
    assertThat(new OrderState("Novel").isNamed()).isFalse();
    assertThat(AllocationMethod.SHARES.needsAmounts()).isTrue();
    assertThat(AllocationMethod.EQUAL.needsAmounts()).isFalse();
  }

  @Test
  void figure_whenAnAccountLacksIt_isMissingUnderItsName() {
    AllocatableAccount account =
        one("allocatable-accounts", AllocatableAccounts::new).accounts().get(0);

    assertThat(account.figure(account.figures().get(0).key()).isPresent()).isTrue();
    assertThatThrownBy(() -> account.figure("Nothing").value())
        .hasMessage(
            "The broker sent no number in field 'Nothing': it is missing. [UNEXPECTED_FIELD]");
  }

  @Test
  void months_whenTheListEndsInASemicolon_haveNoEmptyPart() {
    ContractMatch match = IbkrJson.list(body("search"), ContractMatch::new).get(0);

    assertThat(match.sections().get(0).months()).containsExactly("A1", "B2");
    assertThat(match.section(AssetClass.OPTION)).isEmpty();
    assertThat(match.section(match.sections().get(0).assetClass().orElseThrow())).isPresent();
  }
}
