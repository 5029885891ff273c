package io.github.ibkrauth.ibkr;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.ibkr.IbkrAuthModule.Carrier;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AccountManagement;
import io.github.ibkrauth.ibkr.endpoint.AdvisorEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AlertEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AnalystEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.EventContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.endpoint.NotificationEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.ScannerEndpoints;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.endpoint.TradeEndpoints;
import io.github.ibkrauth.ibkr.endpoint.WatchlistEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import jakarta.inject.Singleton;

/**
 * Binds {@link IbkrClient}, {@link BrokerageSession} and the groups of calls. Needs {@link
 * IbkrAuthModule} beside it. Whoever made the injector closes the client.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class IbkrModule extends AbstractModule {

  /** Creates the module. */
  public IbkrModule() {}

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
  }

  @Provides
  @Singleton
  IbkrClient client(
      AuthConfig config,
      AuthStrategies strategies,
      AuthRuntime runtime,
      Carrier carrier,
      LazyAuthSession session,
      OwnedResources owned) {
    return new IbkrClient(
        new Wiring(config, strategies, runtime, carrier.transport(), session), owned);
  }

  @Provides
  @Singleton
  BrokerageSession brokerage(IbkrClient client) {
    return client.brokerage();
  }

  @Provides
  @Singleton
  PenaltyBox penalty(IbkrClient client) {
    return client.penalty();
  }

  @Provides
  @Singleton
  PortfolioEndpoints portfolio(IbkrClient client) {
    return client.portfolio();
  }

  @Provides
  @Singleton
  SessionEndpoints session(IbkrClient client) {
    return client.session();
  }

  @Provides
  @Singleton
  AccountEndpoints accounts(IbkrClient client) {
    return client.accounts();
  }

  @Provides
  @Singleton
  RawCalls raw(IbkrClient client) {
    return client.raw();
  }

  @Provides
  @Singleton
  ContractEndpoints contracts(IbkrClient client) {
    return client.contracts();
  }

  @Provides
  @Singleton
  EventContractEndpoints eventContracts(IbkrClient client) {
    return client.eventContracts();
  }

  @Provides
  @Singleton
  MarketDataEndpoints marketData(IbkrClient client) {
    return client.marketData();
  }

  @Provides
  @Singleton
  ScannerEndpoints scanner(IbkrClient client) {
    return client.scanner();
  }

  @Provides
  @Singleton
  OrderEndpoints orders(IbkrClient client) {
    return client.orders();
  }

  @Provides
  @Singleton
  TradeEndpoints trades(IbkrClient client) {
    return client.trades();
  }

  @Provides
  @Singleton
  AlertEndpoints alerts(IbkrClient client) {
    return client.alerts();
  }

  @Provides
  @Singleton
  WatchlistEndpoints watchlists(IbkrClient client) {
    return client.watchlists();
  }

  @Provides
  @Singleton
  NotificationEndpoints notifications(IbkrClient client) {
    return client.notifications();
  }

  @Provides
  @Singleton
  AnalystEndpoints analyst(IbkrClient client) {
    return client.analyst();
  }

  @Provides
  @Singleton
  AdvisorEndpoints advisor(IbkrClient client) {
    return client.advisor();
  }

  @Provides
  @Singleton
  AccountManagement accountManagement(IbkrClient client) {
    return client.accountManagement();
  }

  @Provides
  @Singleton
  StreamingClient streaming(IbkrClient client) {
    return client.streaming();
  }
}
