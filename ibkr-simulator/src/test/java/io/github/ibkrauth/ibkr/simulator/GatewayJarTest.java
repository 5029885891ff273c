package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayJarTest {
  private final GatewayJar jar = new GatewayJar();

  @Test
  void header_whenNobodyLoggedIn_isThatOfAFreshGateway() {
    assertThat(jar.header("/v1/api/tickle")).isEqualTo("REGION=; USERID=");
    assertThat(jar.header("/sso/Login")).isEqualTo("JSESSIONID=; REGION=; USERID=; VERSION=1.0.0");
  }

  @Test
  void store_whenNamesAreUnknown_keepsTheOthers() {
    jar.store(
        List.of(
            "XYZAB=a; Path=/; Secure",
            "XYZAB_AM.LOGIN=b; path=/",
            "USERID=7",
            "cp=c",
            "x-sess-uuid=d; Path=/",
            "SBID=e",
            "url=f",
            "malformed"));
    assertThat(jar.header("/v1/api/tickle"))
        .isEqualTo("REGION=; USERID=7; XYZAB=a; XYZAB_AM.LOGIN=b; cp=c");
    assertThat(jar.login()).contains("a");
  }

  @Test
  void header_whenCookiesHaveAPath_sendsThemBelowItOnly() {
    jar.store(
        List.of(
            "api=a; Path=/v1/api",
            "JSESSIONID=of-sso; Path=/sso",
            "JSESSIONID=of-api; Path=/v1/api"));
    assertThat(jar.header("/v1/api/tickle")).contains("api=a").contains("JSESSIONID=of-api");
    assertThat(jar.header("/sso/Login")).doesNotContain("api=a").contains("JSESSIONID=of-sso");
    assertThat(jar.header("/v1/apix")).doesNotContain("api=a");
  }

  @Test
  void store_whenACookieIsTakenBack_forgetsIt() {
    jar.store(List.of("XYZAB=a; Path=/", "api=b; Path=/v1/api"));
    jar.store(List.of("XYZAB=; Path=/; Max-Age=0"));
    assertThat(jar.login()).isEmpty();
    assertThat(jar.header("/v1/api/tickle")).contains("api=b");
    jar.clear();
    assertThat(jar.header("/v1/api/tickle")).isEqualTo("REGION=; USERID=");
  }
}
