package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A contract that a scan found.
 *
 * @param json the object as the broker sent it
 */
public record ScannedContract(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ScannedContract {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("con_id");
  }

  /** Its rank, from 0. */
  public OptionalLong rank() {
    return json.whole("server_id");
  }

  /** What was ranked by; in the first only. */
  public Optional<String> columnName() {
    return json.text("column_name");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The contract id, with an exchange perhaps. */
  public Optional<String> contract() {
    return json.text("conidex");
  }

  /** Internal to the broker. */
  public Optional<String> chartPeriods() {
    return json.text("available_chart_periods");
  }

  /** The name. */
  public Optional<String> companyName() {
    return json.text("company_name");
  }

  /** The contract in words. */
  public Optional<String> description() {
    return json.text("contract_description_1");
  }

  /** The exchange that lists it. */
  public Optional<String> listingExchange() {
    return json.text("listing_exchange");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("sec_type").map(AssetClass::new);
  }

  /** The value that was ranked by, such as {@code "221.521K"}. */
  public Optional<String> value() {
    return json.text("scan_data");
  }
}
