package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Optional;

/**
 * Decides about a prompt of the broker's. A prompt can be the question whether an order that is
 * being held back shall go out: an answer may place it. Without a policy none is answered. Called
 * on a thread of the stream's, for each prompt once.
 */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface PromptPolicy {

  /**
   * Decides.
   *
   * @param prompt what the broker asks, about which order, and which answers it takes
   * @return one of {@link Notification#options}; empty to leave it unanswered. It is sent once, and
   *     not again, whatever comes of it
   */
  Optional<String> answer(Notification prompt);
}
