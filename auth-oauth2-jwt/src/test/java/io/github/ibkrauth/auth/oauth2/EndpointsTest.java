package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "https://h, https://h, /gw/api, https://h/oauth2/api/v1/token, https://h/gw/api/v1/sso-sessions",
    "https://h/, https://h, /gw/api, https://h/oauth2/api/v1/token, https://h/gw/api/v1/sso-sessions",
    "https://h/v1/api, https://h, /gw/api, https://h/oauth2/api/v1/token, https://h/gw/api/v1/sso-sessions",
    "https://h:8443/v1/api/, https://h:8443, /gw/api, https://h:8443/oauth2/api/v1/token, https://h:8443/gw/api/v1/sso-sessions",
    "https://h/alpha/api, https://h/alpha/api, /gw/api, https://h/oauth2/api/v1/token, https://h/gw/api/v1/sso-sessions",
    "https://h/x, https://h/x/v1/api, /x/gw/api, https://h/x/oauth2/api/v1/token, https://h/x/gw/api/v1/sso-sessions",
    "https://h/x/v1/api, https://h/x/v1/api, /x/gw/api, https://h/x/oauth2/api/v1/token, https://h/x/gw/api/v1/sso-sessions",
    "http://[::1]:8080, http://[::1]:8080, /gw/api, http://[::1]:8080/oauth2/api/v1/token, http://[::1]:8080/gw/api/v1/sso-sessions",
  })
  void of_forABaseUrl_findsTheRestBesideTheTradingPath(
      URI baseUrl, URI base, String gateway, URI token, URI sso) {
    assertThat(Endpoints.of(baseUrl, null, null))
        .isEqualTo(new Endpoints(base, gateway, token, sso));
  }

  @Test
  void of_withOwnAddresses_takesThem() {
    URI token = URI.create("https://login.test/token");
    URI sso = URI.create("https://sso.test/sessions");

    Endpoints endpoints = Endpoints.of(URI.create("https://h/v1/api"), token, sso);

    assertThat(endpoints.token()).isEqualTo(token);
    assertThat(endpoints.sso()).isEqualTo(sso);
    assertThat(endpoints.base()).hasToString("https://h");
  }
}
