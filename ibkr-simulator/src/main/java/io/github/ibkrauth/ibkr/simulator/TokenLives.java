package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;

/** How long what the authorization server issues is good for. Thread-safe. */
final class TokenLives {
  static final Duration PUSHED_REQUEST = Duration.ofSeconds(90);

  volatile Duration code = Duration.ofMinutes(10);
  volatile Duration accessToken = Duration.ofHours(1);
  volatile Duration refreshToken = Duration.ofDays(30);
}
