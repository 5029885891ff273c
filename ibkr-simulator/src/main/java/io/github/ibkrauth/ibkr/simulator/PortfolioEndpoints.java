package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The portfolio group: accounts, summaries, ledgers, allocations and positions. */
final class PortfolioEndpoints {
  private static final String API = "/v1/api";
  private static final String ACCOUNT = API + "/portfolio/{accountId}";

  private final Broker broker;
  private final Ledgers ledgers;

  PortfolioEndpoints(Broker broker, Ledgers ledgers) {
    this.broker = broker;
    this.ledgers = ledgers;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/portfolio/accounts", gate.open((call, session) -> accounts(session, true)))
        .get(API + "/portfolio/subaccounts", gate.open((call, session) -> accounts(session, false)))
        .get(
            API + "/portfolio/subaccounts2", gate.open((call, session) -> accounts(session, false)))
        .get(
            API + "/portfolio/allocation",
            gate.open((call, session) -> allocation(ledgers.accounts(session.user))))
        .post(API + "/portfolio/allocation", gate.open(this::allocationOf))
        .get(API + "/portfolio/positions/{conid}", gate.open(this::positionEverywhere))
        .get(
            ACCOUNT + "/summary",
            of(gate, (call, account) -> Answer.json(SummaryView.of(account, broker.now()))))
        .get(
            ACCOUNT + "/ledger",
            of(gate, (call, account) -> Answer.json(LedgerView.of(account, broker.now()))))
        .get(ACCOUNT + "/meta", of(gate, (call, account) -> meta(account)))
        .get(ACCOUNT + "/allocation", of(gate, (call, account) -> allocation(List.of(account))))
        .get(
            ACCOUNT + "/positions/{page}",
            of(gate, (call, account) -> Answer.json(PositionPage.of(account, call))))
        .post(ACCOUNT + "/positions/invalidate", of(gate, (call, account) -> invalidate()))
        .get(ACCOUNT + "/position/{conid}", of(gate, this::position))
        .get(ACCOUNT + "/combo/positions", of(gate, (call, account) -> combos(account)))
        .get(
            API + "/portfolio2/{accountId}/positions",
            of(gate, (call, account) -> second(account)));
  }

  private Endpoint of(SessionGate gate, BiFunction<Call, AccountBook, Answer> endpoint) {
    return gate.afterPortfolioAccounts(
        (call, account) -> endpoint.apply(call, ledgers.account(account.id())));
  }

  private Answer accounts(OuterSession session, boolean brokerageAccess) {
    broker.notePortfolioAccountsQueried(session);
    return Answer.json(
        session.user.accounts().stream()
            .map(account -> AccountViews.account(account.profile(), brokerageAccess))
            .toList());
  }

  private static Answer meta(AccountBook account) {
    return Answer.json(AccountViews.account(account.profile(), false));
  }

  private static Answer allocation(List<AccountBook> accounts) {
    return Answer.json(AllocationView.of(accounts));
  }

  /** The consolidated allocation of the accounts the body names. */
  private Answer allocationOf(Call call, OuterSession session) {
    Optional<JsonNode> ids = Json.object(call.body()).map(body -> body.path("acctIds"));
    if (ids.isEmpty() || !ids.get().isArray() || ids.get().isEmpty()) {
      throw new Refusal(Answer.invalidArgument("acctIds", "Missing required parameter"));
    }
    List<AccountBook> accounts = new ArrayList<>();
    for (JsonNode id : ids.get()) {
      accounts.add(
          session
              .user
              .account(id.asText())
              .map(account -> ledgers.account(account.id()))
              .orElseThrow(
                  () -> new Refusal(Answer.errorWithStatus(400, "Bad Request: invalid account"))));
    }
    return allocation(accounts);
  }

  /** The first account that holds it comes with the security definition, the others without. */
  private Answer positionEverywhere(Call call, OuterSession session) {
    int conid = conid(call);
    JsonObject byAccount = new JsonObject();
    for (AccountBook account : ledgers.accounts(session.user)) {
      account
          .position(conid)
          .map(
              held ->
                  byAccount.members().isEmpty()
                      ? PositionViews.full(account, held)
                      : PositionViews.brief(account, held))
          .ifPresent(held -> byAccount.put(account.id(), List.of(held)));
    }
    return Answer.json(byAccount);
  }

  private Answer position(Call call, AccountBook account) {
    return Answer.json(
        account.position(conid(call)).map(held -> PositionViews.full(account, held)).stream()
            .toList());
  }

  private Answer invalidate() {
    ledgers.invalidate();
    return Answer.json(new JsonObject().put("message", "success"));
  }

  private static Answer combos(AccountBook account) {
    return Answer.json(
        account.combos().stream().map(combo -> PositionViews.combo(account, combo)).toList());
  }

  private Answer second(AccountBook account) {
    return Answer.json(
        account.positions().stream()
            .map(held -> PositionViews.second(held, broker.now()))
            .toList());
  }

  private static int conid(Call call) {
    try {
      return Integer.parseInt(call.variable("conid"));
    } catch (NumberFormatException e) {
      throw new Refusal(Answer.invalidArgument("conid", "Not a contract id"));
    }
  }
}
