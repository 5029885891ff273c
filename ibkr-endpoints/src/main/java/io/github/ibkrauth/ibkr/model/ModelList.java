package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The model portfolios of an adviser.
 *
 * @param json the object as the broker sent it
 */
public record ModelList(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelList {
    Objects.requireNonNull(json, "json");
  }

  /** The number of the request. */
  public OptionalLong requestId() {
    return json.whole("reqID");
  }

  /** As far as is known 1 when the answer is whole, and 0 when it is to be asked for again. */
  public OptionalLong subscriptionStatus() {
    return json.whole("subscriptionStatus");
  }

  /** By which to ask again while it is being made. */
  public Optional<String> subscriptionKey() {
    return json.text("subscriptionKey");
  }

  /** The currency of all values. */
  public Optional<String> currency() {
    return json.text("baseCcy");
  }

  /** The adviser's account. */
  public Optional<String> masterAccount() {
    return json.text("masterAccount");
  }

  /** The models. */
  public List<ModelSummary> models() {
    return json.objects("models", ModelSummary::new);
  }
}
