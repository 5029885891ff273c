package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a user may do in the brokerage session.
 *
 * @param json the object as the broker sent it
 */
public record AllowedFeatures(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AllowedFeatures {
    Objects.requireNonNull(json, "json");
  }

  /** Whether to show GFIS. */
  public boolean gfis() {
    return json.flag("showGFIS");
  }

  /** Whether to show the European cost report. */
  public boolean euCostReport() {
    return json.flag("showEUCostReport");
  }

  /** Whether event contracts may be traded. */
  public boolean eventContracts() {
    return json.flag("allowEventContract");
  }

  /** Whether event trading is on. */
  public boolean eventTrading() {
    return json.flag("allowEventTrading");
  }

  /** Whether currencies may be converted. */
  public boolean fxConversion() {
    return json.flag("allowFXConv");
  }

  /** Whether the financial lens is on. */
  public boolean financialLens() {
    return json.flag("allowFinancialLens");
  }

  /** Whether mobile trading alerts are on. */
  public boolean mobileTradingAlerts() {
    return json.flag("allowMTA");
  }

  /** Whether search completes as one types. */
  public boolean typeAhead() {
    return json.flag("allowTypeAhead");
  }

  /** Seconds between snapshots. */
  public OptionalLong snapshotRefreshTimeout() {
    return json.whole("snapshotRefreshTimeout");
  }

  /** Whether this is an IBKR Lite user. */
  public boolean liteUser() {
    return json.flag("liteUser");
  }

  /** Whether to show news. */
  public boolean webNews() {
    return json.flag("showWebNews");
  }

  /** Whether research is on. */
  public boolean research() {
    return json.flag("research");
  }

  /** Whether the profit and loss debugger is on. */
  public boolean debugPnl() {
    return json.flag("debugPnl");
  }

  /** Whether to show the tax optimizer. */
  public boolean taxOptimizer() {
    return json.flag("showTaxOpt");
  }

  /** Whether to show the impact dashboard. */
  public boolean impactDashboard() {
    return json.flag("showImpactDashboard");
  }

  /** Whether accounts are searched instead of listed. */
  public boolean dynamicAccounts() {
    return json.flag("allowDynAccount");
  }

  /** Whether crypto-currencies may be traded. */
  public boolean crypto() {
    return json.flag("allowCrypto");
  }

  /** Whether this is a financial advisor. */
  public boolean advisor() {
    return json.flag("allowFA");
  }

  /** Internal to the broker. */
  public boolean liteUnderPro() {
    return json.flag("allowLiteUnderPro");
  }

  /** The codes of the asset classes that may be traded. */
  public List<String> assetClassCodes() {
    return json.commaSeparated("allowedAssetTypes");
  }

  /** Whether subscribing to trades is restricted. */
  public boolean restrictsTradeSubscription() {
    return json.flag("restrictTradeSubscription");
  }

  /** Whether to show British labels. */
  public boolean ukUserLabels() {
    return json.flag("showUkUserLabels");
  }

  /** Internal to the broker. */
  public boolean sideBySide() {
    return json.flag("sideBySide");
  }
}
