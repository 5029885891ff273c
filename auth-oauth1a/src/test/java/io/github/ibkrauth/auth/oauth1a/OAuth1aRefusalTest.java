package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session makes of refusals and of answers that are no good. */
class OAuth1aRefusalTest extends SessionFixture {

  @Test
  void recover_whenANonceWasSeenBefore_thenTriesAgainWithTheSameToken() {
    try (AuthSession session = open()) {
      Recovery recovery = session.recover(challenge(session, "{\"error\":\"invalid nonce\"}"));

      assertThat(recovery).isEqualTo(Recovery.RETRY);
      session.signer().authorize(request("/v1/api/x"));
      assertThat(broker.tokenRequests).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"id: 7, error: invalid consumer\",\"statusCode\":401}",
        "{\"error\":\"id: 7, error: LST failed, error: No access secret key found for x\"}"
      })
  void recover_whenTheCredentialItselfIsRefused_thenGivesUp(String body) {
    try (AuthSession session = open()) {
      assertThat(session.recover(challenge(session, body))).isEqualTo(Recovery.GIVE_UP);
      session.signer().authorize(request("/v1/api/x"));
      assertThat(broker.tokenRequests).hasValue(1);
    }
  }

  @Test
  void recover_whenTheTagIsForeign_thenGivesUp() {
    try (AuthSession first = open();
        AuthSession second = open()) {
      AuthChallenge foreign = challenge(first, "");

      assertThat(second.recover(foreign)).isEqualTo(Recovery.GIVE_UP);
      assertThat(
              second.recover(AuthChallenge.builder(request("/v1/api/x"), 401, "not ours").build()))
          .isEqualTo(Recovery.GIVE_UP);
    }
  }

  @Test
  void open_whenTheFirstResponseIsEmpty_thenAsksOnceMore() {
    broker.answerFilter =
        body ->
            broker.tokenRequests.get() == 1
                ? body.replaceFirst(
                    "\"diffie_hellman_response\":\"[0-9a-f]+\"", "\"diffie_hellman_response\":\"\"")
                : body;
    try (AuthSession session = open()) {
      assertThat(session.state()).isEqualTo(SessionState.OPEN);
      assertThat(broker.tokenRequests).hasValue(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"diffie_hellman_response\":\"[0-9a-f]+\"|\"diffie_hellman_response\":\"1\"|2 and the prime",
        "\"diffie_hellman_response\":\"[0-9a-f]+\"|\"diffie_hellman_response\":\"-4\"|hexadecimal",
        "\"diffie_hellman_response\":\"[0-9a-f]+\"|\"diffie_hellman_response\":\"\"|is empty",
        "\"diffie_hellman_response\":\"[0-9a-f]+\",|''|no diffie_hellman_response",
        "\"live_session_token_signature\":\"[0-9a-f]+\",|''|no live_session_token_signature",
        "\\{.*\\}|[1,2]|not an object",
        "\\{.*\\}|<html><title>Login</title></html>|not the JSON",
      })
  void open_whenTheAnswerIsNoGood_thenSaysWhichPart(String pattern, String put, String words) {
    broker.answerFilter = body -> body.replaceFirst(pattern, put);

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure.code()).isEqualTo(AuthErrorCode.PROTOCOL);
    assertThat(failure.retryable()).isFalse();
    assertThat(failure)
        .hasMessageStartingWith("Live session token: ")
        .hasMessageContaining(words)
        .hasMessageContaining("auth.oauth1a.base-url");
  }

  @Test
  void open_whenTheResponseIsTruncated_thenTheProofFails() {
    broker.answerFilter =
        body -> body.replaceFirst("(\"diffie_hellman_response\":\"[0-9a-f]{100})[0-9a-f]+", "$1");

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure.code()).isEqualTo(OAuth1aErrorCode.PROOF_MISMATCH);
    assertThat(failure).hasMessageContaining("auth.oauth1a.dh-parameters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"error\":\"id: 1, error: invalid consumer\",\"statusCode\":401}|CONSUMER_NOT_ACTIVE|nightly reset",
        "401|{\"error\":\"LST failed, error: No access secret key found for FAKECONSU\"}|ACCESS_TOKEN_UNKNOWN|Issue a new access token",
        "401|''|SIGNATURE_REFUSED|signature key",
        "401|<html><title>Access denied</title></html>|PROTOCOL|proxy, firewall",
        "403|<html><title>Forbidden</title></html>|PROTOCOL|proxy, firewall",
        "403|{\"error\":\"no\"}|CREDENTIAL_REJECTED|Ask the broker",
        "410|gone|PROTOCOL|base-url",
        "429|''|RATE_LIMITED|15 minutes",
        "503|<html></html>|SERVER_TROUBLE|later",
        "302|''|PROTOCOL|base-url",
      })
  void open_whenRefused_thenEachReasonHasItsOwnSentence(
      int status, String body, String code, String words) {
    broker.tokenReply = new FakeBroker.Reply(status, "text/plain", body);

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure.code().name()).isEqualTo(code);
    assertThat(failure).hasMessageStartingWith("Live session token: ").hasMessageContaining(words);
    assertThat(failure.strategyId()).hasValue("oauth1a");
  }

  @Test
  void open_whenTheConsumerIsNotActive_thenNamesTheNextResetAndWaits() {
    broker.tokenReply =
        new FakeBroker.Reply(401, "application/json", "{\"error\":\"invalid consumer\"}");
    runtime = ManualTime.at(Instant.parse("2025-01-01T12:00:00Z")).runtime().build();

    AuthException failure = catchThrowableOfType(AuthException.class, this::open);

    assertThat(failure)
        .hasMessageContaining("2025-01-01 16:00 UTC (Hong Kong)")
        .hasMessageContaining("2025-01-01 23:00 UTC (Zug)")
        .hasMessageContaining("2025-01-02 05:00 UTC (New York)");
    assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(15));
  }
}
