package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything the server side of OAuth 1.0a refuses, and how. */
class OAuth1RefusalsTest {
  private static final String INVALID_CONSUMER =
      "\\{\"error\":\"id: [0-9]+, error: invalid consumer\",\"statusCode\":401}";
  private static final String NO_SECRET =
      "\\{\"error\":\"id: [0-9]+, error: LST failed, error: No access secret key found for"
          + " [A-Z]+\",\"statusCode\":401}";
  private static final String TICKLE = "/v1/api/tickle";

  private static IbkrSimulator simulator;
  private static OAuth1Client client;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    client = new OAuth1Client(simulator);
    client.handshake();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static void refused(
      HttpResponse<String> response, int status, String body, String reason) {
    assertThat(response.headers().firstValue("X-Simulator-Refusal").orElse("none"))
        .contains(reason);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).matches(body);
    assertThat(simulator.requests().entries())
        .last()
        .extracting(RequestLog.Entry::reason)
        .asString()
        .contains(reason);
  }

  private static Arguments change(
      String reason, int status, String body, Consumer<OAuth1Request> change) {
    return Arguments.of(reason, status, body, change);
  }

  private static Arguments unauthorized(String reason, Consumer<OAuth1Request> change) {
    return change(reason, 401, "", change);
  }

  private static Arguments invalidConsumer(String reason, Consumer<OAuth1Request> change) {
    return change(reason, 401, INVALID_CONSUMER, change);
  }

  private static Arguments badRequest(String reason, Consumer<OAuth1Request> change) {
    String body = "\\{\"error\":\"Bad Request: " + reason + "\",\"statusCode\":400}";
    return change(reason, 400, body, change);
  }

  private static String past(long seconds) {
    return Long.toString(client.now() + seconds);
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[0] ^= 1;
    return bytes;
  }

  /** What is wrong with any signed request, whatever it is signed with. */
  static Stream<Arguments> eitherKind() {
    return Stream.of(
        invalidConsumer(
            "unknown consumer key", request -> request.with("oauth_consumer_key", "NOBODYXYZ")),
        invalidConsumer("the realm is not limited_poa", request -> request.realm = "test_realm"),
        unauthorized(
            "oauth_signature_method is not",
            request -> request.with("oauth_signature_method", "HMAC-SHA1")),
        unauthorized(
            "oauth_timestamp is not a number of seconds in 10 digits",
            request -> request.with("oauth_timestamp", client.now() + "000")),
        unauthorized(
            "oauth_timestamp is not a number of seconds in 10 digits",
            request -> request.with("oauth_timestamp", "-" + client.now())),
        unauthorized(
            "behind the server's clock", request -> request.with("oauth_timestamp", past(-320))),
        unauthorized(
            "ahead of the server's clock", request -> request.with("oauth_timestamp", past(320))),
        unauthorized("oauth_nonce is not", request -> request.with("oauth_nonce", "short")),
        unauthorized("oauth_nonce is not", request -> request.with("oauth_nonce", "with a space")),
        unauthorized("does not fit the base string", request -> request.signedBaseUrl = "http://x"),
        unauthorized(
            "does not fit the base string",
            request -> request.signedBaseUrl = "http://api.ibkr.com"),
        unauthorized("does not fit the base string", request -> request.prepend += "00"),
        unauthorized(
            "does not fit the base string",
            request -> request.with("realm", "twice").unsigned.put("realm", "(none)")),
        unauthorized(
            "does not fit the base string",
            request -> request.unsigned.put("oauth_nonce", OAuth1Request.nonce())),
        unauthorized(
            "does not fit the base string",
            request -> {
              var right = request.signature;
              request.signature = text -> flipped(right.apply(text));
            }),
        unauthorized(
            "does not fit the base string", request -> request.signature = text -> new byte[7]),
        unauthorized(
            "oauth_signature is not base64",
            request -> request.unsigned.put("oauth_signature", "%%%")),
        unauthorized(
            "oauth_signature is not base64 with padding",
            request -> request.unsigned.put("oauth_signature", "AAA")));
  }

  static Stream<Arguments> tokenRequests() {
    BigInteger prime = client.prime;
    return Stream.of(
        badRequest("missing parameter oauth_token", request -> request.without("oauth_token")),
        badRequest(
            "missing parameter diffie_hellman_challenge",
            request -> request.without("diffie_hellman_challenge")),
        badRequest("missing parameter oauth_nonce", request -> request.without("oauth_nonce")),
        badRequest(
            "missing parameter oauth_timestamp", request -> request.without("oauth_timestamp")),
        badRequest(
            "missing parameter oauth_signature",
            request -> request.unsigned.put("oauth_signature", "(none)")),
        badRequest("missing parameter realm", request -> request.realm = ""),
        badRequest(
            "unexpected parameter oauth_callback",
            request -> request.with("oauth_callback", "oob")),
        badRequest(
            "unexpected parameter oauth_version", request -> request.with("oauth_version", "1.0")),
        badRequest("token requests have neither body nor query", request -> request.query("a=1")),
        badRequest("token requests have neither body nor query", request -> request.form("a=1")),
        badRequest(
            "diffie_hellman_challenge is not a number in lower-case hex",
            request -> request.with("diffie_hellman_challenge", "xyz")),
        badRequest(
            "diffie_hellman_challenge is not a number in lower-case hex",
            request -> request.with("diffie_hellman_challenge", "0x1f")),
        badRequest(
            "diffie_hellman_challenge is not a number in lower-case hex",
            request -> request.with("diffie_hellman_challenge", "-1f")),
        badRequest(
            "diffie_hellman_challenge is not a number in lower-case hex",
            request ->
                request.with(
                    "diffie_hellman_challenge",
                    client
                        .generator
                        .modPow(BigInteger.valueOf(5000), prime)
                        .toString(16)
                        .toUpperCase(Locale.ROOT))),
        badRequest(
            "diffie_hellman_challenge is not a number in lower-case hex",
            request -> request.with("diffie_hellman_challenge", "0")),
        badRequest(
            "diffie_hellman_challenge is not between 1 and p - 1",
            request -> request.with("diffie_hellman_challenge", "1")),
        badRequest(
            "diffie_hellman_challenge is not between 1 and p - 1",
            request ->
                request.with(
                    "diffie_hellman_challenge", prime.subtract(BigInteger.ONE).toString(16))),
        badRequest(
            "diffie_hellman_challenge is not between 1 and p - 1",
            request ->
                request.with("diffie_hellman_challenge", prime.add(BigInteger.TEN).toString(16))),
        change(
            "the access token is not registered for the consumer",
            401,
            NO_SECRET,
            request -> request.with("oauth_token", "0123456789abcdef0123")),
        unauthorized("does not fit the base string", request -> request.prepend = ""),
        unauthorized(
            "does not fit the base string",
            request -> request.prepend = request.prepend.toUpperCase(Locale.ROOT)),
        unauthorized("does not fit the base string", request -> request.prepend += "&"),
        // Swapped keys.
        unauthorized("does not fit the base string", request -> request.rsa(client.encryptionKey)),
        unauthorized(
            "oauth_signature_method is not RSA-SHA256", request -> request.hmac(client.live)));
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        unauthorized("missing parameter oauth_token", request -> request.without("oauth_token")),
        unauthorized("missing parameter oauth_nonce", request -> request.without("oauth_nonce")),
        unauthorized("missing parameter realm", request -> request.realm = ""),
        unauthorized(
            "unexpected parameter diffie_hellman_challenge",
            request -> request.with("diffie_hellman_challenge", "1f")),
        unauthorized(
            "the access token is not registered for the consumer",
            request -> request.with("oauth_token", "0123456789abcdef0123")),
        unauthorized("does not fit the base string", request -> request.hmac(new byte[] {1, 2, 3})),
        // The text of the token is not the token, and neither is the key of other OAuth libraries.
        unauthorized(
            "does not fit the base string",
            request -> request.hmac(Base64.getEncoder().encode(client.live))),
        unauthorized(
            "does not fit the base string",
            request -> {
              byte[] longer = java.util.Arrays.copyOf(client.live, 21);
              longer[20] = '&';
              request.hmac(longer);
            }),
        unauthorized(
            "oauth_signature_method is not HMAC-SHA256",
            request -> request.rsa(client.signatureKey)));
  }

  @ParameterizedTest
  @MethodSource({"eitherKind", "tokenRequests"})
  void liveSessionToken_whenTheRequestIsWrong_isRefused(
      String reason, int status, String body, Consumer<OAuth1Request> change) {
    OAuth1Request request = client.liveSessionTokenRequest();
    change.accept(request);
    refused(client.send(request), status, body, reason);
  }

  @ParameterizedTest
  @MethodSource({"eitherKind", "calls"})
  void call_whenTheRequestIsWrong_isRefused(
      String reason, int status, String body, Consumer<OAuth1Request> change) {
    OAuth1Request request = client.call("GET", TICKLE);
    change.accept(request);
    refused(client.send(request), status, body, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "OAuth, is not a list",
    "OAuth realm, is not a list",
    "oauth realm=\"x\", does not begin with",
    "'OAuth realm=\"x\", realm=\"x\"', realm is given twice",
  })
  void header_whenMalformed_isRefusedByBoth(String header, String reason) {
    HttpResponse<String> token =
        client.send(
            client.liveSessionTokenRequest().http(header.equals("OAuth") ? "OAuth x" : header));
    refused(token, 400, ".*Bad Request: .*", reason);
    HttpResponse<String> call =
        client.send(client.call("GET", TICKLE).http(header.equals("OAuth") ? "OAuth x" : header));
    refused(call, 401, "", reason);
  }

  @Test
  void header_whenSentTwiceOrNotAtAll_isRefused() {
    OAuth1Request request = client.liveSessionTokenRequest();
    refused(
        client.send(request.http().header("Authorization", request.authorization())),
        400,
        ".*Bad Request: .*",
        "more than once");
    refused(
        client.send(
            new TestClient(simulator).request(OAuth1Client.LST).POST(BodyPublishers.noBody())),
        401,
        "",
        "the Authorization header is missing");
    refused(
        client.send(
            new TestClient(simulator)
                .request(OAuth1Client.LST)
                .header("Authorization", "Bearer x")
                .POST(BodyPublishers.noBody())),
        400,
        ".*Bad Request: .*",
        "does not begin with");
  }

  @Test
  void nonce_whenUsedAgain_isRefusedForEveryKindOfRequest() {
    OAuth1Request request = client.liveSessionTokenRequest();
    String nonce = request.parameters.get("oauth_nonce");
    assertThat(client.send(request).statusCode()).isEqualTo(200);
    refused(client.send(request), 401, "", "oauth_nonce was used before");
    refused(
        client.send(client.liveSessionTokenRequest().with("oauth_nonce", nonce)),
        401,
        "",
        "oauth_nonce was used before");
    client.handshake();
    refused(
        client.send(client.call("GET", TICKLE).with("oauth_nonce", nonce)),
        401,
        "",
        "oauth_nonce was used before");
    OAuth1Request call = client.call("GET", TICKLE);
    assertThat(client.send(call).statusCode()).isEqualTo(200);
    refused(client.send(call), 401, "", "oauth_nonce was used before");
  }

  @Test
  void nonce_whenTheRequestWasRefused_isNotUsedUp() {
    String nonce = OAuth1Request.nonce();
    OAuth1Request wrong = client.call("GET", TICKLE).with("oauth_nonce", nonce).hmac(new byte[20]);
    assertThat(client.send(wrong).statusCode()).isEqualTo(401);
    assertThat(client.send(client.call("GET", TICKLE).with("oauth_nonce", nonce)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void timestamp_whenItRunsBackwards_isRefused() {
    try (IbkrSimulator strict =
        IbkrSimulator.builder().timestampTolerance(java.time.Duration.ZERO).start()) {
      OAuth1Client other = new OAuth1Client(strict);
      other.handshake();
      long now = other.now();
      OAuth1Request first = other.call("GET", TICKLE).with("oauth_timestamp", "" + (now + 2));
      OAuth1Request same = other.call("GET", TICKLE).with("oauth_timestamp", "" + (now + 2));
      OAuth1Request back = other.call("GET", TICKLE).with("oauth_timestamp", "" + (now + 1));
      assertThat(other.send(first).statusCode()).isEqualTo(200);
      assertThat(other.send(same).statusCode()).isEqualTo(200);
      HttpResponse<String> response = other.send(back);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("X-Simulator-Refusal"))
          .contains("oauth_timestamp is smaller than one used before");
    }
  }

  @Test
  void signedCall_whenItAsksForWhatOAuth1CannotReach_isRefused() {
    refused(
        client.get("/v1/api/sso/validate"), 403, ".*Forbidden.*", "sso/validate is not for OAuth");
    refused(
        client.post("/gw/api/v1/sso-sessions"),
        401,
        ".*Unauthorized.*",
        "The access token request is invalid");
  }

  @Test
  void accessToken_whenUsedAsABearer_opensNothing() {
    TestClient bearer = new TestClient(simulator);
    assertThat(bearer.get(TICKLE, client.accessToken).statusCode()).isEqualTo(401);
    String live = Base64.getEncoder().encodeToString(client.live);
    assertThat(bearer.get(TICKLE, live).statusCode()).isEqualTo(401);
    assertThat(bearer.get(TICKLE, "").statusCode()).isEqualTo(401);
  }

  @Test
  void liveSessionToken_whenAskedByGet_isNotThere() {
    OAuth1Request request = client.liveSessionTokenRequest();
    request.method = "GET";
    assertThat(client.send(request).statusCode()).isEqualTo(405);
  }

  @Test
  void challenge_whenItHasALeadingZero_isTaken() {
    OAuth1Request request = client.liveSessionTokenRequest();
    String challenge = request.parameters.get("diffie_hellman_challenge");
    request.with("diffie_hellman_challenge", "0" + challenge);
    assertThat(client.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void request_whenSignedForAnAcceptedBaseUrl_isTaken() {
    for (String base :
        new String[] {
          "https://api.ibkr.com",
          "http://localhost:" + simulator.baseUri().getPort(),
          "http://127.0.0.1:" + simulator.baseUri().getPort()
        }) {
      OAuth1Request call = client.call("GET", TICKLE);
      call.signedBaseUrl = base;
      assertThat(client.send(call).statusCode()).as(base).isEqualTo(200);
    }
  }

  @Test
  void log_whenItHoldsSignedRequests_tellsTheKindAndHidesTheValue() {
    simulator.requests().clear();
    OAuth1Request token = client.liveSessionTokenRequest();
    client.send(token);
    client.handshake();
    client.get(TICKLE);
    client.send(client.call("GET", TICKLE).http("OAuth x"));
    assertThat(simulator.requests().entries())
        .extracting(RequestLog.Entry::credentialKind)
        .containsExactly(
            RequestLog.CredentialKind.OAUTH1_RSA_SIGNATURE,
            RequestLog.CredentialKind.OAUTH1_RSA_SIGNATURE,
            RequestLog.CredentialKind.OAUTH1_HMAC_SIGNATURE,
            RequestLog.CredentialKind.UNKNOWN);
    assertThat(simulator.requests().entries().toString())
        .contains("OAuth [redacted]")
        .doesNotContain(client.accessToken, token.parameters.get("oauth_nonce"));
  }
}
