package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Resend;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  @Test
  void all_always_holdsEveryDescriptionOnce() throws IllegalAccessException {
    List<Endpoint> declared = new ArrayList<>();
    for (Field field : Endpoints.class.getDeclaredFields()) {
      if (field.getType() == Endpoint.class) {
        declared.add((Endpoint) field.get(null));
      }
    }
    assertThat(declared).isNotEmpty().doesNotHaveDuplicates();
    assertThat(Endpoints.all()).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void all_always_resendsOnlyReadsAndProbes() {
    assertThat(Endpoints.all())
        .filteredOn(endpoint -> endpoint.resend() == Resend.SAFE)
        .allMatch(
            endpoint ->
                endpoint.method().equals("GET")
                    || endpoint.path().equals("/tickle")
                    || endpoint.path().equals("/iserver/auth/status"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /portfolio/DU1234567/summary, /portfolio/{accountId}/summary",
    "GET, /portfolio/DU1234567/positions/0, /portfolio/{accountId}/positions/{pageId}",
    "GET, /portfolio/positions/265598, /portfolio/positions/{conid}",
    "POST, /portfolio/allocation, /portfolio/allocation",
    "POST, /tickle, /tickle",
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
    "POST, /iserver/reply/x, BROKERAGE_ACCOUNTS, NEVER",
    "DELETE, /iserver/account/A/order/1, BROKERAGE_ACCOUNTS, NEVER",
    "GET, /iserver/account/trades, BROKERAGE_ACCOUNTS, SAFE",
    "GET, /iserver/auth/status, NONE, SAFE",
    "GET, /portfolio2/A/anything, PORTFOLIO_ACCOUNTS, SAFE",
    "GET, /trsrv/stocks, NONE, SAFE",
    "POST, /gw/api/v1/accounts, NONE, NEVER",
  })
  void findOrGuess_whenNotListed_isCareful(String method, String path, Need need, Resend resend) {
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
