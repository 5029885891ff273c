package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ApiLevel;
import java.io.IOException;

/**
 * Finds the public address from which this computer's requests reach the broker, for computers
 * whose address changes. An SSO session is bound to that address, so the resolver is asked each
 * time one is opened. It takes the place of the setting {@code oauth2-jwt.ip}.
 *
 * <p>Lend one to the strategy by {@code AuthRuntime.builder().service(EgressIpResolver.class, …)}.
 * The library brings none: asking a third party's server for one's address tells it who trades from
 * where.
 *
 * <p>Called by several threads; must be thread-safe, and should have a time-out of its own.
 */
@ApiLevel(ApiLevel.Kind.SPI)
@FunctionalInterface
public interface EgressIpResolver {

  /**
   * Returns the address, as an IPv4 or IPv6 literal without brackets.
   *
   * @throws IOException when it cannot be found now; opening the session then fails and may be
   *     tried again
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  String resolve() throws IOException, InterruptedException;
}
