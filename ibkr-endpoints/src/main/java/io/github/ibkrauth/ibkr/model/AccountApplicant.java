package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Who applied for an account.
 *
 * @param json the object as the broker sent it
 */
public record AccountApplicant(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountApplicant {
    Objects.requireNonNull(json, "json");
  }

  /** The names that sign for it. */
  public List<String> signatures() {
    return json.texts("signatures");
  }
}
