package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests of several consumers that wait for users at the same time. */
class OAuth1RegistryTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
  private final TokenMint mint = new TokenMint(RsaKeys.generate());
  private final BrokerUser user = new AccountMaker(1).user();
  private final Broker broker =
      new Broker(clock, new SessionRules(ZoneOffset.UTC, 0), mint, List.of(user));
  private final RegisteredConsumer one =
      RegisteredConsumer.of("CONSUMERA", true, RsaKeys.of(false));
  private final RegisteredConsumer other =
      RegisteredConsumer.of("CONSUMERB", true, RsaKeys.of(false));
  private final OAuth1Registry registry =
      new OAuth1Registry(broker, mint, Duration.ofHours(24), List.of(one, other));

  @Test
  void redeem_whenSeveralConsumersWait_givesEachItsOwn() {
    RequestToken first = registry.requestToken(one);
    RequestToken second = registry.requestToken(other);
    RequestToken third = registry.requestToken(one);
    String verifier = registry.allow(second.token, user).orElseThrow();
    assertThat(registry.openRequest(first.token)).isPresent();
    assertThat(registry.openRequest(second.token)).isEmpty();
    registry.deny(third.token);

    assertThat(registry.redeem(one, second.token, verifier)).isEmpty();
    assertThat(registry.redeem(other, first.token, verifier)).isEmpty();
    ConsumerGrant grant = registry.redeem(other, second.token, verifier).orElseThrow();

    assertThat(grant.consumer).isSameAs(other);
    assertThat(registry.grantOf(one, grant.accessToken)).isEmpty();
    assertThat(registry.ownerOf(grant.accessToken)).contains(user.name());
    assertThat(registry.redeem(other, second.token, verifier)).isEmpty();
    assertThat(registry.openRequest(first.token)).isPresent();
    assertThat(registry.allow(third.token, user)).isEmpty();
  }

  @Test
  void requestTokens_whenNobodyEverAnswers_areForgotten() {
    for (int hour = 0; hour < 24; hour++) {
      registry.requestToken(one);
      registry.requestToken(other);
      clock.advance(Duration.ofHours(1));
    }
    assertThat(registry.rememberedRequests()).isEqualTo(2);
  }
}
