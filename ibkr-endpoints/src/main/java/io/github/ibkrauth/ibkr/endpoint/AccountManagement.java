package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Objects;

/**
 * Account management: opening accounts, moving money and positions, reports and restrictions. Only
 * OAuth 2.0 reaches it, with a credential that has been granted the scope of the call; with another
 * strategy each call is refused before it is sent, by an {@link
 * io.github.ibkrauth.auth.error.AuthConfigurationException}. What writes goes out once, whatever
 * happens.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AccountManagement {

  private final ManagedAccountEndpoints accounts;
  private final BankingEndpoints banking;
  private final ReportEndpoints reports;
  private final RestrictionEndpoints restrictions;
  private final ManagementUtilities utilities;

  /** Creates the groups. */
  public AccountManagement(ApiCalls calls) {
    Objects.requireNonNull(calls, "calls");
    this.accounts = new ManagedAccountEndpoints(calls);
    this.banking = new BankingEndpoints(calls);
    this.reports = new ReportEndpoints(calls);
    this.restrictions = new RestrictionEndpoints(calls);
    this.utilities = new ManagementUtilities(calls);
  }

  /** Returns the calls that open and look after accounts. */
  public ManagedAccountEndpoints accounts() {
    return accounts;
  }

  /** Returns the calls that move money and positions. */
  public BankingEndpoints banking() {
    return banking;
  }

  /** Returns the calls about statements, confirmations and tax documents. */
  public ReportEndpoints reports() {
    return reports;
  }

  /** Returns the calls about what may not be traded. */
  public RestrictionEndpoints restrictions() {
    return restrictions;
  }

  /** Returns the calls about lists, forms, requests and user names. */
  public ManagementUtilities utilities() {
    return utilities;
  }
}
