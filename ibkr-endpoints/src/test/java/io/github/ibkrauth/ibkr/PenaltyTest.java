package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does after 429: nothing at all, for a while. */
class PenaltyTest extends ScriptedSession {

  private static final Duration PENALTY = Duration.ofMinutes(15);
  private static final String META = "/portfolio/U1/meta";

  private void provoke(Reply refusal) {
    it.on("GET", META, refusal, Reply.json(200, "{}"));
    assertThatThrownBy(() -> it.client.portfolio().meta("U1"))
        .isInstanceOfSatisfying(
            RateLimitedException.class, e -> assertThat(e.status()).hasValue(429));
  }

  @Test
  void tooManyRequests_fromAnyCall_stopsEveryOther() {
    session().open();
    provoke(Reply.status(429));
    int sent = it.transport.requests().size();
    List<Runnable> calls =
        List.of(
            () -> it.client.portfolio().meta("U1"),
            () -> it.client.accounts().list(),
            () -> it.client.session().tickle(),
            () -> it.client.session().logout(),
            () -> it.client.call("POST", "/anything", "{}"));
    for (Runnable call : calls) {
      RateLimitedException e = catchThrowableOfType(RateLimitedException.class, call::run);
      assertThat(e).hasMessageContaining("was not sent").hasMessageContaining("another 900 s");
      assertThat(e.retryAfter()).contains(PENALTY);
      assertThat(e.status()).isEmpty();
      assertThat(e.outcomeUnknown()).isFalse();
    }
    assertThat(it.client.penalty().left()).contains(PENALTY);
    it.time.advance(PENALTY.minusSeconds(1));
    assertThat(it.transport.requests()).hasSize(sent);
    it.time.advance(Duration.ofSeconds(1));
    assertThat(it.client.penalty().left()).isEmpty();
    assertThat(it.client.portfolio().meta("U1")).isNotNull();
  }

  @Test
  void tooManyRequests_whileEstablished_tellsListenersOnceAndHealsAfterwards() {
    List<Duration> told = new ArrayList<>();
    session()
        .addListener(
            new BrokerageSessionListener() {
              @Override
              public void penalized(Duration pause) {
                told.add(pause);
              }
            });
    tickles(DEAD, READY);
    session().open();
    provoke(Reply.status(429));
    assertThat(told).containsExactly(PENALTY);
    assertThat(session().status().lastError()).contains("RateLimited 429");
    it.time.advance(Duration.ofMinutes(5));
    assertThat(session().state()).isEqualTo(State.DEGRADED);
    it.time.advance(Duration.ofMinutes(11));
    assertThat(session().state()).isEqualTo(State.READY);
    assertThat(it.provider.opened).hasValue(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void tooManyRequests_withRetryAfter_lastsAsLongAsThat() {
    session().open();
    provoke(Reply.status(429).header("Retry-After", "40"));
    it.time.advance(Duration.ofSeconds(39));
    assertThat(catchThrowable(() -> it.client.portfolio().meta("U1")))
        .hasMessageContaining("another 1 s");
    it.time.advance(Duration.ofSeconds(1));
    assertThat(it.client.portfolio().meta("U1")).isNotNull();
  }

  @Test
  void tooManyRequests_toARawCall_isAnAnswerAndAPenalty() {
    it.on("GET", "/anything", Reply.status(429));
    RawAnswer answer = it.client.call("GET", "/anything", null);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.problem().orElseThrow().retryAfter()).contains(PENALTY);
    assertThat(it.client.penalty().left()).isPresent();
    it.client.penalty().release();
    assertThat(it.client.call("GET", "/anything", null).status()).isEqualTo(429);
  }

  @Test
  void open_inAPenalty_sendsNothingAndSaysWhy() {
    tickles(DEAD, READY);
    provoke(Reply.status(429));
    int sent = it.transport.requests().size();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> session().open()).isInstanceOf(RateLimitedException.class);
    }
    assertThat(session().status().nextAttempt().orElseThrow())
        .isAfterOrEqualTo(it.time.instant().plus(PENALTY));
    assertThat(it.transport.requests()).hasSize(sent);
    it.time.advance(PENALTY.plusMinutes(2));
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void login_whenRefusedFor429_isNotTriedAgainBeforeThePenaltyIsOver(boolean retryAfter) {
    Duration pause = retryAfter ? Duration.ofMinutes(3) : PENALTY;
    it.provider.refusal =
        new AuthTransportException(
            Details.of(AuthErrorCode.RATE_LIMITED, "too many")
                .withRetryAfter(retryAfter ? pause : null));
    assertThat(catchThrowable(() -> it.client.accounts().list())).isSameAs(it.provider.refusal);
    assertThat(it.client.penalty().left()).contains(pause);
    it.provider.refusal = null;
    int attempts = it.provider.attempts.get();
    assertThatThrownBy(() -> session().open())
        .isInstanceOfSatisfying(
            AuthTransportException.class,
            e -> {
              assertThat(e.code()).isEqualTo(AuthErrorCode.RATE_LIMITED);
              assertThat(e.retryAfter()).contains(pause);
              assertThat(e).hasMessageContaining("nothing goes to it for another");
            });
    assertThat(it.provider.attempts).hasValue(attempts);
    it.time.advance(pause.plusMinutes(2));
    session().open();
    assertThat(session().state()).isEqualTo(State.READY);
  }

