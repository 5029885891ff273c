package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What accounts have in a model portfolio and beside it.
 *
 * @param json the object as the broker sent it
 */
public record ModelInvestments(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ModelInvestments {
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

  /** The smallest unit of that currency. */
  public Num precision() {
    return json.num("baseCcyMasterPrc");
  }

  /** The accounts. */
  public List<ModelInvestment> accounts() {
    return json.objects("accountList", ModelInvestment::new);
  }
}
