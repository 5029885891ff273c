package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One filter on the bonds of an issuer.
 *
 * @param json the object as the broker sent it
 */
public record BondFilter(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BondFilter {
    Objects.requireNonNull(json, "json");
  }

  /** What it looks at, such as {@code "Maturity Date"}. */
  public Optional<String> name() {
    return json.text("displayText");
  }

  /** Internal to the broker. */
  public OptionalLong columnId() {
    return json.whole("columnId");
  }

  /** The values it may have. */
  public List<BondFilterOption> options() {
    return json.objects("options", BondFilterOption::new);
  }
}
