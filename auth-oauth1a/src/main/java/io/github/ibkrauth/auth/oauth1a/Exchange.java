package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint;
import io.github.ibkrauth.auth.googlehttp.support.TokenEndpoint.Answer;
import java.time.Instant;

/**
 * A request that was answered. Immutable.
 *
 * @param endpoint who was asked
 * @param answer what came back
 * @param sent when it was sent, by the local clock
 * @param received when the answer was there, by the local clock
 */
record Exchange(TokenEndpoint endpoint, Answer answer, Instant sent, Instant received) {

  boolean success() {
    return answer.status() >= 200 && answer.status() < 300;
  }

  ClockGap clockGap() {
    return ClockGap.of(answer.serverDate().orElse(null), sent, received);
  }

  /**
   * Returns what makes exceptions of it.
   *
   * @param setting the setting that holds the address
   */
  AnswerFailure failure(String setting) {
    return new AnswerFailure(OAuth1aProvider.ID, endpoint, setting, answer);
  }
}
