package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Opening and administering accounts, reports, restrictions; below {@code /gw/api}. */
final class ManagementCatalog {

  private static final Listing LIST = new Listing(Group.ACCOUNT_MANAGEMENT);

  static final Endpoint APPLICATION =
      LIST.add(LIST.get("/gw/api/v1/accounts").scopes("accounts.read"));
  static final Endpoint CREATE =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/accounts")
              .takes(BodyKind.SIGNED)
              .scopes("accounts.write"));
  static final Endpoint UPDATE =
      LIST.add(
          LIST.write("PATCH", "/gw/api/v1/accounts")
              .takes(BodyKind.SIGNED)
              .scopes("accounts.write"));
  static final Endpoint DOCUMENTS =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/accounts/documents")
              .takes(BodyKind.SIGNED)
              .scopes("accounts.write"));
  static final Endpoint ALL_LOGIN_MESSAGES =
      LIST.add(LIST.get("/gw/api/v1/accounts/login-messages").scopes("accounts.read"));
  static final Endpoint ALL_STATUS =
      LIST.add(LIST.get("/gw/api/v1/accounts/status").scopes("accounts.read"));
  static final Endpoint DETAILS =
      LIST.add(LIST.get("/gw/api/v1/accounts/{accountId}/details").scopes("accounts.read"));
  static final Endpoint KYC =
      LIST.add(LIST.get("/gw/api/v1/accounts/{accountId}/kyc").scopes("accounts.read"));
  static final Endpoint LOGIN_MESSAGES =
      LIST.add(LIST.get("/gw/api/v1/accounts/{accountId}/login-messages").scopes("accounts.read"));
  static final Endpoint STATUS =
      LIST.add(LIST.get("/gw/api/v1/accounts/{accountId}/status").scopes("accounts.read"));
  static final Endpoint TASKS =
      LIST.add(LIST.get("/gw/api/v1/accounts/{accountId}/tasks").scopes("accounts.read"));
  static final Endpoint STATEMENT =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/statements")
              .takes(BodyKind.SIGNED)
              .scopes("reports.write", "statements.read", "statements.write"));
  static final Endpoint STATEMENTS =
      LIST.add(
          LIST.get("/gw/api/v1/statements/available").scopes("reports.read", "statements.read"));
  static final Endpoint TAX_DOCUMENT =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/tax-documents")
              .takes(BodyKind.SIGNED)
              .scopes("reports.write", "statements.write"));
  static final Endpoint TAX_DOCUMENTS =
      LIST.add(
          LIST.get("/gw/api/v1/tax-documents/available").scopes("reports.read", "statements.read"));
  static final Endpoint CONFIRMATION =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/trade-confirmations")
              .takes(BodyKind.SIGNED)
              .scopes("reports.write", "statements.write"));
  static final Endpoint CONFIRMATIONS =
      LIST.add(
          LIST.get("/gw/api/v1/trade-confirmations/available")
              .scopes("reports.read", "statements.read"));
  static final Endpoint TRANSFER_BROKERS =
      LIST.add(
          LIST.get("/gw/api/v1/enumerations/complex-asset-transfer").scopes("enumerations.read"));
  static final Endpoint ENUMERATION =
      LIST.add(
          LIST.get("/gw/api/v1/enumerations/{enumerationType}")
              .scopes("accounts.read", "enumerations.read"));
  static final Endpoint FORMS =
      LIST.add(LIST.get("/gw/api/v1/forms").scopes("accounts.read", "forms.read"));
  static final Endpoint REQUIRED_FORMS =
      LIST.add(LIST.get("/gw/api/v1/forms/required-forms").scopes("accounts.read"));
  static final Endpoint BANKS =
      LIST.add(LIST.get("/gw/api/v1/participating-banks").scopes("enumerations.read"));
  static final Endpoint REQUESTS =
      LIST.add(LIST.get("/gw/api/v1/requests").scopes("accounts.read"));
  static final Endpoint REQUEST =
      LIST.add(LIST.get("/gw/api/v1/requests/{requestId}/status").scopes("accounts.read"));
  static final Endpoint USER_NAME =
      LIST.add(
          LIST.get("/gw/api/v1/validations/usernames/{username}")
              .scopes("accounts.read", "validations.read"));
  static final Endpoint RESTRICT =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/restrictions")
              .takes(BodyKind.SIGNED)
              .scopes("restrictions.write"));
  static final Endpoint VERIFY_RESTRICTIONS =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/restrictions/verify")
              .takes(BodyKind.SIGNED)
              .scopes("restrictions.write"));
  static final Endpoint BROWSER_SESSION =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/sso-browser-sessions")
              .takes(BodyKind.SIGNED)
              .scopes("sso-browser-sessions.write"));
  static final Endpoint ECHO = LIST.add(LIST.get("/gw/api/v1/echo/https").scopes("echo.read"));
  static final Endpoint ECHO_SIGNED =
      LIST.add(
          LIST.write("POST", "/gw/api/v1/echo/signed-jwt")
              .takes(BodyKind.SIGNED)
              .scopes("echo.write"));

  private ManagementCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
