package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Access;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every endpoint that this version describes. The typed calls are made from these descriptions, and
 * a raw call to one of them is treated as the typed call is.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Endpoints {

  private static final Listing SESSION = new Listing(Group.SESSION);
  private static final Listing PORTFOLIO = new Listing(Group.PORTFOLIO);

  static final Endpoint TICKLE =
      SESSION.add(post("/tickle").safeToResend().limits(Limit.perSeconds(1, 1)));
  static final Endpoint AUTH_STATUS = SESSION.add(post("/iserver/auth/status").safeToResend());
  static final Endpoint AUTH_STATUS_BY_GET = SESSION.add(SESSION.get("/iserver/auth/status"));
  static final Endpoint SSODH_INIT = SESSION.add(SESSION.write("POST", "/iserver/auth/ssodh/init"));
  static final Endpoint SSO_VALIDATE =
      SESSION.add(
          SESSION
              .get("/sso/validate")
              .reachedBy(Access.NOT_OAUTH1A)
              .limits(Limit.perMinutes(1, 1)));
  static final Endpoint REAUTHENTICATE = SESSION.add(post("/iserver/reauthenticate"));
  static final Endpoint REAUTHENTICATE_BY_GET =
      SESSION.add(SESSION.get("/iserver/reauthenticate").neverResent());
  static final Endpoint LOGOUT = SESSION.add(post("/logout"));
  static final Endpoint WEBSOCKET = SESSION.add(SESSION.get("/ws"));

  static final Endpoint BROKERAGE_ACCOUNTS = AccountCatalog.BROKERAGE_ACCOUNTS;

  static final Endpoint PORTFOLIO_ACCOUNTS =
      PORTFOLIO.add(accounts("/portfolio/accounts").limits(Limit.perSeconds(1, 5)));
  static final Endpoint SUBACCOUNTS =
      PORTFOLIO.add(accounts("/portfolio/subaccounts").limits(Limit.perSeconds(1, 5)));
  static final Endpoint SUBACCOUNTS_PAGE = PORTFOLIO.add(accounts("/portfolio/subaccounts2"));
  static final Endpoint META = portfolio("/portfolio/{accountId}/meta");
  static final Endpoint SUMMARY = portfolio("/portfolio/{accountId}/summary");
  static final Endpoint LEDGER = portfolio("/portfolio/{accountId}/ledger");
  static final Endpoint ALLOCATION = portfolio("/portfolio/{accountId}/allocation");
  static final Endpoint ALLOCATION_OF_ALL =
      PORTFOLIO.add(PORTFOLIO.ask("/portfolio/allocation").needs(Need.PORTFOLIO_ACCOUNTS));
  static final Endpoint ALLOCATION_OF_CURRENT = portfolio("/portfolio/allocation");
  static final Endpoint POSITIONS = portfolio("/portfolio/{accountId}/positions/{pageId}");
  static final Endpoint POSITION = portfolio("/portfolio/{accountId}/position/{conid}");
  static final Endpoint POSITIONS_BY_CONID = portfolio("/portfolio/positions/{conid}");
  static final Endpoint INVALIDATE_POSITIONS =
      PORTFOLIO.add(
          Endpoint.of("POST", "/portfolio/{accountId}/positions/invalidate", Group.PORTFOLIO)
              .needs(Need.PORTFOLIO_ACCOUNTS));
  static final Endpoint COMBO_POSITIONS = portfolio("/portfolio/{accountId}/combo/positions");
  static final Endpoint REAL_TIME_POSITIONS = portfolio("/portfolio2/{accountId}/positions");

  private static final List<Endpoint> ALL =
      Stream.of(
              SESSION.all(),
              AccountCatalog.all(),
              PORTFOLIO.all(),
              ContractCatalog.all(),
              EventCatalog.all(),
              MarketDataCatalog.all(),
              ScannerCatalog.all(),
              OrderCatalog.all(),
              TradeCatalog.all(),
              AlertCatalog.all(),
              WatchlistCatalog.all(),
              NotificationCatalog.all(),
              AnalystCatalog.all(),
              AdvisorCatalog.all(),
              ManagementCatalog.all(),
              BankingCatalog.all(),
              LoginCatalog.all())
          .flatMap(List::stream)
          .toList();

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
        .filter(listed -> body != BodyKind.SIGNED || listed.body() == BodyKind.SIGNED)
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

  private static Endpoint.Builder post(String path) {
    return Endpoint.of("POST", path, Group.SESSION);
  }

  private static Endpoint.Builder accounts(String path) {
    return PORTFOLIO.get(path).fulfils(Need.PORTFOLIO_ACCOUNTS);
  }

  private static Endpoint portfolio(String path) {
    return PORTFOLIO.add(PORTFOLIO.get(path).needs(Need.PORTFOLIO_ACCOUNTS));
  }
}
