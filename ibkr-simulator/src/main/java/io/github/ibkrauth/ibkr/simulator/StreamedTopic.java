package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.List;

/** A topic that a client has subscribed on one connection. Used by one thread at a time. */
interface StreamedTopic {
  /** Returns the messages that are due by now. */
  List<JsonObject> due(Instant now);

  /** Whether the broker has ended it by now. */
  default boolean isOver(Instant now) {
    return false;
  }

  /** Takes what happened in the book. */
  default void booked(BookEvent event) {}

  /** Whether it needs the brokerage session. */
  default boolean needsBrokerage() {
    return true;
  }
}
