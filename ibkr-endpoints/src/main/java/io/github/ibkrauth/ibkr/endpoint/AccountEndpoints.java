package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import java.util.Objects;

/**
 * Calls about the accounts of the brokerage session, which is opened if it is not open. Immutable
 * and thread-safe.
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
        ApiRequest.to(Endpoints.BROKERAGE_ACCOUNTS),
        body -> IbkrJson.object(body, BrokerageAccounts::new));
  }
}
