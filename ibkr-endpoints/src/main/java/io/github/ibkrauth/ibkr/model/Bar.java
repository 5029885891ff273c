package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One bar of a chart.
 *
 * @param json the object as the broker sent it
 */
public record Bar(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Bar {
    Objects.requireNonNull(json, "json");
  }

  /** When it starts. */
  public Optional<Instant> start() {
    return json.time("t");
  }

  /** The first price. */
  public Num open() {
    return json.num("o");
  }

  /** The highest price. */
  public Num high() {
    return json.num("h");
  }

  /** The lowest price. */
  public Num low() {
    return json.num("l");
  }

  /** The last price. */
  public Num close() {
    return json.num("c");
  }

  /** What was traded in it, as the broker counts; 0 where the bars are not of trades. */
  public Num volume() {
    return json.num("v");
  }
}
