package io.github.ibkrauth.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.FakeTime;
import io.github.ibkrauth.auth.error.SessionLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the cache tells, and how it ends. */
class TokenCacheReportsTest extends TokenCacheFixture {

  @Test
  void close_always_forgetsTheTokenAndFetchesNoMore() {
    cache.get();

    cache.close();
    cache.close();

    assertThat(cache.peek()).isEmpty();
    assertThat(cache.invalidate("token-1")).isFalse();
    assertThatThrownBy(cache::get)
        .isInstanceOfSatisfying(
            SessionLostException.class,
            e -> assertThat(e.reason()).isEqualTo(SessionLostException.Reason.CLOSED));
    assertThat(loads).isEqualTo(1);
  }

  @Test
  void close_whenARefreshIsQueued_preventsIt() {
    cache.get();
    time.advance(Duration.ofMinutes(50));
    cache.get();

    cache.close();
    background.remove().run();

    assertThat(loads).isEqualTo(1);
  }

  @Test
  void serverDate_whenFarFromOurs_isKeptAsSkewAndTold() {
    Duration ahead = Duration.ofSeconds(31);
    cache = reporting(FakeTime.START.plus(ahead));

    cache.get();

    assertThat(cache.skew()).isEqualTo(ahead);
    assertThat(of(AuthEvent.ClockSkewDetected.class))
        .singleElement()
        .satisfies(e -> assertThat(e.skew()).isEqualTo(ahead));
  }

  @ParameterizedTest
  @ValueSource(longs = {-30, -2, 2, 30})
  void serverDate_whenWithin30Seconds_isKeptAndNotTold(long seconds) {
    cache = reporting(FakeTime.START.plusSeconds(seconds));

    cache.get();

    assertThat(cache.skew()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(of(AuthEvent.ClockSkewDetected.class)).isEmpty();
  }

  @Test
  void serverDate_whenWithinASecond_saysNothing() {
    cache = reporting(FakeTime.START.minusSeconds(1));

    cache.get();

    assertThat(cache.skew()).isZero();
  }

  @Test
  void load_always_seesTheSkewReportedBefore() {
    List<Duration> seen = new CopyOnWriteArrayList<>();
    cache =
        TokenCache.builder(
                "t",
                context -> {
                  seen.add(context.skew());
                  context.serverDate(context.now().minusSeconds(100));
                  return IssuedToken.lasting("token-" + ++loads, context.now(), HOUR);
                })
            .runtime(time.runtime(0.5).build())
            .build();
    cache.get();
    cache.invalidate("token-1");
    cache.get();

    assertThat(seen).containsExactly(Duration.ZERO, Duration.ofSeconds(-100));
  }

  @Test
  void get_whenTheListenerThrows_worksAllTheSame() {
    cache =
        cache(
            HOUR,
            time.runtime(0.5)
                .listener(
                    event -> {
                      throw new NoClassDefFoundError("broken listener");
                    }),
            RefreshPolicy.standard());

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(cache.invalidate("token-1")).isTrue();
    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void events_always_showTheFingerprintAndHowLongItTook() {
    cache =
        TokenCache.builder(
                "access token",
                context -> {
                  Instant start = context.now();
                  time.advance(Duration.ofSeconds(3));
                  // As a server's own time of issue would be: not ours.
                  return IssuedToken.lasting("the-token", start.minusSeconds(900), HOUR);
                })
            .runtime(time.runtime(0.5).listener(events::add).build())
            .owner("some-strategy", "s-1")
            .fingerprint(token -> "1a2b3c4d")
            .build();

    cache.get();

    assertThat(of(AuthEvent.TokenIssued.class))
        .containsExactly(
            new AuthEvent.TokenIssued(
                FakeTime.START.plusSeconds(3),
                "some-strategy",
                "s-1",
                "access token",
                "1a2b3c4d",
                Duration.ofSeconds(3)));
  }

  @Test
  void builder_withoutARuntime_isRefused() {
    assertThatThrownBy(
            () ->
                TokenCache.builder("t", context -> IssuedToken.openEnded("x", Instant.EPOCH))
                    .build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("runtime");
  }

  private TokenCache<String> reporting(Instant serverDate) {
    return TokenCache.builder(
            "t",
            context -> {
              context.serverDate(serverDate);
              return IssuedToken.lasting("x", context.now(), HOUR);
            })
        .runtime(time.runtime(0.5).listener(events::add).build())
        .build();
  }
}
