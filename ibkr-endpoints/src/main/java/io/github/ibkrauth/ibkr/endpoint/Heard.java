package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.OrderAcknowledgement;
import io.github.ibkrauth.ibkr.model.OrderPrompt;
import io.github.ibkrauth.ibkr.model.OrderQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the broker answers in a conversation about orders: for each order that it took it, asks
 * about it, or refuses it. Every field that the conversation needs is known to be readable.
 *
 * @param taken the orders that it took
 * @param questions what it asks
 * @param refusal why it refuses, if it does
 * @param prompt the choices in place of words, if there are any
 */
record Heard(
    List<OrderAcknowledgement> taken,
    List<OrderQuestion> questions,
    @Nullable String refusal,
    @Nullable OrderPrompt prompt) {

  /** Returns the answer that says no. */
  static Heard refusal(String words) {
    return new Heard(List.of(), List.of(), words, null);
  }

  /**
   * Reads an answer.
   *
   * @throws RuntimeException when it is none of the known forms
   */
  static Heard of(JsonValue body) {
    List<OrderAcknowledgement> taken = new ArrayList<>();
    List<OrderQuestion> questions = new ArrayList<>();
    String refusal = null;
    OrderPrompt prompt = null;
    List<JsonValue> parts = body.asArray().map(JsonArray::values).orElse(List.of(body));
    for (JsonValue part : parts) {
      JsonObject object = IbkrJson.object(part, value -> value);
      Optional<String> error = BrokerText.ofFailure(object);
      if (error.isPresent()) {
        refusal = error.get();
      } else if (object.value("order_id").isPresent()) {
        taken.add(readable(new OrderAcknowledgement(object)));
      } else if (object.value("id").isPresent()) {
        questions.add(readable(new OrderQuestion(object)));
      } else {
        prompt = readable(new OrderPrompt(object));
        refusal = prompt.text().map(BrokerText::presentable).orElse("a prompt without words");
      }
    }
    if (taken.isEmpty() && questions.isEmpty() && refusal == null) {
      // Says in words that the list is no order's answer.
      IbkrJson.object(body, value -> value);
    }
    return new Heard(List.copyOf(taken), List.copyOf(questions), refusal, prompt);
  }

  private static OrderAcknowledgement readable(OrderAcknowledgement taken) {
    taken.orderId();
    taken.state();
    return taken;
  }

  private static OrderQuestion readable(OrderQuestion question) {
    question.id();
    question.messageIds();
    question.messages();
    return question;
  }

  /** A rejection with choices has its own id and words; anything else is not understood. */
  private static OrderPrompt readable(OrderPrompt prompt) {
    prompt.json().requireWhole("orderId");
    prompt.json().requireText("text");
    prompt.options();
    return prompt;
  }
}
