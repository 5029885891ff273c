package io.github.ibkrauth.ibkr;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.IbkrAuthModule.Carrier;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
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
      AuthRuntime runtime,
      Carrier carrier,
      LazyAuthSession session,
      OwnedResources owned) {
    return new IbkrClient(new Wiring(config, runtime, carrier.transport(), session), owned);
  }

  @Provides
  @Singleton
  BrokerageSession brokerage(IbkrClient client) {
    return client.brokerage();
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
}
