package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;

/** A request to a {@link TokenEndpoint} that was answered. Immutable and thread-safe. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TokenExchange {

  private final String strategyId;
  private final TokenEndpoint endpoint;
  private final TokenEndpoint.Answer answer;
  private final Instant sent;
  private final Instant received;

  TokenExchange(
      String strategyId,
      TokenEndpoint endpoint,
      TokenEndpoint.Answer answer,
      Instant sent,
      Instant received) {
    this.strategyId = strategyId;
    this.endpoint = endpoint;
    this.answer = answer;
    this.sent = sent;
    this.received = received;
  }

  /** Returns what came back. */
  public TokenEndpoint.Answer answer() {
    return answer;
  }

  /** Returns when the request was sent, by the local clock. */
  public Instant sent() {
    return sent;
  }

  /** Returns when the answer was there, by the local clock. */
  public Instant received() {
    return received;
  }

  /** Returns whether the status is one of success. */
  public boolean success() {
    return answer.status() >= 200 && answer.status() < 300;
  }

  /** Returns how far the server's clock is from ours. */
  public ClockGap clockGap() {
    return ClockGap.of(answer.serverDate().orElse(null), sent, received);
  }

  /**
   * Returns what makes exceptions of it.
   *
   * @param setting the setting that holds the address, for messages
   */
  public AnswerFailure failure(String setting) {
    return new AnswerFailure(strategyId, endpoint, setting, answer);
  }

  /** Returns who was asked and the status only. */
  @Override
  public String toString() {
    return "TokenExchange(" + endpoint.step() + ", " + answer.status() + ")";
  }
}
