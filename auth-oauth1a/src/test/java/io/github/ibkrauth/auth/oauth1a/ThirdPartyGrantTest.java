package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThirdPartyGrantTest {

  private static final String VERIFIER = "61c107d4cf34ac6d9f2b";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final FakeBroker broker = FakeBroker.start();
  private final Map<String, String> settings = broker.settings();
  private final TokenStore store = TokenStore.inMemory(InstantSource.system());
  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .service(TokenStore.class, store)
          .service(
              SecretSealer.class,
              SecretSealer.aesGcm(
                  "k1",
                  Secret.of(Base64.getEncoder().encodeToString(new byte[32])),
                  new SecureRandom()))
          .build();

  @BeforeEach
  void onlyWhatAGrantNeeds() {
    leaks.canary(FakeBroker.ACCESS_TOKEN);
    settings.remove("oauth1a.access-token");
    settings.remove("oauth1a.access-token-secret");
  }

  @AfterEach
  void stop() {
    runtime.close();
    broker.close();
  }

  @Test
  void finish_whenTheVerifierIsTyped_thenTheStrategyFindsTheStoredGrant() {
    try (ThirdPartyGrant grant = open()) {
      assertThat(grant.stored()).isEmpty();
      ThirdPartyGrant.Request request = grant.begin();
      assertThat(request.authorizeUri().toString())
          .startsWith("https://www.interactivebrokers.com/authorize?oauth_token=");

      AccessGrant access = grant.finish(request, " " + VERIFIER + "\n");

      assertThat(access.accessToken().reveal()).isEqualTo(FakeBroker.ACCESS_TOKEN);
      assertThat(access.paper()).hasValue(true);
      assertThat(grant.stored().orElseThrow().accessToken()).isEqualTo(access.accessToken());
      assertThat(grant.stored().orElseThrow().paper()).hasValue(true);
      try (AuthSession session =
          new OAuth1aProvider().create(Configs.of(settings), runtime).open()) {
        assertThat(session.strategyId()).isEqualTo("oauth1a");
      }
      assertThat(broker.headers.get(0)).containsEntry("oauth_callback", "oob");
      assertThat(access + " " + request + " " + grant.stored())
          .doesNotContain(FakeBroker.ACCESS_TOKEN);
    }
  }

  @Test
  void open_whenNothingIsStored_thenAsksForAHuman() {
    settings.put("oauth1a.grant", "somebody");

    InteractionRequiredException failure =
        catchThrowableOfType(
            InteractionRequiredException.class,
            () -> new OAuth1aProvider().create(Configs.of(settings), runtime).open());

    assertThat(failure).hasMessageContaining("somebody").hasMessageContaining("ThirdPartyGrant");
  }

  @Test
  void forget_whenTheUserRevoked_thenNothingIsStored() {
    try (ThirdPartyGrant grant = open()) {
      grant.finish(grant.begin(), VERIFIER);
      grant.forget();

      assertThat(grant.stored()).isEmpty();
    }
  }

  @Test
  void open_whenTheGrantWasRevoked_thenSaysToAgreeAgain() {
    try (ThirdPartyGrant grant = open()) {
      grant.finish(grant.begin(), VERIFIER);
    }
    broker.tokenReply =
        new FakeBroker.Reply(
            401,
            "application/json",
            "{\"error\":\"LST failed, error: No access secret key found for x\",\"statusCode\":401}");

    AuthException failure =
        catchThrowableOfType(
            AuthException.class,
            () -> new OAuth1aProvider().create(Configs.of(settings), runtime).open());

    assertThat(failure.code()).isEqualTo(OAuth1aErrorCode.ACCESS_TOKEN_UNKNOWN);
    assertThat(failure).hasMessageContaining("agree to the grant again");
  }

  @Test
  void finish_whenTheCallbackIsOfAnotherRequest_thenRefusedHere() {
    try (ThirdPartyGrant grant = open()) {
      ThirdPartyGrant.Request request = grant.begin();
      URI foreign = URI.create("https://x.example/cb?oauth_token=other&oauth_verifier=" + VERIFIER);

      assertThatThrownBy(() -> grant.finish(request, foreign))
          .isInstanceOfSatisfying(
              AuthException.class,
              e -> assertThat(e.code()).isEqualTo(AuthErrorCode.CREDENTIAL_REJECTED));
      assertThat(broker.headers).as("nothing was sent with it").hasSize(1);
    }
  }

  @Test
  void finish_whenTheCallbackIsOurs_thenEndsTheGrant() {
    try (ThirdPartyGrant grant = open()) {
      ThirdPartyGrant.Request request = grant.begin();
      String token = request.authorizeUri().getQuery();
      URI callback = URI.create("https://x.example/cb?" + token + "&oauth_verifier=" + VERIFIER);

      assertThat(grant.finish(request, callback).paper()).hasValue(true);
    }
  }

  @Test
  void finish_whenTheUserCancelled_thenSaysSo() {
    try (ThirdPartyGrant grant = open()) {
      assertThatThrownBy(() -> grant.finish(grant.begin(), URI.create("https://x.example/cb")))
          .isInstanceOfSatisfying(
              AuthException.class,
              e -> assertThat(e.code()).isEqualTo(OAuth1aErrorCode.GRANT_CANCELLED));
    }
  }

  @Test
  void finish_whenTheVerifierIsWrong_thenTheStepIsNamed() {
    try (ThirdPartyGrant grant = open()) {
      assertThatThrownBy(() -> grant.finish(grant.begin(), "wrong"))
          .isInstanceOf(AuthException.class)
          .hasMessageStartingWith("Step 3 of the grant, access token: ");
      assertThatThrownBy(() -> grant.finish(grant.begin(), "two words"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void open_whenSettingsAreMissing_thenNamesThoseOfAGrantOnly() {
    AuthConfigurationException failure =
        catchThrowableOfType(
            AuthConfigurationException.class,
            () -> ThirdPartyGrant.open(Configs.of(Map.of()), runtime));

    assertThat(failure.problems())
        .anyMatch(line -> line.contains("consumer-key"))
        .anyMatch(line -> line.contains("signature-key"))
        .noneMatch(line -> line.contains("dh-parameters"))
        .noneMatch(line -> line.contains("encryption-key"));
  }

  @Test
  void authorize_whenTheBrowserComesBack_thenOnlyTheRightCallbackCounts() throws Exception {
    String callback = "http://127.0.0.1:" + freePort() + "/callback";
    settings.put("oauth1a.callback", callback);
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    try (ThirdPartyGrant grant = open()) {
      AccessGrant access =
          grant.authorize(
              page ->
                  browse(
                      statuses,
                      callback.replace("/callback", "/favicon.ico"),
                      callback + "?oauth_token=other&oauth_verifier=" + VERIFIER,
                      callback + "?" + page.getQuery() + "&oauth_verifier=" + VERIFIER),
              PATIENCE);

      assertThat(access.accessToken().reveal()).isEqualTo(FakeBroker.ACCESS_TOKEN);
      assertThat(broker.headers.get(0)).containsEntry("oauth_callback", callback);
    }
    for (int i = 0; i < 200 && statuses.size() < 3; i++) {
      Thread.sleep(10);
    }
    assertThat(statuses).containsExactly(404, 400, 200);
  }

  @Test
  void authorize_whenTheUserCancels_thenSaysSo() throws Exception {
    String callback = "http://localhost:" + freePort() + "/cb";
    settings.put("oauth1a.callback", callback);
    try (ThirdPartyGrant grant = open()) {
      assertThatThrownBy(
              () ->
                  grant.authorize(page -> browse(new CopyOnWriteArrayList<>(), callback), PATIENCE))
          .isInstanceOfSatisfying(
              AuthException.class,
              e -> assertThat(e.code()).isEqualTo(OAuth1aErrorCode.GRANT_CANCELLED));
    }
  }

  @Test
  void authorize_whenNobodyComes_thenGivesUp() throws Exception {
    settings.put("oauth1a.callback", "http://127.0.0.1:" + freePort() + "/cb");
    try (ThirdPartyGrant grant = open()) {
      assertThatThrownBy(() -> grant.authorize(page -> {}, Duration.ofMillis(300)))
          .isInstanceOfSatisfying(
              AuthException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCode.TIMEOUT));
    }
  }

  @Test
  void authorize_whenTheCallbackIsNotHere_thenRefusesBeforeAsking() {
    for (String callback :
        List.of("oob", "https://x.example/cb", "http://x.example:80/cb", "http://127.0.0.1/cb")) {
      settings.put("oauth1a.callback", callback);
      try (ThirdPartyGrant grant = open()) {
        assertThatThrownBy(() -> grant.authorize(page -> {}, PATIENCE))
            .isInstanceOf(AuthConfigurationException.class)
            .hasMessageContaining("auth.oauth1a.callback");
      }
    }
    assertThat(broker.headers).isEmpty();
  }

  private ThirdPartyGrant open() {
    return ThirdPartyGrant.open(Configs.of(settings), runtime);
  }

  private static void browse(List<Integer> statuses, String... addresses) {
    Thread browser =
        new Thread(
            () -> {
              HttpClient client = HttpClient.newHttpClient();
              for (String address : addresses) {
                try {
                  HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
                  statuses.add(client.send(request, BodyHandlers.ofString()).statusCode());
                } catch (IOException | InterruptedException e) {
                  statuses.add(-1);
                }
              }
            });
    browser.setDaemon(true);
    browser.start();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
