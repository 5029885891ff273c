package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The figures of one segment of an account, by the broker's names. The broker sends them rounded
 * and as text, such as {@code "994,831 USD"}; it abbreviates rarer names, so what has no accessor
 * is found in {@link #texts()}.
 *
 * @param json the object as the broker sent it
 */
public record AccountFigures(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountFigures {
    Objects.requireNonNull(json, "json");
  }

  /** Returns every figure as it was sent. */
  public Map<String, String> texts() {
    return json.mapOfTexts();
  }

  /**
   * Returns a figure as an amount with its currency.
   *
   * @param name the broker's name, such as {@code "MTD Interest"}
   * @return empty when it is missing or no amount, such as {@code "n/a"}
   */
  public Optional<Money> money(String name) {
    return json.text(name).flatMap(Money::parse);
  }

  /** The value of everything if it were sold now. */
  public Optional<Money> netLiquidation() {
    return money("net_liquidation");
  }

  /** Equity that counts for margin. */
  public Optional<Money> equityWithLoan() {
    return money("equity_with_loan");
  }

  /** Cash. */
  public Optional<Money> cash() {
    return money("cash");
  }

  /** What can be used to open positions. */
  public Optional<Money> availableFunds() {
    return money("current_available");
  }

  /** What may be lost before positions are liquidated. */
  public Optional<Money> excessLiquidity() {
    return money("current_excess");
  }

  /** What can be bought, margin included. */
  public Optional<Money> buyingPower() {
    return money("buying_power");
  }

  /** Margin needed to open the present positions. */
  public Optional<Money> initialMargin() {
    return money("current_initial");
  }

  /** Margin needed to keep the present positions. */
  public Optional<Money> maintenanceMargin() {
    return money("current_maint");
  }

  /** Gross position value by net liquidation value; not a number when there is no such ratio. */
  public Num leverage() {
    return json.num("leverage");
  }
}
