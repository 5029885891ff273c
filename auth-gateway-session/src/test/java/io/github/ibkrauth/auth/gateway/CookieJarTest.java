package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieJarTest {

  private static final URI TICKLE = URI.create("https://localhost:5000/v1/api/tickle");

  private final ManualTime time = ManualTime.at(Instant.now());
  private final CookieJar jar = new CookieJar(TICKLE, time);

  @ParameterizedTest
  @CsvSource({
    "/, /v1/api/x, true",
    "/v1, /v1/api/x, true",
    "/v1/api, /v1/api, true",
    "/v1/api, /v1/apix, false",
    "/v1/api/, /v1/api/x, true",
    "/sso, /v1/api/x, false",
    "'', /v1/api/x, true",
    "'', /v1/other, false",
    "nonsense, /v1/api/x, true",
  })
  void header_forAPath_hasTheCookiesOfThatPath(String path, String asked, boolean sent) {
    jar.take(List.of("a=1" + (path.isEmpty() ? "" : "; Path=" + path)), TICKLE);

    assertThat(jar.header(asked).isPresent()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no-value",
        "=x",
        "a=1; Domain=ibkr.com",
        "a=1; Domain=.com",
        "a=1; Domain=localhost.example",
        "a=with blank",
        "a=1; Max-Age=0",
        "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "$a=1",
      })
  void take_whatIsNotForUs_leavesItOut(String header) {
    jar.take(List.of(header), TICKLE);

    assertThat(jar.header("/v1/api/x")).isEmpty();
  }

  @Test
  void take_theSameNameAndPath_replacesAndRemoves() {
    jar.take(List.of("a=1; Path=/", "b=2; Path=/v1; Domain=localhost"), TICKLE);
    jar.take(List.of("a=3; Path=/"), TICKLE);
    assertThat(jar.header("/v1/api")).contains("b=2; a=3");

    jar.take(List.of("a=; Path=/; Max-Age=0"), TICKLE);
    assertThat(jar.header("/v1/api")).contains("b=2");
  }

  @Test
  void header_whenACookieIsOver_leavesItOut() {
    jar.take(List.of("a=1; Path=/; Max-Age=60"), TICKLE);
    assertThat(jar.header("/")).isPresent();

    time.advance(Duration.ofSeconds(60));

    assertThat(jar.header("/")).isEmpty();
  }

  @Test
  void header_ofASecureCookie_isNotForPlainHttp() {
    URI plain = URI.create("http://localhost:5000/v1/api/tickle");
    CookieJar unsafe = new CookieJar(plain, time);
    unsafe.take(List.of("a=1; Path=/; Secure"), plain);

    assertThat(unsafe.header("/")).isEmpty();
  }

  @Test
  void take_moreThanAnyGatewaySets_keepsALimit() {
    for (int i = 0; i < 200; i++) {
      jar.take(List.of("name" + i + "=1; Path=/"), TICKLE);
    }
    jar.take(List.of("big=" + "x".repeat(5000)), TICKLE);

    assertThat(jar.header("/").orElseThrow().split("; ")).hasSize(50);
    assertThat(jar).hasToString("CookieJar(50)");
  }
}
