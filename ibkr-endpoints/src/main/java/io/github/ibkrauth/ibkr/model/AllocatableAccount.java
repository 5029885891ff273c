package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;

/**
 * An account to which an adviser can allocate.
 *
 * @param json the object as the broker sent it
 */
public record AllocatableAccount(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllocatableAccount {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String id() {
    return json.requireText("name");
  }

  /** What it is worth. */
  public List<KeyedFigure> figures() {
    return json.objects("data", KeyedFigure::new);
  }

  /** Returns a figure by its key, such as {@code "NetLiquidation"}. */
  public Num figure(String key) {
    return figures().stream()
        .filter(figure -> figure.key().equals(key))
        .findFirst()
        .map(KeyedFigure::value)
        .orElseGet(Num::missing)
        .named(key);
  }
}
