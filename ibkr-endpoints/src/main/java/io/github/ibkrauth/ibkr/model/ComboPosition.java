package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Positions that belong together as one combination.
 *
 * @param json the object as the broker sent it
 */
public record ComboPosition(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ComboPosition {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's name for the combination. */
  public Optional<String> name() {
    return json.text("name");
  }

  /** The legs in short form. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** The legs. */
  public List<ComboLeg> legs() {
    return json.objects("legs", ComboLeg::new);
  }

  /** The position in each leg. */
  public List<Position> positions() {
    return json.objects("positions", Position::new);
  }
}
