package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import java.util.List;
import java.util.Optional;

/**
 * Every endpoint that this version describes. The typed calls are made from these descriptions, and
 * a raw call to one of them is treated as the typed call is.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Endpoints {

  static final Endpoint TICKLE =
      Endpoint.of("POST", "/tickle", Group.SESSION).safeToResend().build();
  static final Endpoint AUTH_STATUS =
      Endpoint.of("POST", "/iserver/auth/status", Group.SESSION).safeToResend().build();
  static final Endpoint SSODH_INIT =
      Endpoint.of("POST", "/iserver/auth/ssodh/init", Group.SESSION).takes(BodyKind.JSON).build();
  static final Endpoint SSO_VALIDATE = Endpoint.of("GET", "/sso/validate", Group.SESSION).build();
  static final Endpoint REAUTHENTICATE =
      Endpoint.of("POST", "/iserver/reauthenticate", Group.SESSION).build();
  static final Endpoint LOGOUT = Endpoint.of("POST", "/logout", Group.SESSION).build();

  static final Endpoint BROKERAGE_ACCOUNTS =
      Endpoint.of("GET", "/iserver/accounts", Group.ACCOUNTS)
          .needs(Need.BROKERAGE_SESSION)
          .fulfils(Need.BROKERAGE_ACCOUNTS)
          .build();

  static final Endpoint PORTFOLIO_ACCOUNTS =
      Endpoint.of("GET", "/portfolio/accounts", Group.PORTFOLIO)
          .fulfils(Need.PORTFOLIO_ACCOUNTS)
          .build();
  static final Endpoint SUBACCOUNTS =
      Endpoint.of("GET", "/portfolio/subaccounts", Group.PORTFOLIO)
          .fulfils(Need.PORTFOLIO_ACCOUNTS)
          .build();
  static final Endpoint SUBACCOUNTS_PAGE =
      Endpoint.of("GET", "/portfolio/subaccounts2", Group.PORTFOLIO)
          .fulfils(Need.PORTFOLIO_ACCOUNTS)
          .build();
  static final Endpoint META = portfolio("GET", "/portfolio/{accountId}/meta").build();
  static final Endpoint SUMMARY = portfolio("GET", "/portfolio/{accountId}/summary").build();
  static final Endpoint LEDGER = portfolio("GET", "/portfolio/{accountId}/ledger").build();
  static final Endpoint ALLOCATION = portfolio("GET", "/portfolio/{accountId}/allocation").build();
  static final Endpoint ALLOCATION_OF_ALL =
      portfolio("POST", "/portfolio/allocation").takes(BodyKind.JSON).build();
  static final Endpoint POSITIONS =
      portfolio("GET", "/portfolio/{accountId}/positions/{pageId}").build();
  static final Endpoint POSITION =
      portfolio("GET", "/portfolio/{accountId}/position/{conid}").build();
  static final Endpoint POSITIONS_BY_CONID =
      portfolio("GET", "/portfolio/positions/{conid}").build();
  static final Endpoint INVALIDATE_POSITIONS =
      portfolio("POST", "/portfolio/{accountId}/positions/invalidate").build();
  static final Endpoint COMBO_POSITIONS =
      portfolio("GET", "/portfolio/{accountId}/combo/positions").build();
  static final Endpoint REAL_TIME_POSITIONS =
      portfolio("GET", "/portfolio2/{accountId}/positions").build();

  private static final List<Endpoint> ALL =
      List.of(
          TICKLE,
          AUTH_STATUS,
          SSODH_INIT,
          SSO_VALIDATE,
          REAUTHENTICATE,
          LOGOUT,
          BROKERAGE_ACCOUNTS,
          PORTFOLIO_ACCOUNTS,
          SUBACCOUNTS,
          SUBACCOUNTS_PAGE,
          META,
          SUMMARY,
          LEDGER,
          ALLOCATION,
          ALLOCATION_OF_ALL,
          POSITIONS,
          POSITION,
          POSITIONS_BY_CONID,
          INVALIDATE_POSITIONS,
          COMBO_POSITIONS,
          REAL_TIME_POSITIONS);

  private Endpoints() {}

  /** Returns every description, group by group. */
  public static List<Endpoint> all() {
    return ALL;
  }

  /**
   * Returns the description of the endpoint that a method and a path mean.
   *
   * @param method upper case
   * @param path relative to the trading API, without a query, parameters filled in
   */
  public static Optional<Endpoint> find(String method, String path) {
    // Fixed paths first: /portfolio/allocation is no account.
    return ALL.stream()
        .filter(endpoint -> endpoint.method().equals(method))
        .filter(endpoint -> PathTemplate.of(endpoint.path()).matches(path))
        .min((a, b) -> a.pathParameters().size() - b.pathParameters().size());
  }

  /**
   * Returns that description, or for an endpoint that is not listed one made from its path: below
   * {@code /iserver} the brokerage session and its accounts come first, below a portfolio account
   * the list of accounts; only a GET may be sent again.
   */
  static Endpoint findOrGuess(String method, String path, BodyKind body) {
    return find(method, path)
        .filter(listed -> body != BodyKind.SIGNED)
        .orElseGet(
            () ->
                Endpoint.of(method, path, Group.UNLISTED)
                    .needs(guessNeed(path))
                    .takes(body)
                    .build());
  }

  private static Need guessNeed(String path) {
    if (path.startsWith("/iserver/auth/") || path.equals("/iserver/reauthenticate")) {
      return Need.NONE;
    }
    if (path.startsWith("/iserver/")) {
      return Need.BROKERAGE_ACCOUNTS;
    }
    return path.matches("/portfolio2?/[^/]+/.+") ? Need.PORTFOLIO_ACCOUNTS : Need.NONE;
  }

  private static Endpoint.Builder portfolio(String method, String path) {
    return Endpoint.of(method, path, Group.PORTFOLIO).needs(Need.PORTFOLIO_ACCOUNTS);
  }
}
