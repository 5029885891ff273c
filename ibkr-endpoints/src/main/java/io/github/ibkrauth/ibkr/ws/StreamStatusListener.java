package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;

/** Is told how the connection fares. Called on the acting thread: be quick. Must be thread-safe. */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface StreamStatusListener {

  /**
   * The connection went to another state, or is the same with another reason.
   *
   * @param now how it is
   */
  void changed(StreamStatus now);
}
