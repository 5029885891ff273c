package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2ConnectFlowTest {

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  private final ConsentBench bench = new ConsentBench();
  private final StubAuthorizationServer server = bench.server;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void complete_whenTheUserAgreed_opensASessionWithTheAccessTokenForEverything() {
    bench.set("scope", " trade   read ");
    try (ConnectFlow flow = bench.flow()) {
      ConnectRequest request = flow.begin("ann");
      assertThat(request.authorizeUri().toString())
          .startsWith(server.issuer() + "/authorize?response_type=code&client_id=app&redirect_uri=")
          .contains("&scope=trade+read&", "&nonce=", "&code_challenge_method=S256");
      assertThat(request.expiresAt()).isEqualTo(bench.time.instant().plus(Duration.ofMinutes(10)));

      Connection connection = flow.complete("ann", server.agree(request.authorizeUri()));

      assertThat(connection.userId()).isEqualTo("ann");
      assertThat(connection.strategyId()).isEqualTo("oauth2-jwt");
      assertThat(connection.settings()).isEqualTo(Map.of("ibkr.auth.oauth2-jwt.connection", "ann"));
      try (AuthSession session = bench.open(connection)) {
        assertThat(ConsentBench.bearer(session)).startsWith("access-");
        assertThat(server.isGood(ConsentBench.bearer(session))).isTrue();
        assertThat(session.bodySigner()).isEmpty();
        assertThat(session.baseUri()).hasToString(ConsentBench.API);
      }
      assertThat(server.count("/token")).as("the stored token serves the session").isEqualTo(1);
      leaks.canary(ConsentBench.bearer(bench.open(connection)));
      leaks.scan(connection);
      leaks.scan(request);
      leaks.scan(flow);
    }
  }

  @Test
  void capabilities_ofAUsersStrategy_haveNoBodySigner() {
    Connection connection = bench.connect("ann");

    assertThat(
            new OAuth2JwtProvider()
                .create(bench.config().with("x", connection.settings()), bench.runtime)
                .capabilities())
        .containsExactlyInAnyOrder(Capability.SHAREABLE, Capability.WEBSOCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-secret-basic", "client-secret-post"})
  void complete_whenTheServerWantsASecret_authenticatesByIt(String way) {
    bench.set("client-auth", way).set("client-secret", StubAuthorizationServer.SECRET);
    bench.remove("private-key");
    leaks.canary(StubAuthorizationServer.SECRET);

    try (AuthSession session = bench.open(bench.connect("ann"))) {
      bench.time.advance(Duration.ofHours(2));
      assertThat(server.isGood(ConsentBench.bearer(session))).isTrue();
    }
    bench.disconnect("ann");
    assertThat(server.anyRevoked()).isTrue();
  }

  @Test
  void complete_whenTheSecretIsWrong_namesTheSettings() {
    bench.set("client-auth", "client-secret-basic").set("client-secret", "wrong");
    bench.remove("private-key");

    assertThatThrownBy(() -> bench.connect("ann"))
        .hasMessageContaining("ibkr.auth.oauth2-jwt.client-secret")
        .hasMessageEndingWith("[UNKNOWN_CLIENT]");
  }

  @Test
  void complete_whenOnlyAddressesAreSet_asksForNoMetadata() {
    bench
        .remove("metadata-url")
        .set("authorize-url", server.issuer() + "/authorize")
        .set("token-url", server.issuer() + "/token");

    bench.open(bench.connect("ann")).close();

    assertThat(server.requests).containsOnly("/token");
    assertThat(server.assertionAudience).isEqualTo(server.issuer() + "/token");
    bench.disconnect("ann");
    assertThat(server.requests).as("no revocation address").containsOnly("/token");
  }

  @Test
  void complete_whenAddressesAndMetadataAreSet_theAddressesWin() {
    server.metadata.put("token_endpoint", "https://elsewhere.example/token");
    bench.set("token-url", server.issuer() + "/token");

    bench.connect("ann");

    assertThat(server.count("/token")).isEqualTo(1);
    assertThat(server.assertionAudience).isEqualTo(server.issuer());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void begin_whenRequestsArePushed_theBrowserCarriesNoneOfIt(boolean bySetting) {
    if (bySetting) {
      bench.set("par-url", server.issuer() + "/par");
    } else {
      server.metadata.put("require_pushed_authorization_requests", true);
    }
    try (ConnectFlow flow = bench.flow()) {
      ConnectRequest request = flow.begin("ann");

      assertThat(request.authorizeUri().getRawQuery())
          .matches("client_id=app&request_uri=urn%3A[^&]+");
      assertThat(flow.complete("ann", server.agree(request.authorizeUri())).userId())
          .isEqualTo("ann");
    }
  }

  @Test
  void complete_whenTheUserSaysNo_saysSoOnce() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.deny(flow.begin("ann").authorizeUri());

      assertThatThrownBy(() -> flow.complete("ann", query))
          .hasMessageContaining("the user said no")
          .hasMessageEndingWith("[CONNECT_DENIED]");
      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
      assertThat(server.count("/token")).isZero();
    }
  }

  @Test
  void complete_whenSubmittedTwice_sendsTheCodeOnceAndKeepsTheConnection() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      Connection connection = flow.complete("ann", query);

      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
      assertThat(server.count("/token")).isEqualTo(1);
      assertThat(server.isGood(ConsentBench.bearer(bench.open(connection)))).isTrue();
    }
  }

  @Test
  void complete_whenAUsedCodeComesWithANewState_theServersRefusalIsTold() {
    try (ConnectFlow flow = bench.flow()) {
      String used = server.agree(flow.begin("ann").authorizeUri());
      flow.complete("ann", used);
      String fresh = server.agree(flow.begin("ann").authorizeUri());
      String replayed = fresh.replaceFirst("code=[^&]+", used.split("&")[0]);

      assertThatThrownBy(() -> flow.complete("ann", replayed))
          .hasMessageContaining("code was used")
          .hasMessageEndingWith("[CONNECT_EXPIRED]");
    }
  }

  @Test
  void complete_whenTheCodeHasExpired_saysToBeginAgain() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      bench.time.advance(Duration.ofSeconds(61));

      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
      assertThat(server.count("/token")).isEqualTo(1);
    }
  }

  @Test
  void complete_whenTheUserTookTooLong_sendsNothing() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      bench.time.advance(Duration.ofMinutes(10));

      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
      assertThat(server.count("/token")).isZero();
    }
  }

  @Test
  void complete_whenTheStateIsWrong_sendsNothing() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      for (String wrong :
          List.of(
              query.replaceFirst("state=[^&]+", "state=made-up"),
              query.replaceFirst("&state=[^&]+", ""),
              query + "&state=made-up",
              query + "&code=another",
              "error=access_denied",
              "code=%zz",
              "x".repeat(20_000),
              "")) {
        assertThat(ConsentBench.codeOf(() -> flow.complete("ann", wrong)))
            .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
      }
      assertThat(server.count("/token")).isZero();
      assertThat(flow.complete("ann", "?" + query).userId()).isEqualTo("ann");
    }
  }

  @Test
  void complete_whenAnotherUserBringsIt_leavesTheFlowToItsUser() {
    try (ConnectFlow flow = bench.flow()) {
      String ofAnn = server.agree(flow.begin("ann").authorizeUri());

      assertThat(ConsentBench.codeOf(() -> flow.complete("bob", ofAnn)))
          .isEqualTo(ConnectErrorCode.CONNECT_OTHER_USER);
      assertThat(flow.complete("ann", ofAnn).userId()).isEqualTo("ann");
    }
  }

  @Test
  void complete_whenTheCodeOfAnotherFlowIsInjected_isRefusedByTheChallenge() {
    try (ConnectFlow flow = bench.flow()) {
      String ofAnn = server.agree(flow.begin("ann").authorizeUri());
      String ofBob = server.agree(flow.begin("bob").authorizeUri());
      String injected = ofBob.replaceFirst("code=[^&]+", ofAnn.split("&")[0]);

      assertThat(ConsentBench.codeOf(() -> flow.complete("bob", injected)))
          .isEqualTo(ConnectErrorCode.CONNECT_EXPIRED);
    }
  }

  @Test
  void complete_whenTheIssuerIsAnotherOrMissing_sendsNothing() {
    try (ConnectFlow flow = bench.flow()) {
      String foreign =
          server
              .agree(flow.begin("ann").authorizeUri())
              .replaceFirst("iss=[^&]+", "iss=https%3A%2F%2Fevil.example");
      server.namesIssuer = false;
      String without = server.agree(flow.begin("ann").authorizeUri());

      for (String query : List.of(foreign, without)) {
        assertThatThrownBy(() -> flow.complete("ann", query))
            .hasMessageContaining("issuer")
            .hasMessageEndingWith("[CONNECT_STATE_MISMATCH]");
      }
      assertThat(server.count("/token")).isZero();
    }
  }

  @Test
  void complete_whenTheServerPromisesNoIssuer_doesNotWantOne() {
    server.metadata.remove("authorization_response_iss_parameter_supported");
    server.namesIssuer = false;

    assertThat(bench.connect("ann").userId()).isEqualTo("ann");
  }

  @Test
  void complete_whenAnIdTokenComes_checksNonceAndAudience() {
    bench.set("scope", "openid trade");
    assertThat(bench.connect("ann").userId()).isEqualTo("ann");

    server.idTokenNonce = "another";
    assertThatThrownBy(() -> bench.connect("ann")).hasMessageContaining("another nonce");
    server.idTokenNonce = "";
    server.idTokenAudience = "other-app";
    assertThatThrownBy(() -> bench.connect("bob")).hasMessageContaining("another client");
    assertThat(server.anyRevoked()).as("the tokens were given back").isTrue();
    assertThat(bench.store.keys).as("nothing stored for bob").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "server_error, SERVER_TROUBLE, true",
    "temporarily_unavailable, SERVER_TROUBLE, true",
    "invalid_scope, SCOPE_REFUSED, false",
    "unauthorized_client, CREDENTIAL_REJECTED, false",
  })
  void complete_whenTheServerHasAnotherReason_tellsIt(String error, String code, boolean again) {
    try (ConnectFlow flow = bench.flow()) {
      String query =
          server
              .deny(flow.begin("ann").authorizeUri())
              .replaceFirst("error=[^&]+", "error=" + error);

      assertThatThrownBy(() -> flow.complete("ann", query))
          .isInstanceOfSatisfying(
              AuthException.class,
              e -> {
                assertThat(e.code()).isEqualTo(AuthErrorCode.of(code));
                assertThat(e.retryable()).isEqualTo(again);
              });
    }
  }

  @Test
  void complete_whenTheServerGoesDownInTheMiddle_isRetryableByBeginningAgain() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      server.troubles.put("/token", 503);

      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(AuthErrorCode.SERVER_TROUBLE);
      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_ALREADY_DONE);
      server.troubles.clear();
      assertThat(flow.complete("ann", server.agree(flow.begin("ann").authorizeUri())).userId())
          .isEqualTo("ann");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request, CREDENTIAL_REJECTED, redirect-uri",
    "400, unauthorized_client, CREDENTIAL_REJECTED, scope",
    "400, unsupported_grant_type, CREDENTIAL_REJECTED, authorization_code",
    "401, invalid_client, CLOCK_SKEW, NTP",
    "400, invalid_scope, SCOPE_REFUSED, scope",
    "429, slow_down, RATE_LIMITED, Wait",
    "404, not_found, PROTOCOL, metadata-url",
  })
  void complete_whenTheTokenEndpointRefuses_saysWhatToCheck(
      int status, String error, String code, String words) {
    server.troubles.put("/token", status);
    server.errorCode = error;

    assertThatThrownBy(() -> bench.connect("ann"))
        .hasMessageStartingWith("Connecting, exchange of the code: http://127.0.0.1:")
        .hasMessageContaining(words)
        .hasMessageEndingWith("[" + code + "]");
  }

  @Test
  void complete_whenTheStoreDoesNotTakeIt_givesTheTokensBack() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      bench.store.failingWrites.set(1);

      assertThatThrownBy(() -> flow.complete("ann", query)).hasMessageContaining("disk is full");
      assertThat(server.anyRevoked()).isTrue();
    }
  }

  @Test
  void begin_whenTheMetadataNamesAnotherIssuer_sendsNobodyThere() {
    server.metadata.put("issuer", "https://evil.example");

    assertThatThrownBy(() -> bench.connect("ann"))
        .hasMessageContaining("names another issuer, https://evil.example")
        .hasMessageContaining("ibkr.auth.oauth2-jwt.metadata-url")
        .hasMessageEndingWith("[PROTOCOL]");
  }

  @ParameterizedTest
  @CsvSource({
    "token_endpoint, http://as.example/token, must begin with https",
    "authorization_endpoint, http://as.example/a, must begin with https",
    "authorization_endpoint, nonsense, is not an address",
    "token_endpoint, '', no token_endpoint",
    "authorization_endpoint, '', no authorization_endpoint",
    "issuer, '', names no issuer",
  })
  void begin_whenTheMetadataIsNotFit_saysWhatIsWrong(String member, String value, String words) {
    server.metadata.put(member, value);

    assertThatThrownBy(() -> bench.connect("ann"))
        .hasMessageContaining(words)
        .hasMessageEndingWith("[PROTOCOL]");
  }

  @Test
  void begin_whenTheServerHasNoPkceWithS256_doesNotGoOn() {
    server.metadata.put("code_challenge_methods_supported", List.of("plain"));

    assertThatThrownBy(() -> bench.connect("ann")).hasMessageContaining("PKCE with S256");
  }

  @Test
  void begin_whenTheMetadataCannotBeHad_isRetryable() {
    server.troubles.put("/.well-known/oauth-authorization-server", 503);

    assertThat(ConsentBench.codeOf(() -> bench.connect("ann")))
        .isEqualTo(AuthErrorCode.SERVER_TROUBLE);
  }

  @Test
  void begin_whenMetadataWasFetched_keepsItForAnHour() {
    try (ConnectFlow flow = bench.flow()) {
      flow.begin("ann");
      flow.begin("bob");
      assertThat(server.requests).hasSize(1);
      bench.time.advance(Duration.ofMinutes(61));
      flow.begin("ann");
      assertThat(server.requests).hasSize(2);
    }
  }

  @Test
  void disconnect_whenConnected_revokesAndForgets() {
    Connection connection = bench.connect("ann");
    Connection other = bench.connect("bob");
    String access = ConsentBench.bearer(bench.open(connection));

    bench.disconnect("ann");

    assertThat(server.isGood(access)).isFalse();
    assertThat(server.revokedHints).containsValue("refresh_token").hasSize(1);
    assertThatThrownBy(() -> bench.open(connection))
        .isInstanceOfSatisfying(
            InteractionRequiredException.class,
            e -> assertThat(e.uri()).isEqualTo(URI.create(server.issuer() + "/authorize")))
        .hasMessageContaining("no tokens for the connection 'ann'")
        .hasMessageEndingWith("[INTERACTION_REQUIRED]");
    assertThat(server.isGood(ConsentBench.bearer(bench.open(other)))).isTrue();
    bench.disconnect("ann");
    assertThat(server.count("/revoke")).as("nothing is left to revoke").isEqualTo(1);
  }

  @Test
  void disconnect_whenTheServerFails_forgetsAllTheSame() {
    Connection connection = bench.connect("ann");
    server.troubles.put("/revoke", 503);

    assertThat(ConsentBench.codeOf(() -> bench.disconnect("ann")))
        .isEqualTo(AuthErrorCode.SERVER_TROUBLE);
    assertThat(ConsentBench.codeOf(() -> bench.open(connection)))
        .isEqualTo(AuthErrorCode.INTERACTION_REQUIRED);
  }

  @Test
  void disconnect_whenAFlowIsUnderWay_endsIt() {
    try (ConnectFlow flow = bench.flow()) {
      String query = server.agree(flow.begin("ann").authorizeUri());
      flow.disconnect("ann");

      assertThat(ConsentBench.codeOf(() -> flow.complete("ann", query)))
          .isEqualTo(ConnectErrorCode.CONNECT_STATE_MISMATCH);
    }
  }

  @Test
  void disconnect_whenThereIsNoRefreshToken_revokesTheAccessToken() {
    server.givesRefreshTokens = false;
    bench.connect("ann");

    bench.disconnect("ann");

    assertThat(server.revokedHints).containsValue("access_token");
  }

  @Test
  void begin_whenTheIdCannotBeOne_refusesIt() {
    try (ConnectFlow flow = bench.flow()) {
      for (String id : List.of("", " ", "x".repeat(200))) {
        assertThatThrownBy(() -> flow.begin(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flow.complete(id, ""))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flow.disconnect(id)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
