package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The contracts on one event.
 *
 * @param json the object as the broker sent it
 */
public record EventMarket(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public EventMarket {
    Objects.requireNonNull(json, "json");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("market_name");
  }

  /** The exchange. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The category of its picture. */
  public Optional<String> logoCategory() {
    return json.text("logo_category");
  }

  /** Whether no chart of the underlying should be shown. */
  public boolean hidesHistory() {
    return json.flag("exclude_historical_data");
  }

  /** What a contract pays when it is right. */
  public Num payout() {
    return json.num("payout");
  }

  /** The contracts. */
  public List<EventContract> contracts() {
    return json.objects("contracts", EventContract::new);
  }
}
