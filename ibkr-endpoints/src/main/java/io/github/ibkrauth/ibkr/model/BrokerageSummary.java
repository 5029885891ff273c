package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The figures of one account in its base currency, as the brokerage session sees them.
 *
 * @param json the object as the broker sent it
 */
public record BrokerageSummary(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BrokerageSummary {
    Objects.requireNonNull(json, "json");
  }

  /** The kind of account; often blank. */
  public Optional<String> accountType() {
    return json.text("accountType");
  }

  /** The state of the account; often blank. */
  public Optional<String> status() {
    return json.text("status");
  }

  /** What can be traded with. */
  public Num balance() {
    return json.num("balance");
  }

  /** The special memorandum account under Regulation T. */
  public Num specialMemorandumAccount() {
    return json.num("SMA");
  }

  /** What can be bought, margin included. */
  public Num buyingPower() {
    return json.num("buyingPower");
  }

  /** Equity with loan value less initial margin. */
  public Num availableFunds() {
    return json.num("availableFunds");
  }

  /** Equity with loan value less maintenance margin. */
  public Num excessLiquidity() {
    return json.num("excessLiquidity");
  }

  /** The value of everything if it were sold now. */
  public Num netLiquidation() {
    return json.num("netLiquidationValue");
  }

  /** Equity that counts for margin. */
  public Num equityWithLoanValue() {
    return json.num("equityWithLoanValue");
  }

  /** The loan under Regulation T. */
  public Num regTLoan() {
    return json.num("regTLoan");
  }

  /** The absolute value of all securities, long and short. */
  public Num grossPositionValue() {
    return json.num("securitiesGVP");
  }

  /** Cash in all currencies together. */
  public Num totalCash() {
    return json.num("totalCashValue");
  }

  /** Interest not booked yet. */
  public Num accruedInterest() {
    return json.num("accruedInterest");
  }

  /** The margin under Regulation T. */
  public Num regTMargin() {
    return json.num("regTMargin");
  }

  /** The margin needed to open the present positions. */
  public Num initialMargin() {
    return json.num("initialMargin");
  }

  /** The margin needed to keep the present positions. */
  public Num maintenanceMargin() {
    return json.num("maintenanceMargin");
  }

  /** Cash by currency; the last may be the total. */
  public List<CashBalance> cashBalances() {
    return json.objects("cashBalances", CashBalance::new);
  }
}
