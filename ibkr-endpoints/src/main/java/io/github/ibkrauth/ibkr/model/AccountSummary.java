package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The figures of an account, or of one of its segments, by key. A figure that the broker did not
 * send is an entry that {@link SummaryEntry#isPresent() is not present}.
 *
 * @param json the object as the broker sent it
 */
public record AccountSummary(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountSummary {
    Objects.requireNonNull(json, "json");
  }

  /** Returns all entries by their keys on the wire, in the order of the wire. */
  public Map<String, SummaryEntry> entries() {
    Map<String, SummaryEntry> entries = new LinkedHashMap<>();
    json.mapOfObjects(Function.identity())
        .forEach((key, entry) -> entries.put(key, new SummaryEntry(key, entry)));
    return Collections.unmodifiableMap(entries);
  }

  /**
   * Returns the entry of one key.
   *
   * @param key the key on the wire, such as {@code "netliquidation"} or {@code "netliquidation-s"}
   */
  public SummaryEntry entry(String key) {
    return new SummaryEntry(key, json.object(key).orElse(JsonObject.empty()));
  }

  /** Returns the figures of one segment alone, under their keys without the segment's ending. */
  public AccountSummary segment(Segment segment) {
    String ending = "-" + segment.code();
    JsonObject.Builder part = JsonObject.builder();
    json.fields()
        .forEach(
            (key, value) -> {
              if (key.endsWith(ending)) {
                part.put(key.substring(0, key.length() - ending.length()), value);
              }
            });
    return new AccountSummary(part.build());
  }

  /** The account. */
  public SummaryEntry accountCode() {
    return entry("accountcode");
  }

  /** Whether the figures are complete; text. */
  public SummaryEntry accountReady() {
    return entry("accountready");
  }

  /** The holder's legal form; text. */
  public SummaryEntry accountType() {
    return entry("accounttype");
  }

  /** Interest accrued. */
  public SummaryEntry accruedCash() {
    return entry("accruedcash");
  }

  /** Dividends accrued. */
  public SummaryEntry accruedDividend() {
    return entry("accrueddividend");
  }

  /** What can be used to open positions. */
  public SummaryEntry availableFunds() {
    return entry("availablefunds");
  }

  /** What can be used to trade. */
  public SummaryEntry availableToTrade() {
    return entry("availabletotrade");
  }

  /** What can be withdrawn. */
  public SummaryEntry availableToWithdraw() {
    return entry("availabletowithdraw");
  }

  /** What is billed. */
  public SummaryEntry billable() {
    return entry("billable");
  }

  /** What can be bought, margin included. */
  public SummaryEntry buyingPower() {
    return entry("buyingpower");
  }

  /** Excess liquidity as a fraction of net liquidation value. */
  public SummaryEntry cushion() {
    return entry("cushion");
  }

  /** Day trades left; -1 when unlimited. */
  public SummaryEntry dayTradesRemaining() {
    return entry("daytradesremaining");
  }

  /** Equity that counts for loans. */
  public SummaryEntry equityWithLoanValue() {
    return entry("equitywithloanvalue");
  }

  /** What may be lost before positions are liquidated. */
  public SummaryEntry excessLiquidity() {
    return entry("excessliquidity");
  }

  /** Available funds without intraday margin relief. */
  public SummaryEntry fullAvailableFunds() {
    return entry("fullavailablefunds");
  }

  /** Excess liquidity without intraday margin relief. */
  public SummaryEntry fullExcessLiquidity() {
    return entry("fullexcessliquidity");
  }

  /** Initial margin without intraday relief. */
  public SummaryEntry fullInitMarginReq() {
    return entry("fullinitmarginreq");
  }

  /** Maintenance margin without intraday relief. */
  public SummaryEntry fullMaintMarginReq() {
    return entry("fullmaintmarginreq");
  }

  /** Sum of the absolute values of all positions. */
  public SummaryEntry grossPositionValue() {
    return entry("grosspositionvalue");
  }

  /** Guarantee. */
  public SummaryEntry guarantee() {
    return entry("guarantee");
  }

  /** Internal to the broker. */
  public SummaryEntry highestSeverity() {
    return entry("highestseverity");
  }

  /** Margin needed to open the positions held. */
  public SummaryEntry initMarginReq() {
    return entry("initmarginreq");
  }

  /** Gross position value by net liquidation value. */
  public SummaryEntry leverage() {
    return entry("leverage");
  }

  /** Available funds after the next change of margin. */
  public SummaryEntry lookAheadAvailableFunds() {
    return entry("lookaheadavailablefunds");
  }

  /** Excess liquidity after the next change of margin. */
  public SummaryEntry lookAheadExcessLiquidity() {
    return entry("lookaheadexcessliquidity");
  }

  /** Initial margin after the next change of margin. */
  public SummaryEntry lookAheadInitMarginReq() {
    return entry("lookaheadinitmarginreq");
  }

  /** Maintenance margin after the next change of margin. */
  public SummaryEntry lookAheadMaintMarginReq() {
    return entry("lookaheadmaintmarginreq");
  }

  /** When margin changes next. */
  public SummaryEntry lookAheadNextChange() {
    return entry("lookaheadnextchange");
  }

  /** Margin needed to keep the positions held. */
  public SummaryEntry maintMarginReq() {
    return entry("maintmarginreq");
  }

  /** The value of the account if all were sold now. */
  public SummaryEntry netLiquidation() {
    return entry("netliquidation");
  }

  /** How far that value may be off. */
  public SummaryEntry netLiquidationUncertainty() {
    return entry("netliquidationuncertainty");
  }

  /** Value of physical certificates. */
  public SummaryEntry physicalCertificateValue() {
    return entry("physicalcertificatevalue");
  }

  /** Excess liquidity after the next expiry. */
  public SummaryEntry postExpirationExcess() {
    return entry("postexpirationexcess");
  }

  /** Margin after the next expiry. */
  public SummaryEntry postExpirationMargin() {
    return entry("postexpirationmargin");
  }

  /** Equity with loan value a day ago. */
  public SummaryEntry previousDayEquityWithLoanValue() {
    return entry("previousdayequitywithloanvalue");
  }

  /** Equity under Regulation T. */
  public SummaryEntry regTEquity() {
    return entry("regtequity");
  }

  /** Margin under Regulation T. */
  public SummaryEntry regTMargin() {
    return entry("regtmargin");
  }

  /** The special memorandum account. */
  public SummaryEntry sma() {
    return entry("sma");
  }

  /** All cash. */
  public SummaryEntry totalCashValue() {
    return entry("totalcashvalue");
  }

  /** Debit card charges pending. */
  public SummaryEntry totalDebitCardPendingCharges() {
    return entry("totaldebitcardpendingcharges");
  }

  /** The trading permissions; text. */
  public SummaryEntry tradingType() {
    return entry("tradingtype");
  }
}
