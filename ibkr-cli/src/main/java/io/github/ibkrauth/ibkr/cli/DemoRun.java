package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.model.AccountSummary;
import io.github.ibkrauth.ibkr.model.Ledger;
import io.github.ibkrauth.ibkr.model.Logout;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.model.Tickle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One strategy, through all steps. After a failure only the logout is still tried. */
final class DemoRun {

  private final Supplier<Connection> login;
  private final Consumer<DemoStep> watcher;
  private final Duration streaming;
  private final List<DemoStep> steps = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param login logs in
   * @param watcher is told of each step when it is done
   * @param streaming how long to look at the stream at least
   */
  DemoRun(Supplier<Connection> login, Consumer<DemoStep> watcher, Duration streaming) {
    this.streaming = streaming;
    this.login = login;
    this.watcher = watcher;
  }

  /** Returns all steps that were taken. */
  List<DemoStep> run() {
    List<Connection> connected = new ArrayList<>();
    if (!step("log in", () -> logIn(connected))) {
      connected.forEach(Connection::close);
      return List.copyOf(steps);
    }
    try (Connection client = connected.get(0)) {
      boolean good =
          step("open brokerage session", () -> openBrokerage(client)) && portfolio(client);
      if (good) {
        step("tickle", () -> tickle(client));
      }
      step("log out", () -> logOut(client));
    }
    return List.copyOf(steps);
  }

  private DemoStep.Gain logIn(List<Connection> connected) {
    Connection client = login.get();
    connected.add(client);
    return DemoStep.Gain.of("at " + client.baseUrl());
  }

  private static DemoStep.Gain openBrokerage(Connection client) {
    client.brokerage().open();
    return DemoStep.Gain.of("");
  }

  private boolean portfolio(Connection client) {
    PortfolioEndpoints portfolio = client.portfolio();
    List<String> ids = new ArrayList<>();
    List<Position> held = new ArrayList<>();
    return step("accounts", () -> accounts(portfolio, ids))
        && step("summary", () -> one(ids, id -> summary(portfolio, id)))
        && step("ledger", () -> one(ids, id -> ledger(portfolio, id)))
        && step("positions", () -> one(ids, id -> positions(portfolio, id, held)))
        && trade(client, ids.get(0), held)
        && step("stream", () -> one(ids, id -> stream(client, id)));
  }

  private boolean trade(Connection client, String id, List<Position> held) {
    List<DemoTrade> trade = new ArrayList<>();
    return step(
            "preview order",
            () -> {
              trade.add(new DemoTrade(client, id, held));
              return trade.get(0).preview();
            })
        && step("place order", () -> trade.get(0).place())
        && step("cancel order", () -> trade.get(0).cancel());
  }

  private static DemoStep.Gain accounts(PortfolioEndpoints portfolio, List<String> ids) {
    List<Account> accounts = portfolio.accounts();
    accounts.forEach(account -> ids.add(account.id()));
    return DemoStep.Gain.of(
        accounts.size() == 1 ? "1 account" : accounts.size() + " accounts",
        AccountsView.table(accounts),
        AccountsView.json(accounts));
  }

  private static DemoStep.Gain one(List<String> ids, Function<String, DemoStep.Gain> question) {
    if (ids.isEmpty()) {
      throw new CommandFailure(
          Failure.of(ExitCode.FAILED, "NO_ACCOUNT", "The login has no account."));
    }
    return question.apply(ids.get(0));
  }

  private static DemoStep.Gain summary(PortfolioEndpoints portfolio, String id) {
    AccountSummary summary = portfolio.summary(id);
    return DemoStep.Gain.of("of " + id, SummaryView.mainTable(summary), SummaryView.json(summary));
  }

  private static DemoStep.Gain ledger(PortfolioEndpoints portfolio, String id) {
    Ledger ledger = portfolio.ledger(id);
    return DemoStep.Gain.of("of " + id, LedgerView.table(ledger), LedgerView.json(ledger));
  }

  private static DemoStep.Gain positions(
      PortfolioEndpoints portfolio, String id, List<Position> held) {
    List<Position> positions = portfolio.positions(id).toList();
    held.addAll(positions);
    return DemoStep.Gain.of(
        positions.size() + " of " + id,
        PositionsView.table(positions),
        PositionsView.json(positions));
  }

  private DemoStep.Gain stream(Connection client, String id) {
    return new StreamSample()
        .look(client, client.portfolio().positions(id).limit(3).toList(), streaming);
  }

  private static DemoStep.Gain tickle(Connection client) {
    Tickle tickle = client.session().tickle();
    return DemoStep.Gain.of(
        tickle
            .authStatus()
            .map(status -> "brokerage session " + SessionView.sentence(status))
            .orElse(""));
  }

  private static DemoStep.Gain logOut(Connection client) {
    Logout logout = client.session().logout();
    if (!logout.status() && !logout.confirmed()) {
      throw new CommandFailure(
          Failure.of(ExitCode.FAILED, "REFUSED", "The broker did not confirm the logout."));
    }
    return DemoStep.Gain.of("");
  }

  private boolean step(String name, Supplier<DemoStep.Gain> work) {
    long started = System.nanoTime();
    DemoStep step;
    try {
      DemoStep.Gain gain = work.get();
      step = DemoStep.passed(name, millisSince(started), gain);
    } catch (RuntimeException e) {
      step = DemoStep.failed(name, millisSince(started), FailureReader.read(e));
    }
    steps.add(step);
    watcher.accept(step);
    return step.passed();
  }

  private static long millisSince(long started) {
    return (System.nanoTime() - started) / 1_000_000;
  }
}
