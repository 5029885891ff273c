package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.OrderAcknowledgement;
import io.github.ibkrauth.ibkr.model.OrderPrompt;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a conversation about an order ended, where that is known. Where it is not, there is an {@link
 * io.github.ibkrauth.ibkr.OutcomeUnknownException} instead.
 *
 * <p>Of several orders that were placed in one go, the broker may take some before it refuses or
 * asks about another. {@link #placed()} says which, whatever the end.
 *
 * <p>Immutable.
 */
@ApiLevel(ApiLevel.Kind.API)
public sealed interface OrderResult {

  /** Returns the orders that the broker took. */
  List<OrderAcknowledgement> placed();

  /** Returns the client order ids with which the orders went out; none for a change. */
  List<String> clientOrderIds();

  /**
   * The broker took all of it. That is no promise: it may reject the order a moment later, and the
   * state says what it is so far.
   *
   * @param placed the orders
   * @param clientOrderIds with which they went out
   * @param confirmed the questions that were answered with yes
   */
  record Placed(
      List<OrderAcknowledgement> placed, List<String> clientOrderIds, List<OrderQuestion> confirmed)
      implements OrderResult {

    /** Copies the lists. */
    public Placed {
      placed = List.copyOf(placed);
      clientOrderIds = List.copyOf(clientOrderIds);
      confirmed = List.copyOf(confirmed);
    }
  }

  /**
   * The broker asked, and the policy said no.
   *
   * @param question what the policy said no to
   * @param told whether the broker has heard the no; if not, the question dies with the next call
   * @param placed the orders that the broker took all the same
   * @param clientOrderIds with which the orders went out
   */
  record Declined(
      OrderQuestion question,
      boolean told,
      List<OrderAcknowledgement> placed,
      List<String> clientOrderIds)
      implements OrderResult {

    /** Copies the lists. */
    public Declined {
      placed = List.copyOf(placed);
      clientOrderIds = List.copyOf(clientOrderIds);
    }
  }

  /**
   * The broker asked, the policy said yes, and the yes could not be sent. The question is left
   * unanswered, dies with the next call, and the order is not placed.
   *
   * @param question what was left unanswered
   * @param problem why the answer could not be sent
   * @param placed the orders that the broker took all the same
   * @param clientOrderIds with which the orders went out
   */
  record Unanswered(
      OrderQuestion question,
      RuntimeException problem,
      List<OrderAcknowledgement> placed,
      List<String> clientOrderIds)
      implements OrderResult {

    /** Copies the lists. */
    public Unanswered {
      placed = List.copyOf(placed);
      clientOrderIds = List.copyOf(clientOrderIds);
    }
  }

  /**
   * The broker said no.
   *
   * @param reason its words, shortened and masked
   * @param choices the prompt in place of words, if there was one; see {@link
   *     NotificationEndpoints#answerPrompt}
   * @param placed the orders that it took all the same
   * @param clientOrderIds with which the orders went out
   */
  record Refused(
      String reason,
      Optional<OrderPrompt> choices,
      List<OrderAcknowledgement> placed,
      List<String> clientOrderIds)
      implements OrderResult {

    /** Copies the lists. */
    public Refused {
      placed = List.copyOf(placed);
      clientOrderIds = List.copyOf(clientOrderIds);
    }

    /**
     * Returns whether the broker refused it because there is an order with the same client order id
     * already, so that the one before was placed.
     */
    public boolean duplicate() {
      String words = reason.toLowerCase(Locale.ROOT);
      return words.contains("local order id") || words.contains("duplicate");
    }
  }
}
