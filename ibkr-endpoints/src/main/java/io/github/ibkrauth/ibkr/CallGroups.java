package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.endpoint.AccountManagement;
import io.github.ibkrauth.ibkr.endpoint.AdvisorEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AlertEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AnalystEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ApiCalls;
import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.EventContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.endpoint.MarketDataLines;
import io.github.ibkrauth.ibkr.endpoint.NotificationEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ScannerEndpoints;
import io.github.ibkrauth.ibkr.endpoint.TradeEndpoints;
import io.github.ibkrauth.ibkr.endpoint.WatchlistEndpoints;
import java.util.function.Consumer;

/**
 * The groups of calls that {@link IbkrClient} hands out beside the portfolio, the accounts and the
 * session. Immutable.
 */
final class CallGroups {

  final ContractEndpoints contracts;
  final EventContractEndpoints eventContracts;
  final MarketDataEndpoints marketData;
  final ScannerEndpoints scanner;
  final OrderEndpoints orders;
  final TradeEndpoints trades;
  final AlertEndpoints alerts;
  final WatchlistEndpoints watchlists;
  final NotificationEndpoints notifications;
  final AnalystEndpoints analyst;
  final AdvisorEndpoints advisor;
  final AccountManagement accountManagement;

  /**
   * Creates the groups.
   *
   * @param lines the lines of market data
   * @param onEstablished is given what is to be done whenever the brokerage session was established
   */
  CallGroups(
      ApiCalls calls,
      AuthRuntime runtime,
      MarketDataLines lines,
      Consumer<Runnable> onEstablished) {
    this.contracts = new ContractEndpoints(calls);
    this.eventContracts = new EventContractEndpoints(calls);
    this.marketData = new MarketDataEndpoints(calls, runtime, lines);
    this.scanner = new ScannerEndpoints(calls);
    this.orders = new OrderEndpoints(calls, runtime, onEstablished);
    this.trades = new TradeEndpoints(calls);
    this.alerts = new AlertEndpoints(calls);
    this.watchlists = new WatchlistEndpoints(calls);
    this.notifications = new NotificationEndpoints(calls);
    this.analyst = new AnalystEndpoints(calls);
    this.advisor = new AdvisorEndpoints(calls);
    this.accountManagement = new AccountManagement(calls);
  }
}
