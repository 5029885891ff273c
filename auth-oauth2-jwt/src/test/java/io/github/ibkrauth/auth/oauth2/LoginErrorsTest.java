package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.testkit.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer of each step, and the class of error it becomes. */
class LoginErrorsTest {

  private static final String HTML =
      "<!DOCTYPE html><html><head><title>Access Denied</title></head><body>eyJhbGci.x</body></html>";

  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {'type':'/simple','title':'Bad Request','status':400} | BAD_ASSERTION",
        "400 | {'error':'invalid_grant'} | BAD_ASSERTION",
        "400 | {'error':'Bad Request','statusCode':400} | BAD_ASSERTION",
        "400 | -EMPTY- | BAD_ASSERTION",
        "400 | -HTML- | BAD_ASSERTION",
        "400 | plain words | BAD_ASSERTION",
        "400 | [1,2] | BAD_ASSERTION",
        "401 | -EMPTY- | BAD_ASSERTION",
        "401 | {'error':'invalid_client','error_description':'the assertion has expired'} | BAD_ASSERTION",
        "401 | {'error':'invalid_client','error_description':'jti already used'} | BAD_ASSERTION",
        "400 | {'error':'invalid_client'} | UNKNOWN_CLIENT",
        "401 | {'error':'invalid_client','error_description':'no such client'} | UNKNOWN_CLIENT",
        "401 | {'error':'unauthorized_client'} | UNKNOWN_CLIENT",
        "400 | {'title':'Bad Request','status':400,'detail':'Unknown client'} | UNKNOWN_CLIENT",
        "400 | {'error':'invalid_scope'} | SCOPE_REFUSED",
        "403 | {'title':'Forbidden','status':403,'detail':'insufficient scope'} | SCOPE_REFUSED",
        "403 | {'title':'Forbidden','status':403,'detail':'IP address not allowed'} | IP_REFUSED",
        "403 | {'title':'Forbidden','status':403} | CREDENTIAL_REJECTED",
        "403 | -HTML- | PROTOCOL",
        "302 | -EMPTY- | PROTOCOL",
        "404 | -HTML- | PROTOCOL",
        "405 | -EMPTY- | PROTOCOL",
        "410 | -EMPTY- | PROTOCOL",
        "415 | {'error':'x'} | PROTOCOL",
        "408 | -EMPTY- | TIMEOUT",
        "429 | {'error':'Too Many Requests','statusCode':429} | RATE_LIMITED",
        "500 | {'title':'Internal Server Error','status':500} | SERVER_TROUBLE",
        "502 | -HTML- | SERVER_TROUBLE",
        "503 | -EMPTY- | SERVER_TROUBLE",
        "200 | -HTML- | PROTOCOL",
        "200 | -EMPTY- | PROTOCOL",
        "200 | [] | PROTOCOL",
        "200 | {} | PROTOCOL",
        "200 | {'access_token':''} | PROTOCOL",
        "200 | {'access_token':7} | PROTOCOL",
        "200 | {'access_token':'secret-token-1','token_type':'mac'} | PROTOCOL",
        "200 | {'access_token':'secret-token-1','expires_in':0} | PROTOCOL",
        "200 | {'access_token':'secret-token-1','expires_in':'soon'} | PROTOCOL",
        "200 | {'access_token':'secret-token-1\\r\\nX: y'} | PROTOCOL",
        "200 | {'access_token':'secret-token-1'} x | PROTOCOL",
        "204 | -EMPTY- | PROTOCOL",
      })
  void open_whenStep1IsAnswered_saysWhichClassOfErrorItIs(int status, String body, String code) {
    bench.transport.on("POST", Bench.TOKEN_PATH).reply(reply(status, body));

    AuthException failure = failure();

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(AuthErrorCode.of(code));
    assertThat(failure.getMessage())
        .startsWith("Step 1, access token: https://api.ibkr.test/oauth2/api/v1/token answered ")
        .contains("answered " + status)
        .doesNotContain("secret-token", "eyJ", "testuser1")
        .endsWith(". [" + code + "]");
    assertThat(failure.strategyId()).contains("oauth2-jwt");
    assertThat(failure.retryable()).isEqualTo(status == 429 || status == 408 || status >= 500);
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(1);
    assertThat(bench.ssoRequests()).isEmpty();
    assertThat(bench.transport.openResponses()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {'type':'/invalid-argument','status':400,'invalidArguments':[{'field':'ip','description':'Not the caller'}]} | IP_REFUSED",
        "400 | {'type':'/invalid-argument','status':400,'invalidArguments':['alternativeIps']} | IP_REFUSED",
        "400 | {'type':'/invalid-argument','title':'Bad Request','status':400,'invalidArguments':[{'field':'credential','description':'Unknown user testuser1'}]} | CREDENTIAL_REJECTED",
        "400 | {'type':'/simple','title':'Bad Request','status':400} | BAD_ASSERTION",
        "400 | -EMPTY- | BAD_ASSERTION",
        "400 | -HTML- | BAD_ASSERTION",
        "401 | {'title':'Unauthorized','status':401,'detail':'The access token request is invalid'} | TOKEN_EXPIRED",
        "401 | {'title':'Unauthorized','status':401,'detail':'Access token expired'} | TOKEN_EXPIRED",
        "401 | -EMPTY- | TOKEN_EXPIRED",
        "401 | -HTML- | TOKEN_EXPIRED",
        "401 | {'title':'Unauthorized','status':401,'detail':'IP address mismatch'} | IP_REFUSED",
        "403 | {'title':'Forbidden','status':403,'detail':'The access token fails to have sufficient scope'} | SCOPE_REFUSED",
        "403 | {'title':'Forbidden','status':403,'detail':'Permission denied for user testuser1'} | CREDENTIAL_REJECTED",
        "403 | -HTML- | PROTOCOL",
        "404 | -EMPTY- | PROTOCOL",
        "429 | -EMPTY- | RATE_LIMITED",
        "500 | {'title':'Internal Server Error','status':500} | SERVER_TROUBLE",
        "503 | -HTML- | SERVER_TROUBLE",
        "200 | -HTML- | PROTOCOL",
        "200 | {'active':true} | PROTOCOL",
      })
  void open_whenStep2IsAnswered_saysWhichClassOfErrorItIs(int status, String body, String code) {
    bench.transport.on("POST", Bench.SSO_PATH).reply(reply(status, body));

    AuthException failure = failure();

    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(AuthErrorCode.of(code));
    assertThat(failure.getMessage())
        .startsWith("Step 2, SSO session: https://api.ibkr.test/gw/api/v1/sso-sessions answered ")
        .contains("answered " + status)
        .doesNotContain("access-1", "access-2", "testuser1", "eyJ")
        .endsWith(". [" + code + "]");
    assertThat(failure.retryable()).isEqualTo(status == 429 || status >= 500);
    boolean again = code.equals("TOKEN_EXPIRED");
    assertThat(bench.ssoRequests()).hasSize(again ? 2 : 1);
    assertThat(bench.requests(Bench.TOKEN_PATH)).isEqualTo(again ? 2 : 1);
  }

  @Test
  void open_whenRefusedWithoutReason_namesTheSettingsToCheckAndTheClocks() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.json(400, "{\"title\":\"Bad Request\"}").header("Date", date(5)));

    assertThat(failure().getMessage())
        .contains("(\"Bad Request\")")
        .contains("ibkr.auth.oauth2-jwt.client-id", "ibkr.auth.oauth2-jwt.key-id")
        .contains("this computer's clock is 5 s behind the server's: set it by NTP");
  }

  @Test
  void open_whenRefusedByAServerWithoutAClock_saysNothingOfClocks() {
    bench.transport.on("POST", Bench.TOKEN_PATH).reply(Reply.status(400));

    assertThat(failure().getMessage()).doesNotContain("clock");
  }

  @ParameterizedTest
  @CsvSource({"47, 47 s behind the server's", "-47, 47 s ahead of the server's"})
  void open_whenTheClocksDiffer_saysByHowMuch(int seconds, String words) {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.status(400).header("Date", date(seconds)));

    AuthException failure = failure();

    assertThat(failure.code()).isEqualTo(AuthErrorCode.CLOCK_SKEW);
    assertThat(failure.getMessage()).contains("this computer's clock is " + words).contains("NTP");
  }

  @Test
  void open_whenOurClockIsAheadAtStep2_saysSo() {
    bench.transport.on("POST", Bench.SSO_PATH).reply(Reply.status(400).header("Date", date(-8)));

    AuthException failure = failure();

    assertThat(failure.code()).isEqualTo(AuthErrorCode.CLOCK_SKEW);
    assertThat(failure.getMessage()).contains("8 s ahead of the server's");
  }

  @Test
  void open_whenTheScopeIsRefusedAndTheClockIsOff_believesTheServer() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.json(400, "{\"error\":\"invalid_scope\"}").header("Date", date(60)));

    assertThat(failure().code()).isEqualTo(AuthErrorCode.SCOPE_REFUSED);
  }

  @Test
  void open_whenTheServerAsksToWait_passesItOn() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .reply(Reply.status(429).header("Retry-After", "900"));

    AuthException failure = failure();

    assertThat(failure.retryAfter()).contains(Duration.ofMinutes(15));
    assertThat(failure.getMessage()).contains("Wait 900 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "sso"})
  void open_whenTheConnectionFails_namesTheStep(String step) {
    boolean first = step.equals("token");
    String path = first ? Bench.TOKEN_PATH : Bench.SSO_PATH;
    String title = first ? "Step 1, access token" : "Step 2, SSO session";

    assertThat(failure(path, new UnknownHostException("h")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(AuthErrorCode.UNKNOWN_HOST))
        .hasMessageStartingWith(title);
    assertThat(failure(path, new SocketTimeoutException("t")).code())
        .isEqualTo(AuthErrorCode.TIMEOUT);
    AuthException broken = failure(path, new IOException("reset"));
    assertThat(broken.code()).isEqualTo(AuthErrorCode.TRANSPORT);
    assertThat(broken.retryable()).isTrue();
    assertThat(broken.strategyId()).contains("oauth2-jwt");
  }

  @Test
  void open_whenTheAnswerBreaksOff_isATransportFailure() {
    bench.transport.on("POST", Bench.TOKEN_PATH).reply(bench.accessToken().cutAfter(20));

    assertThat(failure().code()).isEqualTo(AuthErrorCode.TRANSPORT);
  }

  @Test
  void open_whenAServerRepeatsWhatWasSent_repeatsItNot() {
    bench
        .transport
        .on("POST", Bench.TOKEN_PATH)
        .replyWith(
            request -> Reply.status(400).body("text/plain", "cannot read " + request.body()));

    assertThat(failure().getMessage())
        .contains("cannot read")
        .doesNotContain("eyJ")
        .doesNotContainPattern("[A-Za-z0-9_-]{60,}");
  }

  @Test
  void authorize_afterAFailureOfARenewal_keepsTheFailureForTheBackOffOnly() {
    AuthSession session = bench.open();
    bench.transport.on("POST", Bench.SSO_PATH).reply(Reply.status(503), bench.ssoToken());
    session.recover(Bench.refused(Bench.authorize(session, "/v1/api/x"), "/v1/api/x"));

    for (int i = 0; i < 50; i++) {
      assertThat(
              catchThrowableOfType(
                  AuthException.class, () -> Bench.authorize(session, "/v1/api/x")))
          .satisfies(e -> assertThat(e.code()).isEqualTo(AuthErrorCode.SERVER_TROUBLE));
    }
    assertThat(bench.ssoRequests()).hasSize(2);
    bench.time.advance(Duration.ofSeconds(2));
    assertThat(Bench.bearer(session, "/v1/api/x")).isEqualTo("Bearer sso-2");
  }

  private AuthException failure(String path, IOException exception) {
    bench.transport.on("POST", path).reply(Reply.failure(exception));
    return failure();
  }

  private AuthException failure() {
    AuthException failure = catchThrowableOfType(AuthException.class, bench::open);
    assertThat(failure).as("open succeeded").isNotNull();
    return failure;
  }

  private static Reply reply(int status, String body) {
    return switch (body) {
      case "-EMPTY-" -> Reply.status(status);
      case "-HTML-" -> Reply.status(status).body("text/html", HTML);
      default -> Reply.json(status, body.replace('\'', '"'));
    };
  }

  private static String date(int secondsAhead) {
    return Bench.httpDate(Bench.START.plusSeconds(secondsAhead));
  }
}
