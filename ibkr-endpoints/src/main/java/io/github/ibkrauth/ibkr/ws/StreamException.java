package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;

/**
 * A consumer gets nothing more of a topic, for a reason that the message gives. Other consumers and
 * topics are not concerned. A lost connection is no such reason: it is made again.
 */
@ApiLevel(ApiLevel.Kind.API)
public class StreamException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final AuthErrorCode CODE = AuthErrorCode.of("STREAM_ENDED");

  private final String topic;

  /**
   * Creates the exception.
   *
   * @param topic the topic, as the broker calls it
   * @param message a sentence that says what happened and what to do
   */
  public StreamException(String topic, String message) {
    super(message + " [" + CODE + "]");
    this.topic = topic;
  }

  /** Returns the class of the failure; it stands at the end of the message, too. */
  public AuthErrorCode code() {
    return CODE;
  }

  /** Returns the topic, as the broker calls it, such as {@code smd+265598}. */
  public String topic() {
    return topic;
  }
}
