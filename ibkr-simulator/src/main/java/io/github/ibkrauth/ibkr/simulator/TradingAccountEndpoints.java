package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The account calls of the brokerage session. */
final class TradingAccountEndpoints {
  private final Broker broker;
  private final Ledgers ledgers;

  TradingAccountEndpoints(Broker broker, Ledgers ledgers) {
    this.broker = broker;
    this.ledgers = ledgers;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get("/v1/api/iserver/accounts", gate.brokerage((call, session) -> accounts(session)))
        .post("/v1/api/iserver/account", gate.trading(this::select))
        .get("/v1/api/iserver/account/{accountId}/summary", gate.trading(this::summary))
        .get(
            "/v1/api/iserver/account/pnl/partitioned",
            gate.afterAccounts((call, session) -> profitAndLoss(session)));
  }

  private Answer accounts(OuterSession session) {
    broker.noteAccountsQueried(session);
    List<String> ids = session.user.accounts().stream().map(AccountBook::id).toList();
    JsonObject properties = new JsonObject();
    JsonObject aliases = new JsonObject().put("All", "All");
    for (String id : ids) {
      properties.put(id, properties());
      aliases.put(id, id);
    }
    return Answer.json(
        new JsonObject()
            .put("accounts", ids)
            .put("acctProps", properties)
            .put("aliases", aliases)
            .put("allowFeatures", features())
            .put("chartPeriods", chartPeriods())
            .put("groups", List.of("All"))
            .put("profiles", List.of())
            .put("selectedAccount", selected(session))
            .put("serverInfo", ServerFacts.serverInfo())
            .put("sessionId", session.tickleId.substring(0, 8) + ".00000001")
            .put("isFT", false)
            .put("isPaper", session.user.isPaper()));
  }

  private String selected(OuterSession session) {
    return broker
        .trading(session)
        .map(trading -> trading.selectedAccount(session.user))
        .orElseGet(() -> session.user.accounts().get(0).id());
  }

  private Answer select(Call call, Trader trader) {
    String id =
        Json.object(call.body()).map(body -> body.path("acctId")).map(JsonNode::asText).orElse("");
    if (trader.user().account(id).isEmpty()) {
      throw new Refusal(Answer.error(500, "Invalid account"));
    }
    trader.session().select(id);
    return Answer.json(new JsonObject().put("set", true).put("acctId", id));
  }

  private Answer profitAndLoss(OuterSession session) {
    JsonObject rows = new JsonObject();
    for (AccountBook account : session.user.accounts()) {
      CurrencyLine base = ledgers.live(account.id()).base();
      BigDecimal before = ledgers.atOpening(account.id()).base().netLiquidation();
      rows.put(
          account.id() + ".Core",
          new JsonObject()
              .put("rowType", 1)
              .put("dpl", Numbers.wire(base.netLiquidation().subtract(before)))
              .put("nl", Numbers.wire(base.netLiquidation()))
              .put("upl", Numbers.wire(base.unrealizedPnl()))
              .put("uel", Numbers.wire(base.netLiquidation()))
              .put("el", Numbers.wire(base.netLiquidation()))
              .put("mv", Numbers.wire(base.stock().add(base.options()))));
    }
    return Answer.json(new JsonObject().put("upnl", rows));
  }

  private Answer summary(Call call, Trader trader) {
    AccountBook account = ledgers.account(trader.account(call));
    CurrencyLine base = account.base();
    BigDecimal equity = base.cash().add(base.stock());
    BigDecimal gross = account.grossPositionValue();
    BigDecimal initial = Numbers.cents(gross.multiply(OrderChecks.INITIAL_MARGIN));
    BigDecimal maintenance = Numbers.cents(gross.multiply(OrderChecks.MAINTENANCE_MARGIN));
    BigDecimal available = equity.subtract(initial);
    List<JsonObject> balances = new ArrayList<>();
    account.cash().forEach(line -> balances.add(balance(line.currency(), line.balance())));
    balances.add(balance("Total (in " + account.profile().currency() + ")", base.cash()));
    return Answer.json(
        new JsonObject()
            .put("accountType", "")
            .put("status", "")
            .put("balance", Numbers.wire(available))
            .put("SMA", Numbers.wire(equity))
            .put(
                "buyingPower",
                Numbers.wire(available.max(BigDecimal.ZERO).multiply(SummaryView.BUYING_POWER)))
            .put("availableFunds", Numbers.wire(available))
            .put("excessLiquidity", Numbers.wire(equity.subtract(maintenance)))
            .put("netLiquidationValue", Numbers.wire(base.netLiquidation()))
            .put("equityWithLoanValue", Numbers.wire(equity))
            .put("regTLoan", Numbers.ZERO)
            .put("securitiesGVP", Numbers.wire(gross))
            .put("totalCashValue", Numbers.wire(base.cash()))
            .put("accruedInterest", Numbers.wire(base.interest()))
            .put("regTMargin", Numbers.ZERO)
            .put("initialMargin", Numbers.wire(initial))
            .put("maintenanceMargin", Numbers.wire(maintenance))
            .put("cashBalances", balances));
  }

  private static JsonObject balance(String currency, BigDecimal amount) {
    return new JsonObject()
        .put("currency", currency)
        .put("balance", Numbers.wire(amount))
        .put("settledCash", Numbers.wire(amount));
  }

  private static JsonObject properties() {
    return new JsonObject()
        .put("hasChildAccounts", false)
        .put("supportsCashQty", true)
        .put("liteUnderPro", false)
        .put("noFxConv", false)
        .put("supportsFractions", true)
        .put("allowCustomerTime", false)
        .put("autoFx", false);
  }

  private static JsonObject features() {
    return new JsonObject()
        .put("showGFIS", true)
        .put("showEUCostReport", false)
        .put("allowEventContract", true)
        .put("allowFXConv", true)
        .put("allowFinancialLens", false)
        .put("allowMTA", true)
        .put("allowTypeAhead", true)
        .put("allowEventTrading", true)
        .put("snapshotRefreshTimeout", 30)
        .put("liteUser", false)
        .put("showWebNews", true)
        .put("research", true)
        .put("debugPnl", true)
        .put("showTaxOpt", true)
        .put("showImpactDashboard", true)
        .put("allowDynAccount", false)
        .put("allowCrypto", false)
        .put("allowFA", false)
        .put("allowLiteUnderPro", false)
        .put("allowedAssetTypes", "STK,OPT,FUT,FOP,CASH,BOND,FUND,IND,WAR,CFD,CRYPTO")
        .put("restrictTradeSubscription", false)
        .put("showUkUserLabels", false)
        .put("sideBySide", true);
  }

  private static JsonObject chartPeriods() {
    List<String> every = List.of("*");
    return new JsonObject()
        .put("STK", every)
        .put("OPT", List.of("2h", "1d", "2d", "1w", "1m"))
        .put("FUT", every)
        .put("CASH", every)
        .put("IND", every);
  }
}
