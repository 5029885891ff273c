package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;

/**
 * A consumer of a topic that leaves nothing out was too slow for too long. It had everything up to
 * here; what came after is not known to it. Subscribe again, and compare with what the broker says
 * now.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class StreamOverflowException extends StreamException {

  private static final long serialVersionUID = 1L;

  private final int bound;

  StreamOverflowException(String topic, int bound) {
    super(
        topic,
        "A consumer of "
            + topic
            + " left "
            + bound
            + " events waiting, which is the most that are kept for it. It got all of those and"
            + " nothing after them: subscribe again, look up what happened meanwhile, and hand slow"
            + " work to another thread.");
    this.bound = bound;
  }

  /** Returns how many events are kept for a consumer. */
  public int bound() {
    return bound;
  }
}
