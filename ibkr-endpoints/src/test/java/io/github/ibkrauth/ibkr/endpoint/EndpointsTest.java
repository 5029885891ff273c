package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Access;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Resend;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  private static final List<Class<?>> CATALOGUES =
      List.of(
          Endpoints.class,
          AccountCatalog.class,
          ContractCatalog.class,
          EventCatalog.class,
          MarketDataCatalog.class,
          ScannerCatalog.class,
          OrderCatalog.class,
          TradeCatalog.class,
          AlertCatalog.class,
          WatchlistCatalog.class,
          NotificationCatalog.class,
          AnalystCatalog.class,
          AdvisorCatalog.class,
          ManagementCatalog.class,
          BankingCatalog.class,
          LoginCatalog.class);

  /** What is sent with POST although it only asks. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "/tickle",
          "/iserver/account/{accountId}/orders/whatif",
          "/iserver/auth/status",
          "/hmds/auth/init",
          "/portfolio/allocation",
          "/iserver/secdef/search",
          "/iserver/contract/rules",
          "/iserver/scanner/run",
          "/hmds/scanner/run",
          "/hmds/scanner",
          "/pa/performance",
          "/pa/allperiods",
          "/pa/transactions",
          "/iserver/account/allocation/group/single",
          "/fa/fa-preset/get",
          "/fa/model/list",
          "/fa/model/summary",
          "/fa/model/positions",
          "/fa/model/accounts-details",
          "/fa/model/invest-divest-positions");

  @Test
  void all_always_holdsEveryDescriptionOnce() throws IllegalAccessException {
    Set<Endpoint> declared = new HashSet<>();
    for (Class<?> catalogue : CATALOGUES) {
      for (Field field : catalogue.getDeclaredFields()) {
        if (field.getType() == Endpoint.class) {
          declared.add((Endpoint) field.get(null));
        }
      }
    }
    assertThat(declared).hasSizeGreaterThan(170);
    assertThat(Endpoints.all())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void all_always_resendsOnlyWhatAsks() {
    assertThat(Endpoints.all())
        .filteredOn(endpoint -> endpoint.resend() == Resend.SAFE)
        .allMatch(
            endpoint ->
                endpoint.method().equals("GET")
                    || endpoint.method().equals("POST") && QUESTIONS.contains(endpoint.path()));
    assertThat(Endpoints.all())
        .filteredOn(endpoint -> endpoint.method().equals("GET"))
        .filteredOn(endpoint -> endpoint.resend() == Resend.NEVER)
        .extracting(Endpoint::path)
        .containsExactlyInAnyOrder(
            "/md/regsnapshot", "/iserver/reauthenticate", "/iserver/marketdata/unsubscribeall");
  }

  @Test
  void all_always_askForTheBrokerageSessionBelowItsPath() {
    Set<String> without =
        Set.of("/iserver/auth/status", "/iserver/auth/ssodh/init", "/iserver/reauthenticate");
    assertThat(Endpoints.all())
        .filteredOn(endpoint -> endpoint.path().startsWith("/iserver/"))
        .filteredOn(endpoint -> !without.contains(endpoint.path()))
        .filteredOn(endpoint -> !endpoint.path().equals("/iserver/accounts"))
        .allMatch(endpoint -> endpoint.need() == Need.BROKERAGE_ACCOUNTS);
  }

  @Test
  void all_whenBelowAccountManagement_areForOAuth2AndNameTheirScopes() {
    assertThat(Endpoints.all())
        .filteredOn(endpoint -> endpoint.path().startsWith("/gw/"))
        .hasSizeGreaterThan(45)
        .allMatch(endpoint -> endpoint.access() == Access.ACCOUNT_MANAGEMENT)
        .allMatch(endpoint -> !endpoint.scopes().isEmpty())
        .allMatch(
            endpoint ->
                endpoint.body()
                    == (endpoint.method().equals("GET") ? BodyKind.NONE : BodyKind.SIGNED));
  }

  @Test
  void admits_whenAStrategyIsUnknown_letsItTry() {
    assertThat(Access.ACCOUNT_MANAGEMENT.admits("oauth2-jwt")).isTrue();
    assertThat(Access.ACCOUNT_MANAGEMENT.admits("oauth1a")).isFalse();
    assertThat(Access.ACCOUNT_MANAGEMENT.admits("gateway-session")).isFalse();
    assertThat(Access.ACCOUNT_MANAGEMENT.admits("somebody-elses")).isTrue();
    assertThat(Access.NOT_OAUTH1A.admits("oauth1a")).isFalse();
    assertThat(Access.TRADING.admits("oauth1a")).isTrue();
  }

  @Test
  void limits_whenDocumented_readAsATableShowsThem() {
    assertThat(TradeCatalog.TRADES.limits()).hasToString("[1 / 5 s]");
    assertThat(ScannerCatalog.PARAMETERS.limits()).hasToString("[1 / 15 min]");
    assertThat(MarketDataCatalog.HISTORY.limits()).hasToString("[5 at once]");
    assertThat(MarketDataCatalog.SNAPSHOT.limits()).hasToString("[10 / 1 s]");
    assertThat(ContractCatalog.SEARCH.limits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /portfolio/DU1234567/summary, /portfolio/{accountId}/summary",
    "GET, /portfolio/DU1234567/positions/0, /portfolio/{accountId}/positions/{pageId}",
    "GET, /portfolio/positions/265598, /portfolio/positions/{conid}",
    "POST, /portfolio/allocation, /portfolio/allocation",
    "POST, /tickle, /tickle",
    "GET, /iserver/account/U1/summary/balances, /iserver/account/{accountId}/summary/balances",
    "GET, /iserver/account/order/status/1, /iserver/account/order/status/{orderId}",
    "DELETE, /iserver/account/U1/order/1, /iserver/account/{accountId}/order/{orderId}",
    "POST, /gw/api/v1/bank-instructions:bulk, /gw/api/v1/bank-instructions:bulk",
    "GET, /gw/api/v1/enumerations/complex-asset-transfer, /gw/api/v1/enumerations/complex-asset-transfer",
  })
  void find_whenListed_findsTheDescription(String method, String path, String template) {
    assertThat(Endpoints.find(method, path)).map(Endpoint::path).contains(template);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /portfolio/DU1234567/summary",
    "GET, /portfolio//summary",
    "GET, /portfolio/DU1234567/summary/",
    "GET, /unheard-of",
  })
  void find_whenNotListed_findsNothing(String method, String path) {
    assertThat(Endpoints.find(method, path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /iserver/account/A/orders, BROKERAGE_ACCOUNTS, NEVER",
    "POST, /iserver/account/A/unheard-of, BROKERAGE_ACCOUNTS, NEVER",
    "DELETE, /iserver/account/A/unheard-of/1, BROKERAGE_ACCOUNTS, NEVER",
    "GET, /iserver/unheard-of, BROKERAGE_ACCOUNTS, SAFE",
    "POST, /unheard-of, NONE, NEVER",
    "POST, /iserver/reply/x, BROKERAGE_ACCOUNTS, NEVER",
    "DELETE, /iserver/account/A/order/1, BROKERAGE_ACCOUNTS, NEVER",
    "GET, /iserver/account/trades, BROKERAGE_ACCOUNTS, SAFE",
    "GET, /iserver/auth/status, NONE, SAFE",
    "GET, /portfolio2/A/anything, PORTFOLIO_ACCOUNTS, SAFE",
    "GET, /trsrv/stocks, NONE, SAFE",
    "POST, /gw/api/v1/accounts, NONE, NEVER",
  })
  void findOrGuess_whenListedOrNot_isCareful(String method, String path, Need need, Resend resend) {
    Endpoint guess = Endpoints.findOrGuess(method, path, BodyKind.NONE);
    assertThat(guess.need()).isEqualTo(need);
    assertThat(guess.resend()).isEqualTo(resend);
  }

  @Test
  void expand_whenAValueHasSpecialSigns_encodesItAsOneSegment() {
    PathTemplate path = PathTemplate.of("/portfolio/{accountId}/meta");
    assertThat(path.expand(Map.of("accountId", "a/b?c#d%é ")))
        .isEqualTo("/portfolio/a%2Fb%3Fc%23d%25%C3%A9%20/meta");
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", ".", ".."})
  void expand_whenAValueCannotBeASegment_namesTheParameter(String value) {
    PathTemplate path = PathTemplate.of("/portfolio/{accountId}/meta");
    assertThatThrownBy(() -> path.expand(Map.of("accountId", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("accountId");
  }
}
