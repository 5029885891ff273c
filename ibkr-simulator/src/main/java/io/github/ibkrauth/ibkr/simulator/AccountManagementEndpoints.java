package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The account-management calls: SSO sessions, the echo endpoints, and the record of an account's
 * application.
 */
final class AccountManagementEndpoints {
  private static final Duration LONGEST_BODY = Duration.ofMinutes(30);

  private final Broker broker;
  private final SsoSessionEndpoint ssoSessions;
  private final SignedBody signedBody;

  AccountManagementEndpoints(Broker broker, SsoSessionEndpoint ssoSessions, SignedBody signedBody) {
    this.broker = broker;
    this.ssoSessions = ssoSessions;
    this.signedBody = signedBody;
  }

  void addTo(RouteTable routes, AccessTokenGate gate) {
    routes
        .post(SsoSessionEndpoint.PATH, gate.granted(SsoSessionEndpoint.SCOPE, ssoSessions::open))
        .get("/gw/api/v1/echo/https", gate.requiring("echo.read", AccountManagementEndpoints::echo))
        .post("/gw/api/v1/echo/signed-jwt", gate.requiring("echo.write", this::echoSigned))
        .get("/gw/api/v1/accounts", gate.granted("accounts.read", this::application));
  }

  private static Answer echo(Call call) {
    JsonObject parameters = new JsonObject();
    call.queryParameters()
        .forEach((name, values) -> parameters.put(name, String.join(",", values)));
    return Answer.json(echoOf(call, "HTTPS").put("queryParameters", parameters));
  }

  private Answer echoSigned(Call call) {
    signedBody.read(call, LONGEST_BODY);
    return Answer.json(echoOf(call, "SIGNED_JWT").put("queryParameters", new JsonObject()));
  }

  private static JsonObject echoOf(Call call, String policy) {
    return new JsonObject().put("requestMethod", call.method()).put("securityPolicy", policy);
  }

  private Answer application(Call call, AccessGrant grant) {
    List<AccountBook> accounts = accounts(grant);
    Optional<String> accountId = call.queryParameter("accountId");
    if (accountId.isEmpty()) {
      String id = accounts.get(0).id();
      return Answer.json(
          new JsonObject()
              .put("accountId", id)
              .put("requestFileName", id + "-application.xml")
              .put("responseFileName", id + "-application-result.xml"));
    }
    AccountBook account =
        accounts.stream()
            .filter(book -> book.id().equals(accountId.get()))
            .findFirst()
            .orElseThrow(() -> new Refusal(Answer.invalidArgument("accountId", "Unknown account")));
    JsonObject data =
        new JsonObject()
            .put("accountId", account.id())
            .put("accountTitle", account.profile().title())
            .put("baseCurrency", account.profile().currency())
            .put("status", "O");
    return Answer.json(
        new JsonObject()
            .put("isProcessed", true)
            .put("name", account.id() + "-application-result.xml")
            .put("data", data)
            .put("hasError", false)
            .put("errorDescription", null));
  }

  /** Those the user shares who gave the token; all of them when the client has it by itself. */
  private List<AccountBook> accounts(AccessGrant grant) {
    return grant.given() == null
        ? broker.users().stream().flatMap(user -> user.accounts().stream()).toList()
        : grant.given().user.accounts();
  }
}
