package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A place to look in.
 *
 * @param json the object as the broker sent it
 */
public record ScanLocation(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScanLocation {
    Objects.requireNonNull(json, "json");
  }

  /** The code that a scan names. */
  public String code() {
    return json.requireText("type");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("display_name");
  }

  /** The places inside it. */
  public List<ScanLocation> locations() {
    return json.objects("locations", ScanLocation::new);
  }
}
