package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;

/**
 * What one account can do.
 *
 * @param json the object as the broker sent it
 */
public record AccountProperties(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountProperties {
    Objects.requireNonNull(json, "json");
  }

  /** Whether there are accounts below it. */
  public boolean hasChildAccounts() {
    return json.flag("hasChildAccounts");
  }

  /** Whether orders may give an amount of money. */
  public boolean supportsCashQuantity() {
    return json.flag("supportsCashQty");
  }

  /** Internal to the broker. */
  public boolean liteUnderPro() {
    return json.flag("liteUnderPro");
  }

  /** Whether this is a proprietary account. */
  public boolean proprietary() {
    return json.flag("isProp");
  }

  /** Whether fractional shares can be traded. */
  public boolean supportsFractions() {
    return json.flag("supportsFractions");
  }

  /** Whether orders may carry the customer's time. */
  public boolean allowsCustomerTime() {
    return json.flag("allowCustomerTime");
  }

  /** Whether currencies are converted by themselves. */
  public boolean autoFx() {
    return json.flag("autoFx");
  }

  /** Returns whether currency conversion is barred; both spellings in use are read. */
  public boolean noFxConversion() {
    return json.flag("noFXConv") || json.flag("noFxConv");
  }
}
