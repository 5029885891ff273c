package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BrokerTest {
  private static final TokenMint MINT = new TokenMint(RsaKeys.generate());

  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-03T10:00:00Z"));
  private final BrokerUser user = new AccountMaker(1).user();
  private final Broker broker = broker(1);

  private Broker broker(int polls) {
    return new Broker(clock, new SessionRules(ZoneOffset.UTC, polls), MINT, List.of(user));
  }

  private OuterSession open() {
    return broker.open(user, Set.of("127.0.0.1"));
  }

  @Test
  void grant_whenItsLifeIsOver_isKnownButDead() {
    AccessGrant grant = broker.grant("client", Set.of("echo.read"), "DU1");
    assertThat(broker.grantOf(grant.token())).contains(grant);
    clock.advance(SessionRules.ACCESS_TOKEN_LIFE.minusSeconds(1));
    assertThat(broker.isLive(grant)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(broker.isLive(grant)).isFalse();
    assertThat(broker.grantOf(grant.token())).isPresent();
    assertThat(broker.grantOf("other")).isEmpty();
  }

  @Test
  void expireAccessTokens_whenCalled_leavesLaterOnesAlone() {
    AccessGrant early = broker.grant("client", Set.of("echo.read"), "DU1");
    broker.expireAccessTokens();
    AccessGrant late = broker.grant("client", Set.of("echo.read"), "DU1");
    assertThat(broker.grantOf(early.token()).map(broker::isLive)).contains(false);
    assertThat(broker.grantOf(late.token()).map(broker::isLive)).contains(true);
  }

  @Test
  void givenLogin_whenTheGrantWasRevokedMeanwhile_isNotOpened() {
    UserGrant given =
        new UserGrant("id", "client", user, Set.of("echo.read"), clock.instant().plusSeconds(60));
    AccessGrant token = broker.grant(given, given.scopes, Duration.ofMinutes(1));
    assertThat(broker.givenLogin(token)).isPresent();
    broker.revoke(given);
    assertThat(broker.givenLogin(token)).isEmpty();
    assertThat(broker.remembered()).isZero();
  }

  @Test
  void touch_whenTheSessionIsDead_doesNotReviveIt() {
    OuterSession session = open();
    clock.advance(SessionRules.IDLE);
    assertThat(broker.touch(session)).isFalse();
    clock.set(session.openedAt);
    assertThat(broker.isLive(session)).isTrue();
    broker.logout(session);
    assertThat(broker.touch(session)).isFalse();
  }

  @Test
  void init_whenNobodyPolls_isNeverEstablished() {
    OuterSession session = open();
    broker.init(session, true);
    assertThat(broker.hasBrokerage(session)).isFalse();
    broker.init(session, true);
    assertThat(broker.hasBrokerage(session)).isFalse();
    assertThat(broker.poll(session)).isEqualTo(new AuthStatus(true, true, false, true));
    assertThat(broker.hasBrokerage(session)).isTrue();
  }

  @Test
  void poll_whenSomebodyElsePolls_doesNotCount() {
    OuterSession holder = open();
    OuterSession other = open();
    broker.init(holder, false);
    assertThat(broker.poll(other)).isEqualTo(new AuthStatus(false, false, true, true));
    assertThat(broker.hasBrokerage(holder)).isFalse();
  }

  @Test
  void init_whenTheHolderIsIdleForTooLong_needsNoCompeting() {
    broker.init(open(), false);
    clock.advance(SessionRules.IDLE);
    assertThat(broker.init(open(), false).competing()).isFalse();
  }

  @Test
  void competingLogin_whenItHeldTheSession_livesUntilTheReset() {
    broker.competingLogin();
    OuterSession session = open();
    assertThat(broker.init(session, false).competing()).isTrue();
    broker.endSessions();
    assertThat(broker.init(open(), false).competing()).isTrue();
    broker.endBrokerageSessions();
    assertThat(broker.init(open(), false).competing()).isFalse();
  }

  @Test
  void accountsQueried_whenTheBrokerageSessionChanges_isForgotten() {
    OuterSession first = open();
    broker.init(first, true);
    broker.noteAccountsQueried(first);
    assertThat(broker.accountsQueried(first)).isTrue();
    OuterSession second = open();
    broker.init(second, true);
    assertThat(broker.accountsQueried(first)).isFalse();
    assertThat(broker.accountsQueried(second)).isFalse();
    broker.noteAccountsQueried(first);
    assertThat(broker.accountsQueried(second)).isFalse();
  }

  @Test
  void portfolioAccountsQueried_whenNoted_belongsToTheLogin() {
    OuterSession first = open();
    broker.notePortfolioAccountsQueried(first);
    assertThat(broker.portfolioAccountsQueried(first)).isTrue();
    assertThat(broker.portfolioAccountsQueried(open())).isFalse();
  }

  @Test
  void values_whenPrinted_showNoToken() {
    AccessGrant grant = broker.grant("client", Set.of("echo.read"), "DU1");
    OuterSession session = open();
    assertThat(grant.toString()).doesNotContain(grant.token());
    assertThat(session.toString()).doesNotContain(session.token);
  }
}
