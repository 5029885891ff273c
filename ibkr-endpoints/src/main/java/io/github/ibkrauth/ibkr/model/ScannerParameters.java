package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * What scanners can be asked.
 *
 * @param json the object as the broker sent it
 */
public record ScannerParameters(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScannerParameters {
    Objects.requireNonNull(json, "json");
  }

  /** What can be ranked by. */
  public List<ScanType> types() {
    return json.objects("scan_type_list", ScanType::new);
  }

  /** The kinds of instruments. */
  public List<ScanInstrument> instruments() {
    return json.objects("instrument_list", ScanInstrument::new);
  }

  /** By what results can be narrowed down. */
  public List<ScanFilter> filters() {
    return json.objects("filter_list", ScanFilter::new);
  }

  /** Where to look, by kind of instrument. */
  public List<ScanLocation> locations() {
    return json.objects("location_tree", ScanLocation::new);
  }
}
