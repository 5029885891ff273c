package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An allocation group with its accounts.
 *
 * @param json the object as the broker sent it
 */
public record AllocationGroup(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationGroup {
    Objects.requireNonNull(json, "json");
  }

  /** Its name. */
  public String name() {
    return json.requireText("name");
  }

  /** How it spreads. */
  public Optional<AllocationMethod> method() {
    return json.text("default_method").map(AllocationMethod::new);
  }

  /** Its accounts. */
  public List<AllocationShare> accounts() {
    return json.objects("accounts", AllocationShare::new);
  }
}
