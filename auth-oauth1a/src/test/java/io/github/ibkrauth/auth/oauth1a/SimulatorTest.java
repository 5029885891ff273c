package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.simulator.BaseStringProfile;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The strategy against a server that checks every signature and shares no code with it. */
class SimulatorTest {

  private static final String TOKEN_PATH = "/v1/api/oauth/live_session_token";
  private static final String QUERY = "/v1/api/portfolio/accounts?fields=31,84&since=09:30%20x";

  private final AuthRuntime runtime = AuthRuntime.system();
  private final HttpTransport transport = HttpDefaults.standard().newTransport();

  @AfterEach
  void close() throws IOException {
    runtime.close();
    transport.shutdown();
  }

  @ParameterizedTest
  @EnumSource(BaseStringProfile.class)
  void call_underTheRecipeThatTheServerTakes_isAccepted(BaseStringProfile profile)
      throws IOException {
    try (IbkrSimulator simulator =
            IbkrSimulator.builder().acceptedProfiles(Set.of(profile)).start();
        AuthSession session = open(simulator, Map.of("base-string-recipe", word(profile)))) {
      assertThat(get(simulator, session, QUERY)).isEqualTo(200);
      assertThat(simulator.requests().count("POST", TOKEN_PATH)).isEqualTo(1);
    }
  }

  @Test
  void call_afterTheTokenExpired_renewsItOnceForAllCallers() throws Exception {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start();
        AuthSession session = open(simulator, Map.of())) {
      assertThat(get(simulator, session, QUERY)).isEqualTo(200);
      simulator.faults().expireLiveSessionTokensNow();
      ExecutorService pool = Executors.newFixedThreadPool(32);
      Callable<Integer> call = () -> get(simulator, session, QUERY);
      for (var answer : pool.invokeAll(Stream.generate(() -> call).limit(64).toList())) {
        assertThat(answer.get()).isEqualTo(200);
      }
      pool.shutdown();
      assertThat(simulator.requests().count("POST", TOKEN_PATH)).isEqualTo(2);
    }
  }

  @Test
  void open_whenTheConsumerIsNotActiveYet_saysThatWaitingHelps() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.faults().consumerNotActiveUntilReset();
      assertThatThrownBy(() -> open(simulator, Map.of()))
          .isInstanceOf(AuthException.class)
          .hasMessageContaining("invalid consumer")
          .hasMessageContaining("reset");
    }
  }

  @Test
  void open_whenTheAccessTokenWasRevoked_saysToMakeANewOne() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.faults().revokeAccessTokensNow();
      assertThatThrownBy(() -> open(simulator, Map.of()))
          .isInstanceOf(AuthException.class)
          .hasMessageContaining("access token");
    }
  }

  @Test
  void open_withTheTwoKeysSwapped_namesTheSlots() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      Map<String, String> settings = simulator.configuration("oauth1a");
      Map<String, String> swapped =
          Map.of(
              "signature-key", settings.get("ibkr.auth.oauth1a.encryption-key"),
              "encryption-key", settings.get("ibkr.auth.oauth1a.signature-key"));
      assertThatThrownBy(() -> open(simulator, swapped))
          .isInstanceOf(AuthException.class)
          .hasMessageContaining("signature-key")
          .hasMessageContaining("encryption-key");
      assertThat(simulator.requests().entries()).isEmpty();
    }
  }

  private AuthSession open(IbkrSimulator simulator, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(simulator.configuration("oauth1a"));
    changes.forEach((name, value) -> settings.put("ibkr.auth.oauth1a." + name, value));
    return new OAuth1aProvider()
        .create(
            AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build(), runtime)
        .open();
  }

  private int get(IbkrSimulator simulator, AuthSession session, String target) throws IOException {
    HttpRequestFactory requests =
        transport.createRequestFactory(AuthRequestInitializer.builder(session, runtime).build());
    HttpResponse response =
        requests
            .buildGetRequest(new GenericUrl(simulator.baseUri() + target, true))
            .setThrowExceptionOnExecuteError(false)
            .execute();
    try {
      return response.getStatusCode();
    } finally {
      response.disconnect();
    }
  }

  private static String word(BaseStringProfile profile) {
    return profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
