package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.model.CancelReceipt;
import io.github.ibkrauth.ibkr.model.OrderAcknowledgement;
import io.github.ibkrauth.ibkr.model.OrderPrompt;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import io.github.ibkrauth.ibkr.model.OrderState;
import java.util.ArrayList;
import java.util.List;

/** Shows what became of an order. */
final class OrderOutcomeView {

  private OrderOutcomeView() {}

  static Answer answer(String account, OrderResult result) {
    ObjectNode document = Json.object();
    document.put("outcome", outcome(result));
    document.put("account", account);
    result.clientOrderIds().forEach(document.putArray("clientOrderIds")::add);
    ArrayNode orders = document.putArray("orders");
    result.placed().forEach(order -> orders.add(json(order)));
    List<String> lines = new ArrayList<>();
    result.placed().forEach(order -> lines.add(words(order, result.clientOrderIds())));
    if (result instanceof OrderResult.Placed placed) {
      ArrayNode confirmed = document.putArray("confirmed");
      placed.confirmed().forEach(question -> confirmed.add(json(question)));
      placed
          .confirmed()
          .forEach(
              question ->
                  lines.add(
                      "Said yes to the broker's question " + OrderConsent.ids(question) + "."));
      return Answer.of(document, lines);
    }
    Failure failure = failure(result, document);
    document.set("error", Printer.node(failure));
    return Answer.of(document, lines).failed(failure);
  }

  private static String outcome(OrderResult result) {
    if (result instanceof OrderResult.Placed) {
      return "PLACED";
    }
    if (result instanceof OrderResult.Declined) {
      return "DECLINED";
    }
    return result instanceof OrderResult.Unanswered ? "UNANSWERED" : "REFUSED";
  }

  private static Failure failure(OrderResult result, ObjectNode document) {
    if (result instanceof OrderResult.Declined declined) {
      document.set("question", json(declined.question()));
      return declined(declined);
    }
    if (result instanceof OrderResult.Unanswered unanswered) {
      document.set("question", json(unanswered.question()));
      return Failure.of(
              ExitCode.SERVER_TROUBLE,
              "UNANSWERED",
              "The broker asked "
                  + OrderConsent.ids(unanswered.question())
                  + ", and the yes could not be sent, so it was not placed: "
                  + FailureReader.read(unanswered.problem()).message())
          .withRemedy("It can be placed again.");
    }
    return refused((OrderResult.Refused) result);
  }

  private static Failure declined(OrderResult.Declined declined) {
    OrderQuestion question = declined.question();
    return Failure.of(
            ExitCode.FAILED,
            "DECLINED",
            "The broker asked "
                + OrderConsent.ids(question)
                + ", the answer was no, and it was not placed: "
                + String.join(" ", OrderConsent.words(question)))
        .withRemedy(
            question.messageIds().isEmpty()
                ? "Without --yes a person can say yes."
                : "--accept "
                    + String.join(",", question.messageIds())
                    + " says yes to that question.");
  }

  private static Failure refused(OrderResult.Refused refused) {
    String message = "The broker refused it: " + sentence(refused.reason());
    if (refused.duplicate() && !refused.clientOrderIds().isEmpty()) {
      return Failure.of(ExitCode.FAILED, "DUPLICATE", message)
          .withRemedy(
              "There is an order with this client order id already: ibkr order resolve "
                  + refused.clientOrderIds().get(0)
                  + " shows it.");
    }
    Failure failure = Failure.of(ExitCode.FAILED, "REFUSED", message);
    return refused
        .choices()
        .map(OrderPrompt::options)
        .filter(options -> !options.isEmpty())
        .map(
            options ->
                failure.withRemedy(
                    "It offers choices, which this program does not make: "
                        + String.join("; ", options)
                        + "."))
        .orElse(failure);
  }

  private static String sentence(String words) {
    String plain = words.replaceAll("<[^>]*>", " ").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return plain.endsWith(".") ? plain : plain + ".";
  }

  private static ObjectNode json(OrderAcknowledgement order) {
    ObjectNode node = Json.object();
    node.put("orderId", order.orderId());
    Json.put(node, "state", order.state().map(OrderState::code));
    Json.put(node, "warning", order.warning());
    node.set("broker", Json.of(order));
    return node;
  }

  private static ObjectNode json(OrderQuestion question) {
    ObjectNode node = Json.object();
    question.messageIds().forEach(node.putArray("messageIds")::add);
    question.messages().forEach(node.putArray("messages")::add);
    node.set("broker", Json.of(question));
    return node;
  }

  private static String words(OrderAcknowledgement order, List<String> clientOrderIds) {
    return "The broker took the order "
        + order.orderId()
        + order.state().map(state -> ", " + state).orElse("")
        + order
            .clientOrderId()
            .or(() -> clientOrderIds.stream().findFirst())
            .map(id -> ", client order id " + id)
            .orElse("")
        + order.warning().map(warning -> ". It warns: " + sentence(warning)).orElse(".");
  }

  /** Says that a wish to cancel was taken. */
  static Answer cancelled(String account, long orderId, CancelReceipt receipt) {
    ObjectNode document = Json.object();
    document.put("outcome", "CANCEL_REQUESTED");
    document.put("account", account);
    document.put("orderId", orderId);
    Json.put(document, "message", receipt.message());
    document.set("broker", Json.of(receipt));
    return Answer.of(
        document,
        List.of(
            "The broker took the wish to cancel the order "
                + orderId
                + ". It may still be filled: ibkr orders shows where it stands."));
  }

  /** Says that nobody knows, and what to do. */
  static Failure unknown(OutcomeUnknownException thrown) {
    ObjectNode details = Json.object();
    details.put("intent", thrown.intent().name());
    details.put("account", thrown.accountId());
    thrown.clientOrderIds().forEach(details.putArray("clientOrderIds")::add);
    Json.put(details, "orderId", thrown.orderId());
    details.put("at", thrown.at().toString());
    String remedy =
        thrown.clientOrderIds().isEmpty()
            ? "Do not send it again before you have looked: ibkr orders shows how the order "
                + thrown.orderId().orElse(0)
                + " is now."
            : "Do not send it again before you have looked: ibkr order resolve "
                + thrown.clientOrderIds().get(0)
                + " --account "
                + thrown.accountId()
                + " --since "
                + thrown.at()
                + " says whether it was placed.";
    return Failure.of(
            ExitCode.OUTCOME_UNKNOWN, "OUTCOME_UNKNOWN", String.valueOf(thrown.getMessage()))
        .withRemedy(remedy)
        .withDetails(details);
  }
}
