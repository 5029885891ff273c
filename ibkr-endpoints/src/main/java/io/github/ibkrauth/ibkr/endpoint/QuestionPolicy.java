package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import java.util.List;
import java.util.Set;

/**
 * Decides which of the broker's questions about an order are answered with yes. A question that is
 * not, is answered with no, and the order is not placed.
 *
 * <p>Decide at once: a question dies when anything else is sent in the same session, and what
 * becomes of a dead one that is confirmed is not known. While the policy decides, all other orders
 * of the account wait. Do not place, change, cancel or preview orders from within.
 *
 * <p>Must be thread-safe when it is used for several accounts.
 */
@ApiLevel(ApiLevel.Kind.API)
@FunctionalInterface
public interface QuestionPolicy {

  /**
   * Returns whether to say yes. An exception means no and goes to the caller.
   *
   * @param question what the broker asks; tell questions apart by their message ids
   */
  boolean confirms(OrderQuestion question);

  /** Returns the policy that says yes to nothing; what is used when none is given. */
  static QuestionPolicy rejectAll() {
    return question -> false;
  }

  /**
   * Returns the policy that says yes to a question if every one of its messages is of these kinds,
   * and it has at least one.
   *
   * @param messageIds such as {@code "o163"}
   */
  static QuestionPolicy allow(String... messageIds) {
    List<String> ids =
        Check.some("messageIds", List.of(messageIds), Suppressions.MOST).stream()
            .map(id -> Check.messageId("messageIds", id))
            .toList();
    Set<String> allowed = Set.copyOf(ids);
    return question ->
        !question.messageIds().isEmpty() && allowed.containsAll(question.messageIds());
  }
}
