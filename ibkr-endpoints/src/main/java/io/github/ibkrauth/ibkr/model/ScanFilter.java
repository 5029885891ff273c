package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A filter on the results of a scan.
 *
 * @param json the object as the broker sent it
 */
public record ScanFilter(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScanFilter {
    Objects.requireNonNull(json, "json");
  }

  /** The code that a scan names. */
  public String code() {
    return json.requireText("code");
  }

  /** The group it belongs to. */
  public Optional<String> group() {
    return json.text("group");
  }

  /** The name. */
  public Optional<String> name() {
    return json.text("display_name");
  }

  /** What its value is: a range, a single value, or a choice. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** What can be chosen. */
  public List<ScanChoice> choices() {
    return json.objects("combo_values", ScanChoice::new);
  }
}
