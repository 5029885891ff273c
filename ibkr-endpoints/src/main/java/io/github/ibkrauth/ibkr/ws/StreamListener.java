package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * Takes the events of a topic, one after the other, on a thread of the stream's. A slow listener
 * slows nobody but itself. What it throws ends its subscription.
 */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface StreamListener<T> {

  /** Takes an event. */
  void on(T event);

  /**
   * Nothing more will come, for the reason given.
   *
   * @param error a {@link StreamException} as a rule
   */
  default void failed(Throwable error) {
    System.getLogger("io.github.ibkrauth.ibkr.ws")
        .log(System.Logger.Level.WARNING, "A stream ended: {0}", error.getMessage());
  }

  /** Nothing more will come, because the client was closed. */
  default void closed() {}
}
