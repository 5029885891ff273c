package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A ranking.
 *
 * @param json the object as the broker sent it
 */
public record ScanType(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScanType {
    Objects.requireNonNull(json, "json");
  }

  /** The code that a scan names. */
  public String code() {
    return json.requireText("code");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("display_name");
  }

  /** The kinds of instruments it goes with. */
  public List<String> instruments() {
    return json.texts("instruments");
  }
}
