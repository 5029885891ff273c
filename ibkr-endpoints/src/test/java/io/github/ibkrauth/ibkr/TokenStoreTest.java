package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.FileTokenStore;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.model.Account;
import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that the settings name, and a grant in it. */
class TokenStoreTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final URI CALLBACK = URI.create("http://127.0.0.1/callback");

  @TempDir Path folder;

  @Test
  void connect_whenAUserGrantedBefore_needsNothingButSettings() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(3).start()) {
      SimulatedUser ann = simulator.authorizationServer().user(2);
      AuthConfig application = config(thirdParty(simulator));
      assertThatThrownBy(() -> IbkrClient.connect(application)).isInstanceOf(AuthException.class);
      AuthConfig config;
      try (AuthRuntime runtime = AuthRuntime.system();
          ConnectFlow flow =
              ConnectFlows.discover()
                  .open(application, TokenStores.discover().lend(application, runtime))) {
        String query = new ConsentVisit().agree(flow.begin("ann").authorizeUri(), ann);
        config = application.with("connection", flow.complete("ann", query).settings());
      }

      try (IbkrClient client = IbkrClient.connect(config)) {
        assertThat(accounts(client)).isEqualTo(ann.accountIds());
      }
      Injector injector = Guice.createInjector(new IbkrAuthModule(config), new IbkrModule());
      try (IbkrClient client = injector.getInstance(IbkrClient.class)) {
        assertThat(accounts(client)).isEqualTo(ann.accountIds());
        assertThat(injector.getInstance(AuthRuntime.class).service(TokenStore.class))
            .containsInstanceOf(FileTokenStore.class);
      }
    }
  }

  private static List<String> accounts(IbkrClient client) {
    return client.portfolio().accounts().stream().map(Account::id).toList();
  }

  @Test
  void build_whenStoreAndStrategyAreWrong_tellsEverythingAtOnce() {
    Map<String, String> wrong =
        Map.of(
            "ibkr.auth.strategy", "oauth1a",
            "ibkr.auth.store.kind", "file",
            "ibkr.auth.store.key", "c2hvcnQ=",
            "ibkr.auth.http.read-timeout", "soon");

    AuthConfigurationException e =
        catchThrowableOfType(
            AuthConfigurationException.class, () -> IbkrClient.builder(config(wrong)).build());

    assertThat(e.problems())
        .anyMatch(text -> text.startsWith("ibkr.auth.store.path is missing"))
        .anyMatch(text -> text.startsWith("ibkr.auth.store.key has 5 bytes instead of 32"))
        .anyMatch(text -> text.startsWith("ibkr.auth.http.read-timeout"))
        .anyMatch(text -> text.startsWith("ibkr.auth.oauth1a.consumer-key is missing"))
        .as("a grant may be in the store")
        .noneMatch(text -> text.startsWith("ibkr.auth.oauth1a.access-token is missing"));
    assertThat(e.getMessage()).doesNotContain("c2hvcnQ");
  }

  @Test
  void build_whenAStoreIsSetUpAndNoneAskedFor_saysSo() {
    Map<String, String> wrong =
        Map.of("ibkr.auth.strategy", "oauth1a", "ibkr.auth.store.path", folder.toString());

    assertThatThrownBy(() -> IbkrClient.builder(config(wrong)).build())
        .hasMessageContaining(
            "ibkr.auth.store.path is set, and ibkr.auth.store.kind is not, so that there is no"
                + " store: set it to file or memory.");
  }

  private Map<String, String> thirdParty(IbkrSimulator simulator) {
    Map<String, String> settings =
        new HashMap<>(simulator.connectConfiguration("oauth1a", CALLBACK));
    settings.put("ibkr.auth.store.kind", "file");
    settings.put("ibkr.auth.store.path", folder.resolve("store").toString());
    settings.put("ibkr.auth.store.key", KEY);
    return settings;
  }

  private static AuthConfig config(Map<String, String> values) {
    return AuthConfig.builder().prefix("ibkr.auth").values("test", values).build();
  }
}
