package io.github.ibkrauth.ibkr.ws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a kind of topic.
 *
 * @param brokerage whether it needs the brokerage session
 * @param renewal after what time it must be subscribed again, because the broker ends it
 * @param silence after what time without a message it is subscribed again to see whether it lives;
 *     null where silence is usual
 */
record Terms(boolean brokerage, @Nullable Duration renewal, @Nullable Duration silence) {

  /** Ends after 15 minutes by itself; of a contract that trades there is something every minute. */
  static final Terms MARKET_DATA = new Terms(true, Duration.ofMinutes(10), Duration.ofMinutes(1));

  static final Terms BARS = new Terms(true, null, Duration.ofMinutes(5));
  static final Terms LADDER = new Terms(true, Duration.ofMinutes(10), Duration.ofMinutes(1));

  /** Silence of orders and trades means that there are none. */
  static final Terms ORDERS = new Terms(true, null, null);

  static final Terms PNL = new Terms(false, null, Duration.ofMinutes(2));

  /** Sent every ten seconds. */
  static final Terms BALANCES = new Terms(false, null, Duration.ofMinutes(1));

  /** Comes unasked, with a brokerage session. */
  static final Terms NEWS = new Terms(true, null, null);

  /** Comes unasked, on every connection. */
  static final Terms CONNECTION = new Terms(false, null, null);
}
