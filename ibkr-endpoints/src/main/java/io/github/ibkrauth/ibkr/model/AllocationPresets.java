package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for all allocation groups.
 *
 * @param json the object as the broker sent it
 */
public record AllocationPresets(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocationPresets {
    Objects.requireNonNull(json, "json");
  }

  /** How they spread unless they say otherwise; a letter of {@link AllocationMethod} or a word. */
  public Optional<String> method() {
    return json.text("default_method_for_all");
  }

  /** Whether groups close positions first. */
  public boolean groupsClosePositions() {
    return json.flag("group_auto_close_positions");
  }

  /** Whether profiles close positions first. */
  public boolean profilesClosePositions() {
    return json.flag("profiles_auto_close_positions");
  }

  /** Whether credit is checked before every order. */
  public boolean strictCreditCheck() {
    return json.flag("strict_credit_check");
  }

  /** Whether groups stay in proportion. */
  public boolean proportional() {
    return json.flag("group_proportional_allocation");
  }
}
