package io.github.ibkrauth.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.FakeTime;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the cache fetches, and what it does when it cannot. */
class TokenCacheTest extends TokenCacheFixture {

  @Test
  void get_whenFresh_doesNotFetchAgain() {
    assertThat(cache.get()).isEqualTo("token-1");

    time.advance(Duration.ofMinutes(41));

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(background).isEmpty();
    assertThat(loads).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999})
  void get_whenPastTheDrawnMoment_refreshesInTheBackgroundOnce(double draw) {
    cache = cache(HOUR, time.runtime(draw), RefreshPolicy.standard());
    cache.get();
    Duration moment = Duration.ofMillis((long) (HOUR.toMillis() * (0.6 + 0.2 * draw)));

    time.advance(moment.minusMillis(1));
    cache.get();
    assertThat(background).isEmpty();
    time.advance(Duration.ofMillis(2));

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(cache.get()).isEqualTo("token-2");
    assertThat(background).isEmpty();
  }

  @Test
  void get_whenTheTokenWasRenewedSinceItWasLookedAt_doesNotRenewTwice() {
    executor = Runnable::run;
    cache = cache(HOUR);
    cache.get();
    time.advance(Duration.ofMinutes(50));
    // Between the look at the token and the look at the clock, another caller renews it.
    time.onNextRead(cache::get);

    assertThat(cache.get()).isEqualTo("token-1");

    assertThat(loads).isEqualTo(2);
  }

  @Test
  void get_whenWithinTheMargin_fetchesOnTheCallersThread() {
    cache.get();

    time.advance(Duration.ofMinutes(59));

    assertThat(cache.get()).isEqualTo("token-2");
    assertThat(background).isEmpty();
  }

  @Test
  void get_whenTheTokenIsShortLived_hasAMarginOfATenthOfItsLife() {
    cache = cache(Duration.ofSeconds(100));
    cache.get();

    time.advance(Duration.ofMillis(89_999));
    assertThat(cache.get()).isEqualTo("token-1");
    time.advance(Duration.ofMillis(1));

    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void get_whenNobodyKnowsTheEnd_keepsTheTokenUntilItIsRefused() {
    cache =
        TokenCache.builder("t", context -> IssuedToken.openEnded("token-" + ++loads, context.now()))
            .runtime(time.runtime(0.5).executor(background::add).build())
            .build();
    cache.get();
    time.advance(Duration.ofDays(10_000));

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(cache.expiresAt()).isEmpty();
    assertThat(background).isEmpty();
    cache.invalidate("token-1");
    assertThat(cache.get()).isEqualTo("token-2");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 400_000_000_000L})
  void get_whenTheLifeIsBeyondCounting_keepsTheToken(long seconds) {
    cache = cache(Duration.ofSeconds(seconds));
    cache.get();

    time.advance(Duration.ofDays(3650));

    assertThat(cache.get()).isEqualTo("token-1");
  }

  @Test
  void get_whenATokenArrivesDead_failsAndDoesNotAskAgainAtOnce() {
    cache = cache(Duration.ZERO);

    assertThatThrownBy(cache::get)
        .isInstanceOf(AuthProtocolException.class)
        .hasMessageContaining("clock")
        .extracting(e -> ((AuthException) e).code())
        .isEqualTo(AuthErrorCode.TOKEN_EXPIRED);
    assertThatThrownBy(cache::get).isInstanceOf(AuthProtocolException.class);
    assertThat(loads).isEqualTo(1);
  }

  @Test
  void peek_always_showsAGoodTokenAndNeverFetches() {
    assertThat(cache.peek()).isEmpty();
    cache.get();
    assertThat(cache.peek()).contains("token-1");
    assertThat(cache.expiresAt()).contains(FakeTime.START.plus(HOUR));
    time.advance(HOUR);

    assertThat(cache.peek()).isEmpty();
    assertThat(loads).isEqualTo(1);
  }

  @Test
  void invalidate_whenTheTokenWasReplaced_doesNothing() {
    String old = cache.get();
    assertThat(cache.invalidate(old)).isTrue();
    String renewed = cache.get();

    assertThat(cache.invalidate(old)).isFalse();

    assertThat(cache.get()).isEqualTo(renewed);
    assertThat(loads).isEqualTo(2);
    assertThat(of(AuthEvent.TokenInvalidated.class)).hasSize(1);
  }

  @Test
  void refresh_whenItFails_keepsServingAndBacksOff() {
    cache.get();
    time.advance(Duration.ofMinutes(50));
    failures.add(transport());
    cache.get();
    background.remove().run();

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(background).as("the back-off has begun").isEmpty();
    assertThat(of(AuthEvent.TokenRefreshFailed.class))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.nextAttemptIn()).isEqualTo(Duration.ofMillis(750));
              assertThat(e.code()).isEqualTo(AuthErrorCode.TRANSPORT);
            });

    time.advance(Duration.ofMillis(751));
    cache.get();
    background.remove().run();
    assertThat(cache.get()).as("the third fetch, the second failed").isEqualTo("token-3");
  }

  @Test
  void refresh_whenItFailsUntilTheEnd_becomesMandatoryAndThenFails() {
    cache.get();
    time.advance(Duration.ofMinutes(50));
    failures.add(transport());
    failures.add(transport());
    cache.get();
    background.remove().run();
    time.advance(Duration.ofMinutes(10));

    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);
    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);
    assertThat(loads).as("one load per back-off").isEqualTo(3);
    time.advance(Duration.ofSeconds(2));
    assertThat(cache.get()).isEqualTo("token-4");
  }

  @Test
  void refresh_whenTheCredentialIsRejected_dropsTheTokenAtOnce() {
    cache.get();
    time.advance(Duration.ofMinutes(50));
    failures.add(
        new CredentialRejectedException(
            Details.of(AuthErrorCode.UNKNOWN_CLIENT, "Nobody knows the client.")));
    cache.get();

    background.remove().run();

    assertThat(cache.peek()).isEmpty();
    assertThatThrownBy(cache::get)
        .isInstanceOf(CredentialRejectedException.class)
        .hasMessage("Nobody knows the client. [UNKNOWN_CLIENT]");
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void refresh_whenItDiesOfAnError_isAFailureLikeAnother() {
    cache =
        TokenCache.<String>builder(
                "t",
                context -> {
                  if (++loads > 1) {
                    throw new NoClassDefFoundError("x");
                  }
                  return IssuedToken.lasting("token-1", context.now(), HOUR);
                })
            .runtime(time.runtime(0.5).executor(background::add).listener(events::add).build())
            .build();
    cache.get();
    time.advance(Duration.ofMinutes(50));
    cache.get();
    background.remove().run();

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(background).isEmpty();
    assertThat(of(AuthEvent.TokenRefreshFailed.class)).hasSize(1);
  }

  @Test
  void get_after200Failures_stillBacksOffByTheCapAtMost() {
    for (int i = 0; i < 200; i++) {
      failures.add(transport());
    }
    for (int i = 0; i < 200; i++) {
      assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);
      time.advance(Duration.ofMinutes(5));
    }

    assertThat(loads).isEqualTo(200);
    assertThat(of(AuthEvent.TokenRefreshFailed.class))
        .allSatisfy(
            e ->
                assertThat(e.nextAttemptIn())
                    .isBetween(Duration.ofMillis(500), Duration.ofMinutes(5)));
    assertThat(cache.get()).isEqualTo("token-201");
  }

  @Test
  void get_whenTheServerAsksToWait_waitsAsLong() {
    failures.add(asking(Duration.ofMinutes(7)));

    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);
    time.advance(Duration.ofMinutes(7).minusMillis(1));
    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);
    time.advance(Duration.ofMillis(1));

    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void get_whenTheServerAsksToWaitForAges_waitsADay() {
    failures.add(asking(Duration.ofSeconds(Long.MAX_VALUE)));
    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);

    time.advance(Duration.ofDays(1));

    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void get_whenTheClockIsSetBack_doesNotProlongTheBackOff() {
    failures.add(transport());
    assertThatThrownBy(cache::get).isInstanceOf(AuthTransportException.class);

    time.set(FakeTime.START.minus(Duration.ofDays(1)));

    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void get_whenTheSourceHasABug_saysSoWithoutItsMessage() {
    cache =
        TokenCache.<String>builder(
                "access token",
                context -> {
                  throw new IllegalStateException("secret");
                })
            .runtime(time.runtime(0.5).build())
            .owner("some-strategy", "s-1")
            .build();

    assertThatThrownBy(cache::get)
        .isInstanceOf(AuthProtocolException.class)
        .hasMessage(
            "Fetching the access token failed in this program: java.lang.IllegalStateException."
                + " [PROTOCOL]")
        .satisfies(e -> assertThat(((AuthException) e).strategyId()).contains("some-strategy"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void get_whenTheExecutorRefuses_servesTheOldTokenAndFetchesItselfInTheEnd(boolean politely) {
    executor =
        task -> {
          throw politely
              ? new RejectedExecutionException("full")
              : new IllegalStateException("broken");
        };
    cache = cache(HOUR);
    cache.get();
    time.advance(Duration.ofMinutes(50));

    assertThat(cache.get()).isEqualTo("token-1");
    assertThat(cache.get()).isEqualTo("token-1");
    time.advance(Duration.ofMinutes(10));

    assertThat(cache.get()).isEqualTo("token-2");
  }

  @Test
  void get_whenTheBackgroundRefreshFindsNoThread_takesItOver() {
    cache.get();
    time.advance(Duration.ofMinutes(50));
    cache.get();
    time.advance(Duration.ofMinutes(10));

    assertThat(cache.get()).isEqualTo("token-2");
    background.remove().run();

    assertThat(loads).as("the queued refresh has nothing left to do").isEqualTo(2);
    assertThat(cache.get()).isEqualTo("token-2");
  }
}
