package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about an instrument, with its trading rules where they were asked for.
 *
 * @param json the object as the broker sent it
 */
public record ContractInfo(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ContractInfo {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.requireWhole("con_id");
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return json.text("symbol");
  }

  /** The kind. */
  public Optional<AssetClass> assetClass() {
    return json.text("instrument_type").map(AssetClass::new);
  }

  /** The classification of ISO 10962. */
  public Optional<String> cfiCode() {
    return json.text("cfi_code");
  }

  /** The CUSIP of a bond. */
  public Optional<String> cusip() {
    return json.text("cusip");
  }

  /** The expiry: a day or a month. */
  public Optional<String> expiry() {
    return json.text("expiry_full");
  }

  /** The last day of its life. */
  public Optional<LocalDate> maturity() {
    return json.date("maturity_date");
  }

  /** The industry. */
  public Optional<String> industry() {
    return json.text("industry");
  }

  /** The part of the industry. */
  public Optional<String> category() {
    return json.text("category");
  }

  /** Whether others are derived from it. */
  public boolean hasRelatedContracts() {
    return json.flag("has_related_contracts");
  }

  /** The class by which the exchange tells contracts apart. */
  public Optional<String> tradingClass() {
    return json.text("trading_class");
  }

  /** All exchanges that trade it. */
  public List<String> validExchanges() {
    return json.commaSeparated("valid_exchanges");
  }

  /** Whether what is held may be sold. */
  public boolean sellLong() {
    return json.flag("allow_sell_long");
  }

  /** Whether it trades without commission. */
  public boolean zeroCommission() {
    return json.flag("is_zero_commission_security");
  }

  /** The symbol at its exchange; of an option, the OCC symbol. */
  public Optional<String> localSymbol() {
    return json.text("local_symbol");
  }

  /** Not documented by the broker. */
  public Optional<String> clarification() {
    return json.text("contract_clarification_type");
  }

  /** Not documented by the broker. */
  public Optional<String> classifier() {
    return json.text("classifier");
  }

  /** The currency it trades in. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** The contract in words. */
  public Optional<String> text() {
    return json.text("text");
  }

  /** What it is derived from; 0 when there is nothing. */
  public OptionalLong underlyingConid() {
    return json.whole("underlying_con_id");
  }

  /** Whether it may trade outside regular trading hours. */
  public boolean outsideRegularHours() {
    return json.flag("r_t_h");
  }

  /** Units per contract. */
  public Num multiplier() {
    return json.num("multiplier");
  }

  /** Who issues the underlying. */
  public Optional<String> underlyingIssuer() {
    return json.text("underlying_issuer");
  }

  /** The month of expiry, as {@code yyyyMM}. */
  public Optional<String> contractMonth() {
    return json.text("contract_month");
  }

  /** The name. */
  public Optional<String> companyName() {
    return json.text("company_name");
  }

  /** Whether orders may be routed by the broker. */
  public boolean smartAvailable() {
    return json.flag("smart_available");
  }

  /** The exchange that trades it first. */
  public Optional<String> exchange() {
    return json.text("exchange");
  }

  /** The strike price of an option. */
  public Num strike() {
    return json.num("strike");
  }

  /** The trading rules. */
  public Optional<ContractRules> rules() {
    return json.object("rules", ContractRules::new);
  }

  /** Put or call, of an option. */
  public Optional<OptionRight> right() {
    return json.text("right").map(OptionRight::of);
  }
}
