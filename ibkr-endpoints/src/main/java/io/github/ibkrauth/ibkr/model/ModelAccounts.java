package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The accounts in a model portfolio.
 *
 * @param json the object as the broker sent it
 */
public record ModelAccounts(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelAccounts {
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

  /** The model. */
  public Optional<String> model() {
    return json.text("model");
  }

  /** The currency of the adviser's account. */
  public Optional<String> currency() {
    return json.text("baseCcyMaster");
  }

  /** The accounts; the last may be the total. */
  public List<ModelAccount> accounts() {
    return json.objects("accountInfoList", ModelAccount::new);
  }
}
