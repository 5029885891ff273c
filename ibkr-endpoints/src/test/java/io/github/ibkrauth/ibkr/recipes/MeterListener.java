package io.github.ibkrauth.ibkr.recipes;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import io.github.ibkrauth.ibkr.BrokerageSessionListener;
import io.github.ibkrauth.ibkr.SessionStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** Counts and times what happens to logins and to the brokerage session. Thread-safe. */
public final class MeterListener implements AuthEventListener, BrokerageSessionListener {

  private final MeterRegistry registry;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  public MeterListener(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("ibkr.session.ready", state, now -> now.get() == State.READY ? 1 : 0)
        .register(registry);
  }

  @Override
  public void onEvent(AuthEvent event) {
    String strategy = event.strategyId();
    if (event instanceof AuthEvent.TokenIssued issued) {
      registry
          .timer("ibkr.auth.token", "strategy", strategy, "token", issued.token())
          .record(issued.took());
    } else if (event instanceof AuthEvent.TokenRefreshFailed failed) {
      count("ibkr.auth.token.failed", "strategy", strategy, "code", failed.code().name());
    } else if (event instanceof AuthEvent.RequestChallenged refused) {
      count("ibkr.auth.refused", "strategy", strategy, "status", "" + refused.status());
    } else if (event instanceof AuthEvent.SessionStateChanged changed) {
      count("ibkr.auth.session", "strategy", strategy, "state", changed.to().name());
    } else if (event instanceof AuthEvent.KeepAliveMissed) {
      count("ibkr.auth.beat.missed", "strategy", strategy);
    } else if (event instanceof AuthEvent.InteractionRequested) {
      count("ibkr.auth.human.wanted", "strategy", strategy);
    }
  }

  @Override
  public void changed(SessionStatus before, SessionStatus after) {
    state.set(after.state());
    if (before.state() != after.state()) {
      count("ibkr.session.changes", "state", after.state().name());
    }
  }

  private void count(String name, String... tags) {
    registry.counter(name, tags).increment();
  }
}
