package io.github.ibkrauth.ibkr.weeks;

import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one who logs in at the gateway: some minutes after he was logged out, and not while the
 * broker lets nobody in.
 */
final class Human {

  /** How long it takes him to notice, in the worst hours. */
  static final Duration SLOWNESS = Duration.ofMinutes(10);

  private final IbkrSimulator simulator;
  private @Nullable Instant noticed;
  private Instant loggedInAt = Instant.MIN;
  private int logins;

  Human(IbkrSimulator simulator) {
    this.simulator = simulator;
    simulator.gateway().logIn();
  }

  /** Looks, and logs in if it is time. */
  void look() {
    Instant now = simulator.clock().instant();
    if (simulator.gateway().isLoggedIn()) {
      noticed = null;
      return;
    }
    if (noticed == null) {
      noticed = now;
    }
    boolean nobodyElse =
        simulator
            .availability()
            .whyDown("gateway-session")
            .filter(why -> !why.contains("nobody is logged in"))
            .isEmpty();
    if (nobodyElse && !now.isBefore(noticed.plus(SLOWNESS))) {
      simulator.gateway().logIn();
      loggedInAt = now;
      noticed = null;
      logins++;
    }
  }

  /** How long he has been logged in. */
  Duration loggedInFor() {
    if (loggedInAt == Instant.MIN) {
      return Duration.ofDays(1000);
    }
    return Duration.between(loggedInAt, simulator.clock().instant());
  }

  int logins() {
    return logins;
  }
}
