package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AccountOwners;
import io.github.ibkrauth.ibkr.model.AccountSwitch;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import io.github.ibkrauth.ibkr.model.BrokerageSummary;
import io.github.ibkrauth.ibkr.model.DynamicAccounts;
import io.github.ibkrauth.ibkr.model.MarketValues;
import io.github.ibkrauth.ibkr.model.PartitionedPnl;
import io.github.ibkrauth.ibkr.model.SegmentedFigures;
import java.util.Objects;

/**
 * Calls about the accounts of the brokerage session, which is opened if it is not open. Immutable
 * and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AccountEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public AccountEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /**
   * Returns the accounts that can be traded.
   *
   * @throws io.github.ibkrauth.ibkr.IbkrException when the broker says no, or nothing
   * @throws io.github.ibkrauth.auth.error.AuthException when authenticating failed
   */
  public BrokerageAccounts list() {
    return calls.call(
        ApiRequest.to(AccountCatalog.BROKERAGE_ACCOUNTS),
        body -> IbkrJson.object(body, BrokerageAccounts::new));
  }

  /**
   * Returns the profit and loss of the day by account and model. The first answer of a session has
   * no rows: ask again. At most one call in five seconds.
   */
  public PartitionedPnl pnl() {
    return calls.call(
        ApiRequest.to(AccountCatalog.PNL), body -> IbkrJson.object(body, PartitionedPnl::new));
  }

  /**
   * Chooses the account that later calls of the brokerage session are about, where they do not name
   * one. It holds for every program of the user name.
   */
  public AccountSwitch switchTo(String accountId) {
    return choose(AccountCatalog.SWITCH, accountId);
  }

  /**
   * Chooses the account for a user whose accounts are not listed but searched for; others are
   * refused with status 503.
   */
  public AccountSwitch switchToDynamic(String accountId) {
    return choose(AccountCatalog.SWITCH_DYNAMIC, accountId);
  }

  /**
   * Returns the accounts whose id holds a text, for a user whose accounts are not listed; others
   * are refused with status 503.
   *
   * @param pattern a part of the id, such as {@code "U123"}
   */
  public DynamicAccounts search(String pattern) {
    return calls.call(
        ApiRequest.to(AccountCatalog.SEARCH).path("searchPattern", Check.text("pattern", pattern)),
        body -> IbkrJson.object(body, DynamicAccounts::new));
  }

  /** Returns the figures of an account in its base currency. */
  public BrokerageSummary summary(String accountId) {
    return calls.call(
        of(AccountCatalog.SUMMARY, accountId),
        body -> IbkrJson.object(body, BrokerageSummary::new));
  }

  /** Returns what an account can use, by segment; rounded to whole units. */
  public SegmentedFigures funds(String accountId) {
    return segments(AccountCatalog.FUNDS, accountId);
  }

  /** Returns the equity and cash of an account, by segment; rounded to whole units. */
  public SegmentedFigures balances(String accountId) {
    return segments(AccountCatalog.BALANCES, accountId);
  }

  /** Returns the margins of an account, by segment; rounded to whole units. */
  public SegmentedFigures margins(String accountId) {
    return segments(AccountCatalog.MARGINS, accountId);
  }

  /** Returns what an account holds, by currency and kind; rounded to whole units. */
  public MarketValues marketValue(String accountId) {
    return calls.call(
        of(AccountCatalog.MARKET_VALUE, accountId),
        body -> IbkrJson.object(body, MarketValues::new));
  }

  /** Returns who owns an account and who may use it. Needs no brokerage session. */
  public AccountOwners owners(String accountId) {
    return calls.call(
        of(AccountCatalog.OWNERS, accountId), body -> IbkrJson.object(body, AccountOwners::new));
  }

  private AccountSwitch choose(Endpoint endpoint, String accountId) {
    JsonObject wish =
        JsonObject.builder().put("acctId", Check.text("accountId", accountId)).build();
    return calls.call(
        ApiRequest.to(endpoint).body(wish), body -> IbkrJson.object(body, AccountSwitch::new));
  }

  private SegmentedFigures segments(Endpoint endpoint, String accountId) {
    return calls.call(
        of(endpoint, accountId), body -> IbkrJson.object(body, SegmentedFigures::new));
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint).path("accountId", Check.text("accountId", accountId));
  }
}
