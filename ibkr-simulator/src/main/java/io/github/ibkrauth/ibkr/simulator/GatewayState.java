package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test has told the gateway, and what the gateway has counted. Thread-safe. */
final class GatewayState {
  volatile boolean upstreamDown;
  volatile boolean denyCaller;
  volatile String allowedOrigin = "*";
  volatile Duration pageDelay = Duration.ZERO;
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger logouts = new AtomicInteger();
  final AtomicInteger reauthentications = new AtomicInteger();
}