  @Test
  void token_whenRefusedFor429_beginsAPenaltyOnce() {
    session().open();
    it.provider.unsigned =
        new AuthTransportException(Details.of(AuthErrorCode.RATE_LIMITED, "too many"));
    it.on("GET", META, Reply.json(200, "{}"));
    assertThat(catchThrowable(() -> it.client.portfolio().meta("U1")))
        .isSameAs(it.provider.unsigned);
    it.time.advance(PENALTY);
    // The strategy still says what it said then: that is no news.
    assertThat(catchThrowable(() -> it.client.portfolio().meta("U1")))
        .isSameAs(it.provider.unsigned);
    assertThat(it.client.penalty().left()).isEmpty();
  }

  @Test
  void penalty_whenLentToTheRuntime_stopsAllItsClients() {
    PenaltyBox box = new PenaltyBox(it.time);
    ScriptedTransport transport = ScriptedTransport.create();
    transport.on("GET", "/v1/api/x").reply(Reply.status(429));
    transport.on("GET", "/v1/api/y").reply(Reply.json(200, "{}"));
    try (IbkrClient one = client(box, transport);
        IbkrClient other = client(box, transport)) {
      assertThat(other.call("GET", "/y", null).status()).isEqualTo(200);
      assertThat(one.call("GET", "/x", null).status()).isEqualTo(429);
      assertThatThrownBy(() -> other.call("GET", "/y", null))
          .isInstanceOf(RateLimitedException.class);
      assertThat(other.penalty()).isSameAs(box);
    }
  }

  private IbkrClient client(PenaltyBox box, ScriptedTransport transport) {
    return IbkrClient.builder(Scripted.config())
        .strategies(AuthStrategies.builder().withoutDiscovery().add(new FixedProvider()).build())
        .runtime(it.time.runtime().service(PenaltyBox.class, box).build())
        .transport(transport)
        .build();
  }

  @Test
  void everyCall_whoeverMakesIt_passesTheLimiterOnce() {
    // Five hundred go at once; the next would have to wait, which moves the clock.
    try (TypedCalls calls =
        new TypedCalls(
            "ibkr.limits.global",
            "1000 / 24 h",
            "ibkr.limits.max-wait",
            "24h",
            "ibkr.limits.endpoints",
            TypedCalls.withoutLimits())) {
      for (TypedCalls.Call call : calls.all()) {
        call.make(call.samples());
      }
      assertThat(calls.sent()).isBetween(150, 450);
      Duration before = calls.slept();
      int sent;
      do {
        sent = calls.sent();
        calls.raw();
      } while (calls.slept().equals(before));
      long refilled = before.toSeconds() * 1000 / 86_400;
      assertThat(sent).isEqualTo((int) (500 + refilled));
    }
  }
}
