package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * An issuer of bonds.
 *
 * @param json the object as the broker sent it
 */
public record BondIssuer(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BondIssuer {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's id, such as {@code "e1234567"}. */
  public String id() {
    return json.requireText("id");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("name");
  }
}
