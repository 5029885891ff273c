package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a scan found, the best first.
 *
 * @param json the object as the broker sent it
 */
public record ScanResult(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScanResult {
    Objects.requireNonNull(json, "json");
  }

  /** The contracts. */
  public List<ScannedContract> contracts() {
    return json.objects("contracts", ScannedContract::new);
  }

  /** What was ranked by. */
  public Optional<String> columnName() {
    return json.text("scan_data_column_name");
  }
}
