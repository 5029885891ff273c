package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.AccountsNotQueriedException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Wanted;
import io.github.ibkrauth.ibkr.RequestRefusedException;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.OrderAcknowledgement;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with the broker about orders, from the first call to the last answer. Nothing in
 * it is sent twice. Used by one thread, once.
 */
final class OrderTalk {

  /** The broker was seen to ask three times; somebody who asks for ever is not understood. */
  private static final int MOST_QUESTIONS = 20;

  private static final int BAD_REQUEST = 400;
  private static final int OK = 200;

  private final ApiCalls calls;
  private final InstantSource clock;
  private final Wanted wanted;
  private final QuestionPolicy policy;
  private final List<OrderAcknowledgement> taken = new ArrayList<>();
  private final List<OrderQuestion> confirmed = new ArrayList<>();
  private final Deque<OrderQuestion> open = new ArrayDeque<>();
  private int asked;

  OrderTalk(ApiCalls calls, InstantSource clock, Wanted wanted, QuestionPolicy policy) {
    this.calls = calls;
    this.clock = clock;
    this.wanted = wanted;
    this.policy = policy;
  }

  /** Says something and answers what the broker asks, to the end. */
  OrderResult run(ApiRequest first) {
    Heard heard = say(first);
    while (true) {
      taken.addAll(heard.taken());
      open.addAll(heard.questions());
      String refusal = heard.refusal();
      if (refusal != null) {
        declineAll();
        return new OrderResult.Refused(
            refusal, Optional.ofNullable(heard.prompt()), taken, wanted.clientOrderIds());
      }
      OrderQuestion question = open.poll();
      if (question == null) {
        return new OrderResult.Placed(taken, wanted.clientOrderIds(), confirmed);
      }
      if (!agrees(question)) {
        boolean told = decline(question) & declineAll();
        return new OrderResult.Declined(question, told, taken, wanted.clientOrderIds());
      }
      try {
        heard = say(reply(question, true));
      } catch (NotSentException e) {
        return new OrderResult.Unanswered(question, e.problem, taken, wanted.clientOrderIds());
      }
      confirmed.add(question);
    }
  }

  /** Says something to which there is one answer. */
  <T> T runOnce(ApiRequest request, Function<JsonValue, T> reader) {
    Departure departure = new Departure();
    try {
      return calls.call(request.noting(departure), reader);
    } catch (RuntimeException e) {
      if (!mayHaveTakenEffect(departure, e) || isRefusal(request.endpoint(), e) || isGate(e)) {
        throw e;
      }
      throw unknown(request.endpoint(), e);
    }
  }

  private Heard say(ApiRequest request) {
    Endpoint endpoint = request.endpoint();
    boolean first = !endpoint.equals(OrderCatalog.REPLY);
    Departure departure = new Departure();
    try {
      return calls.call(request.noting(departure), Heard::of);
    } catch (RuntimeException e) {
      if (!mayHaveTakenEffect(departure, e)) {
        throw first ? e : new NotSentException(e);
      }
      if (isRefusal(endpoint, e)) {
        return Heard.refusal(((IbkrException) e).brokerText().orElse("no reason given"));
      }
      if (first && isGate(e)) {
        throw e;
      }
      throw unknown(endpoint, e);
    }
  }

  private boolean agrees(OrderQuestion question) {
    if (++asked > MOST_QUESTIONS) {
      return false;
    }
    try {
      return policy.confirms(question);
    } catch (RuntimeException | Error e) {
      decline(question);
      declineAll();
      if (!taken.isEmpty() && e instanceof RuntimeException thrown) {
        throw unknown(OrderCatalog.REPLY, thrown);
      }
      throw e;
    }
  }

  /** Answers the open questions with no; returns whether the broker has heard all of it. */
  private boolean declineAll() {
    boolean told = true;
    for (OrderQuestion rest = open.poll(); rest != null; rest = open.poll()) {
      told &= decline(rest);
    }
    return told;
  }

  /**
   * Answers a question with no. Nothing that goes wrong with that can place the order; what the
   * broker says to have taken all the same is kept.
   */
  private boolean decline(OrderQuestion question) {
    try {
      taken.addAll(calls.call(reply(question, false), Heard::of).taken());
      return true;
    } catch (RequestRefusedException e) {
      // That the order was not confirmed is how the broker says that it has understood.
      return e.status().orElse(0) == OK;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static ApiRequest reply(OrderQuestion question, boolean yes) {
    return ApiRequest.to(OrderCatalog.REPLY)
        .path("replyId", question.id())
        .body(JsonObject.builder().put("confirmed", yes).build());
  }

  private static boolean mayHaveTakenEffect(Departure departure, RuntimeException e) {
    return departure.mayHaveHappened() && !Failures.isNeverConnected(e);
  }

  /**
   * Returns whether the broker itself has said no, in its own form. A refused credential or too
   * many calls are no such word: they may come from a place that has passed the request on. Nor is
   * it one that a question is not known any more, for what becomes of a dead question that was
   * confirmed is open.
   */
  private static boolean isRefusal(Endpoint endpoint, RuntimeException e) {
    if (!(e instanceof RequestRefusedException refused)) {
      return false;
    }
    String words = refused.brokerText().orElse("").toLowerCase(Locale.ROOT);
    int status = refused.status().orElse(0);
    return endpoint.equals(OrderCatalog.REPLY)
        ? status == OK && !words.contains("not found")
        : status == OK || (status == BAD_REQUEST && !words.isEmpty());
  }

  /** Returns whether the broker did not look at the order, because something must come before. */
  private static boolean isGate(RuntimeException e) {
    return e instanceof NoBrokerageSessionException || e instanceof AccountsNotQueriedException;
  }

  private OutcomeUnknownException unknown(Endpoint endpoint, RuntimeException cause) {
    @Nullable IbkrException answer = cause instanceof IbkrException known ? known : null;
    Failure failure =
        Failure.of(endpoint, sentence(cause))
            .withAnswer(
                answer == null ? 0 : answer.status().orElse(0),
                answer == null ? null : answer.brokerText().orElse(null))
            .withRetryAfter(answer == null ? null : answer.retryAfter().orElse(null))
            .withOutcomeUnknown(true)
            .withCause(cause);
    return new OutcomeUnknownException(failure, wanted.knownAt(clock.instant()));
  }

  private String sentence(RuntimeException cause) {
    String what =
        switch (wanted.intent()) {
          case PLACE -> "an order was placed";
          case MODIFY -> "order " + wanted.orderId() + " was changed";
          case CANCEL -> "order " + wanted.orderId() + " was cancelled";
        };
    String ids =
        wanted.intent() == Intent.PLACE
            ? " under the client order id " + String.join(", ", wanted.clientOrderIds())
            : "";
    return "It is not known whether "
        + what
        + " for account "
        + wanted.accountId()
        + ids
        + ". "
        + (cause.getMessage() == null ? cause.getClass().getSimpleName() + "." : cause.getMessage())
        + " Do not send it again before orders().resolve(...) has answered.";
  }

  /** An answer to a question that surely was not sent. */
  private static final class NotSentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RuntimeException problem;

    private NotSentException(RuntimeException problem) {
      super(null, problem, false, false);
      this.problem = problem;
    }
  }
}
