package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.keys.RsaDecrypter;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth1aSessionTest extends SessionFixture {

  static Stream<String> addresses() {
    return Stream.of(
        "/v1/api/portfolio/accounts",
        "/v1/api/p?a=1",
        "/v1/api/p?conids=265598,8314&fields=31,84,86",
        "/v1/api/p?conids=265598%2C8314",
        "/v1/api/p?symbol=BRK%20B",
        "/v1/api/p?symbol=BRK+B",
        "/v1/api/p?symbol=A%2BB",
        "/v1/api/p?path=a%2Fb",
        "/v1/api/p?path=a/b",
        "/v1/api/p?t=20250101-00:00:00",
        "/v1/api/p?t=20250101-00%3A00%3A00",
        "/v1/api/p?filters=submitted&filters=filled&filters=Cancelled",
        "/v1/api/p?b=2&a=1&b=1",
        "/v1/api/p?a=&b=",
        "/v1/api/p?flag",
        "/v1/api/p?flag&a=1",
        "/v1/api/p?a=1&&b=2",
        "/v1/api/p?a=x=y=z==",
        "/v1/api/p?x=%E5%9B%BD%E9%99%85",
        "/v1/api/p?%C3%A4=2&z=1",
        "/v1/api/p?e=%F0%9F%98%80",
        "/v1/api/p?q=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D",
        "/v1/api/p?q=AZaz09-._~",
        "/v1/api/p?q=!*'()",
        "/v1/api/p?q=100%25",
        "/v1/api/p?filter%5Bname%5D=x",
        "/v1/api/p?oauth_x=1&oauthx=2",
        "/v1/api/p?Z=1&_=2&a=3",
        "/v1/api/p?symbol=%20a%09b%0A%20",
        "/v1/api/portfolio/DU%201234567/summary",
        "/v1/api/portfolio/a%2Fb/summary?x=1",
        "/v1/api/portfolio/a:b@c,d;e=f/summary");
  }

  @ParameterizedTest
  @EnumSource(value = BaseStringRecipe.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void call_whenTheAddressHasAnything_thenWhatIsSignedIsOnTheWire(BaseStringRecipe recipe)
      throws Exception {
    settings.put("oauth1a.base-string-recipe", recipe.word());
    broker.recipe = recipe;
    try (AuthSession session = open()) {
      for (String address : addresses().toList()) {
        for (boolean verbatim : new boolean[] {false, true}) {
          assertThat(get(session, address, verbatim))
              .as("%s, verbatim %s: %s", address, verbatim, broker.complaints)
              .isEqualTo(200);
        }
      }
    }
    assertThat(broker.complaints).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = BaseStringRecipe.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void call_whenAFormIsPosted_thenItsPairsAreSigned(BaseStringRecipe recipe) throws Exception {
    settings.put("oauth1a.base-string-recipe", recipe.word());
    broker.recipe = recipe;
    byte[] form = "text=a+b%2Bc%3Dd&side=a&side=c".getBytes(StandardCharsets.US_ASCII);
    byte[] json = "{\"orders\":[]}".getBytes(StandardCharsets.US_ASCII);
    try (AuthSession session = open()) {
      assertThat(post(session, "application/x-www-form-urlencoded", form)).isEqualTo(200);
      assertThat(post(session, "application/json", json)).isEqualTo(200);
    }
  }

  @Test
  void open_whenTheServerIsRight_thenTellsAndCloses() throws Exception {
    AuthSession session = open();

    assertThat(session.baseUri()).isEqualTo(broker.base());
    assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
    assertThat(listener.of(AuthEvent.SessionOpened.class)).hasSize(1);
    assertThat(listener.of(AuthEvent.TokenIssued.class)).hasSize(1);
    session.close();
    session.close();
    assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    assertThatThrownBy(() -> session.signer().authorize(request("/v1/api/x")))
        .isInstanceOf(AuthException.class);
  }

  @Test
  void header_whenMade_thenHasRealmFirstAndEverythingInQuotes() {
    try (AuthSession session = open()) {
      RequestAuthorization first = session.signer().authorize(request("/v1/api/x"));
      RequestAuthorization second = session.signer().authorize(request("/v1/api/x"));

      assertThat(first.headers().get("Authorization"))
          .matches(
              "OAuth realm=\"limited_poa\", oauth_consumer_key=\"FAKECONSU\","
                  + " oauth_nonce=\"[0-9a-f]{32}\", oauth_signature=\"[A-Za-z0-9%]+\","
                  + " oauth_signature_method=\"HMAC-SHA256\", oauth_timestamp=\"\\d{10}\","
                  + " oauth_token=\""
                  + FakeBroker.ACCESS_TOKEN
                  + "\"")
          .isNotEqualTo(second.headers().get("Authorization"));
      assertThat(first.queryParameters()).isEmpty();
      assertThat(first.credentialTag().toString()).doesNotContain(FakeBroker.ACCESS_TOKEN);
    }
  }

  @Test
  void authorize_whenAWebSocketIsOpened_thenAddsTheTokenToTheAddressOnly() {
    try (AuthSession session = open()) {
      URI uri = URI.create(broker.base().toString().replace("http:", "ws:") + "/v1/api/ws");
      RequestAuthorization authorization =
          session.signer().authorize(SignableRequest.forWebSocket(uri));

      assertThat(authorization.headers()).isEmpty();
      assertThat(authorization.queryParameters())
          .containsExactly(Map.entry("oauth_token", FakeBroker.ACCESS_TOKEN));
    }
  }

  @Test
  void realm_whenTheConsumerIsTheTestOne_thenIsTheTestRealm() {
    settings.put("oauth1a.consumer-key", "TESTCONS");

    assertThat(new SettingsReader(Configs.of(settings), runtime).read().realm())
        .isEqualTo("test_realm");
    settings.put("oauth1a.realm", "other");
    assertThat(new SettingsReader(Configs.of(settings), runtime).read().realm()).isEqualTo("other");
  }

  @Test
  void call_whenTheTokenIsForgotten_thenOneNewOneIsMade() throws Exception {
    try (AuthSession session = open()) {
      broker.forget();

      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
      assertThat(broker.tokenRequests).hasValue(2);
    }
  }

  @Test
  void call_whenEveryTokenIsRefused_thenGivesUpInsteadOfAsking() throws Exception {
    try (AuthSession session = open()) {
      broker.recipe = BaseStringRecipe.BARE_URL;
      for (int i = 0; i < 5; i++) {
        assertThat(get(session, "/v1/api/p?a=1", true)).isEqualTo(401);
      }
      assertThat(broker.tokenRequests).hasValue(2);
    }
  }

  @ParameterizedTest
  @EnumSource(value = BaseStringRecipe.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
  void auto_whenTheServerWantsAnyRecipe_thenFindsItAtTheFirstQuery(BaseStringRecipe recipe)
      throws Exception {
    settings.put("oauth1a.base-string-recipe", "auto");
    broker.recipe = recipe;
    try (AuthSession session = open()) {
      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
      // A query on which all six differ.
      assertThat(get(session, "/v1/api/p?x=1,2&y=a%20b%2Cc", true)).isEqualTo(200);
      int calls = broker.calls.get();

      assertThat(get(session, "/v1/api/p?x=3,4&y=d%20e%2Cf", true)).isEqualTo(200);
      assertThat(broker.calls.get() - calls).as("no search any more").isEqualTo(1);
      assertThat(broker.tokenRequests).as("the token was never at fault").hasValue(1);
    }
  }

  @Test
  void auto_whenTheTokenIsForgotten_thenRenewsItAndSearchesNothing() throws Exception {
    settings.put("oauth1a.base-string-recipe", "auto");
    try (AuthSession session = open()) {
      broker.forget();

      assertThat(get(session, "/v1/api/p?x=1,2", true)).isEqualTo(200);
      assertThat(broker.calls).as("the call, one without its query, the call").hasValue(3);
      assertThat(broker.tokenRequests).hasValue(2);
    }
  }

  @Test
  void auto_whenAnOrderIsRefused_thenIsNotSentUnderOtherRecipes() throws Exception {
    settings.put("oauth1a.base-string-recipe", "auto");
    broker.recipe = BaseStringRecipe.BARE_URL;
    try (AuthSession session = open()) {
      HttpRequest request =
          factory(session)
              .buildPostRequest(
                  new GenericUrl(broker.base() + "/v1/api/orders?a=1"),
                  new ByteArrayContent("application/json", new byte[] {'{', '}'}));
      request.setThrowExceptionOnExecuteError(false);
      HttpResponse response = request.execute();
      response.disconnect();

      assertThat(response.getStatusCode()).isEqualTo(401);
      assertThat(broker.calls).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void open_whenTheClocksDiffer_thenSignsWithTheServersTime(long seconds) throws Exception {
    runtime =
        ManualTime.at(Instant.now().plusSeconds(seconds)).runtime().listener(listener).build();
    try (AuthSession session = open()) {
      assertThat(broker.tokenRequests).hasValue(2);
      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
      assertThat(listener.of(AuthEvent.ClockSkewDetected.class)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-600, 600})
  void call_whenTheClockIsSetWrongLater_thenCorrectsItWithoutANewToken(long seconds)
      throws Exception {
    ManualTime time = ManualTime.at(Instant.now());
    runtime = time.runtime().listener(listener).build();
    try (AuthSession session = open()) {
      if (seconds > 0) {
        time.advance(Duration.ofSeconds(seconds));
      } else {
        time.jumpBack(Duration.ofSeconds(-seconds));
      }

      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
      assertThat(broker.tokenRequests).hasValue(1);
    }
  }

  @Test
  void open_whenKeysAreLent_thenTheyDoTheWork() throws Exception {
    settings.remove("oauth1a.signature-key");
    settings.remove("oauth1a.encryption-key");
    runtime =
        AuthRuntime.builder()
            .service(RsaSigner.class, RsaSigner.of(TestKeys.SIGNATURE.getPrivate()))
            .service(RsaDecrypter.class, RsaDecrypter.of(TestKeys.ENCRYPTION.getPrivate()))
            .build();
    try (AuthSession session = open()) {
      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
    }
  }

  @Test
  void open_whenTheSecretIsPaddedByOaep_thenOpensItIfTold() throws Exception {
    settings.put(
        "oauth1a.access-token-secret",
        broker.encryptedSecret("RSA/ECB/OAEPWithSHA-1AndMGF1Padding"));
    assertThatThrownBy(this::open).hasMessageContaining("access-token-secret");

    settings.put("oauth1a.access-token-secret-padding", "oaep");
    try (AuthSession session = open()) {
      assertThat(get(session, "/v1/api/portfolio/accounts", true)).isEqualTo(200);
    }
  }

  @Test
  void endsAt_whenTheTimeIsReadEitherWay_thenIsNeverMoreThanADayAway() {
    Instant now = Instant.parse("2025-01-01T12:00:00Z");
    assertThat(ends(now.plus(Duration.ofHours(23)), now)).isEqualTo(now.plus(Duration.ofHours(23)));
    assertThat(ends(now.plus(Duration.ofHours(30)), now)).isEqualTo(now.plus(Duration.ofHours(24)));
    assertThat(ends(now.minusSeconds(60), now))
        .isEqualTo(now.minusSeconds(60).plus(Duration.ofHours(24)));
    assertThat(ends(now.plusSeconds(60), now)).isEqualTo(now.plus(Duration.ofHours(24)));
    assertThat(ends(Instant.EPOCH, now)).isEqualTo(now.plus(Duration.ofHours(24)));
    assertThat(ends(Instant.ofEpochSecond(1_735_000), now))
        .isEqualTo(now.plus(Duration.ofHours(24)));
  }

  @Test
  void open_whenTheEndIsNear_thenRenewsAhead() {
    ManualTime time = ManualTime.at(Instant.now());
    runtime = time.runtime().executor(Runnable::run).build();
    broker.tolerance = Duration.ofDays(2);
    try (AuthSession session = open()) {
      time.advance(Duration.ofHours(20));
      session.signer().authorize(request("/v1/api/x"));
      assertThat(broker.tokenRequests).hasValue(1);
      time.advance(Duration.ofMinutes(200));
      session.signer().authorize(request("/v1/api/x"));
      assertThat(broker.tokenRequests).hasValue(2);
    }
  }

  private static Instant ends(Instant said, Instant now) {
    return new LiveSessionTokenAnswer("2", "00", said.toEpochMilli()).endsAt(now, Duration.ZERO);
  }
}
