package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Objects;

/**
 * A question of the broker about an order, which it takes only when the answer is yes. Tell
 * questions apart by their message ids; the words change.
 *
 * @param json the object as the broker sent it
 */
public record OrderQuestion(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public OrderQuestion {
    Objects.requireNonNull(json, "json");
  }

  /** By which the question is answered. */
  public String id() {
    return json.requireText("id");
  }

  /** The words, one text for each message; they may hold HTML. */
  public List<String> messages() {
    return json.value("message").flatMap(JsonValue::asArray).isPresent()
        ? json.texts("message")
        : json.text("message").map(List::of).orElse(List.of());
  }

  /** What kind of message each is, such as {@code "o163"}, in the same order. */
  public List<String> messageIds() {
    return json.texts("messageIds");
  }

  /** Internal to the broker. */
  public boolean suppressed() {
    return json.flag("isSuppressed");
  }

  /** Further choices, in the broker's notation. */
  public List<JsonValue> options() {
    return json.values("messageOptions");
  }
}
