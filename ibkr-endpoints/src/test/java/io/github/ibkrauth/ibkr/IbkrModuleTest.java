package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.HttpTransport;
import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import com.google.inject.multibindings.Multibinder;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ApiCalls;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class IbkrModuleTest {

  private final FixedProvider provider = new FixedProvider();
  private final ScriptedTransport transport = ScriptedTransport.create();
  private final RecordingListener events = new RecordingListener();
  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);

  private Injector injector(AuthConfig config) {
    transport.on("GET", "/v1/api/portfolio/accounts").reply(Reply.json(200, "[{\"id\":\"A\"}]"));
    return Guice.createInjector(
        Stage.PRODUCTION, new IbkrAuthModule(config), new IbkrModule(), new Application());
  }

  @Test
  void injector_whenMadeForProduction_usesNoNetworkUntilTheFirstCall() {
    Injector injector = injector(Scripted.config());
    assertThat(provider.opened).hasValue(0);
    assertThat(transport.requests()).isEmpty();
    try (IbkrClient client = injector.getInstance(IbkrClient.class)) {
      assertThat(injector.getInstance(PortfolioEndpoints.class).accounts()).hasSize(1);
      assertThat(provider.opened).hasValue(1);
      assertThat(injector.getInstance(PortfolioEndpoints.class)).isSameAs(client.portfolio());
      assertThat(injector.getInstance(SessionEndpoints.class)).isSameAs(client.session());
      assertThat(injector.getInstance(AccountEndpoints.class)).isSameAs(client.accounts());
      assertThat(injector.getInstance(RawCalls.class)).isSameAs(client.raw());
      assertThat(injector.getInstance(BrokerageSession.class)).isSameAs(client.brokerage());
      assertThat(injector.getInstance(AuthSession.class)).isSameAs(client.authSession());
    }
    assertThat(provider.closed).hasValue(1);
  }

  @Test
  void injector_whenAskedForAGroupOfCalls_givesTheClientsOwn() throws ReflectiveOperationException {
    Injector injector = injector(Scripted.config());
    try (IbkrClient client = injector.getInstance(IbkrClient.class)) {
      int groups = 0;
      for (Method method : IbkrClient.class.getMethods()) {
        Class<?> type = method.getReturnType();
        if (method.getParameterCount() == 0
            && type.getPackageName().equals(AccountEndpoints.class.getPackageName())) {
          groups++;
          assertThat((Object) injector.getInstance(type)).isSameAs(method.invoke(client));
        }
      }
      assertThat(groups).isGreaterThanOrEqualTo(16);
    }
  }

  @Test
  void injector_whenTheApplicationBindsItsOwn_usesThem() {
    Injector injector = injector(Scripted.config());
    AuthRuntime runtime = injector.getInstance(AuthRuntime.class);
    assertThat(runtime.clock()).isSameAs(clock);
    assertThat(runtime.service(HttpTransport.class)).contains(transport);
    assertThat(injector.getInstance(AuthStrategy.class).id()).isEqualTo("fixed");
    assertThat(events.events()).isNotEmpty();
  }

  @Test
  void injector_whenSettingsAreWrong_isNotMade() {
    assertThatThrownBy(() -> injector(Scripted.config("ibkr.auth.stratgy", "hidden")))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("ibkr.auth.stratgy is unknown")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> injector(Scripted.config("ibkr.auth.strategy", "nosuch")))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("There is no strategy 'nosuch'");
  }

  @Test
  void injector_whenNothingIsBoundBesides_worksAgainstTheSimulator() {
    try (Broker broker = Broker.start()) {
      Injector injector =
          Guice.createInjector(
              Stage.PRODUCTION, new IbkrAuthModule(broker.config()), new IbkrModule());
      assertThat(broker.log().entries()).isEmpty();
      try (IbkrClient client = injector.getInstance(IbkrClient.class)) {
        assertThat(client.accounts().list().accounts()).contains(broker.account());
      }
    }
  }

  @Test
  void groups_whenMadeByHand_work() {
    transport.on("GET", "/v1/api/portfolio/A/meta").reply(Reply.json(200, "{\"id\":\"A\"}"));
    try (AuthRuntime runtime = AuthRuntime.system();
        AuthSession session = provider.create(Scripted.config(), runtime).open()) {
      ApiCalls calls =
          ApiCalls.of(
              session,
              runtime,
              transport,
              io.github.ibkrauth.auth.googlehttp.HttpDefaults.standard());
      assertThat(new PortfolioEndpoints(calls).meta("A").id()).isEqualTo("A");
    }
    assertThat(transport.requests()).hasSize(1);
  }

  /** What an application binds. */
  private final class Application extends AbstractModule {
    @Override
    protected void configure() {
      Multibinder.newSetBinder(binder(), AuthStrategyProvider.class)
          .addBinding()
          .toInstance(provider);
      bind(HttpTransport.class).toInstance(transport);
      bind(AuthEventListener.class).toInstance(events);
      bind(InstantSource.class).toInstance(clock);
    }
  }
}
