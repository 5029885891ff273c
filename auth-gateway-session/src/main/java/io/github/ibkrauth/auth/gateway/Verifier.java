package io.github.ibkrauth.auth.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Verifies a session, and asks the scarce one of its three calls once per minute. Thread-safe. */
final class Verifier {

  private static final Duration BETWEEN_VALIDATIONS = Duration.ofMinutes(1);

  private final GatewayCalls calls;
  private final InstantSource clock;
  private final Blanks blanks;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable GatewayReply lastGood;
  private Instant lastAsked = Instant.MIN;

  Verifier(GatewayCalls calls, InstantSource clock, Blanks blanks) {
    this.calls = calls;
    this.clock = clock;
    this.blanks = blanks;
  }

  GatewayVerification verify(URI gateway, URI api) {
    GatewayReply validate = validate();
    GatewayReply tickle = calls.tickle();
    GatewayReply status = calls.status();
    return GatewayVerification.of(gateway, api, validate, tickle, status, blanks);
  }

  private GatewayReply validate() {
    lock.lock();
    try {
      Instant now = clock.instant();
      GatewayReply known = lastGood;
      if (known != null
          && !now.isBefore(lastAsked)
          && now.isBefore(lastAsked.plus(BETWEEN_VALIDATIONS))) {
        return known;
      }
      GatewayReply reply = calls.validate();
      lastAsked = now;
      lastGood = reply.status() == 200 ? reply : null;
      return reply;
    } finally {
      lock.unlock();
    }
  }
}
