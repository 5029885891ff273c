package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * The algorithms that may trade an instrument.
 *
 * @param json the object as the broker sent it
 */
public record Algos(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Algos {
    Objects.requireNonNull(json, "json");
  }

  /** The algorithms. */
  public List<Algo> algos() {
    return json.objects("algos", Algo::new);
  }
}
