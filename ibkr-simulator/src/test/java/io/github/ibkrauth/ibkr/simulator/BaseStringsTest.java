package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseStringsTest {
  private static final String QUERY = "q=a+b%2Cc,d:e%7Cf&%C3%BC=1&flag&q=%2F&a@=2";

  private static String list(BaseStringProfile profile) {
    SignedRequest request =
        new SignedRequest(
            "GET", "https://h.example", "/p%20q", QUERY, "r=%2A", Map.of("oauth_token", "t"));
    String[] parts = profile.text(request).split("&");
    assertThat(parts).hasSize(3);
    assertThat(parts[0]).isEqualTo("GET");
    if (profile != BaseStringProfile.FULL_URL) {
      assertThat(parts[1]).isEqualTo("https%3A%2F%2Fh.example%2Fp%2520q");
    }
    return parts[2];
  }

  @Test
  void text_whenPairsNeedEncoding_differsAsTheProfileSays() {
    assertThat(list(BaseStringProfile.RAW))
        .isEqualTo(
            "%25C3%25BC%3D1%26a%40%3D2%26flag%3D%26oauth_token%3Dt"
                + "%26q%3D%252F%26q%3Da%2Bb%252Cc%2Cd%3Ae%257Cf%26r%3D%252A");
    assertThat(list(BaseStringProfile.DECODED))
        .isEqualTo(
            "a%40%3D2%26flag%3D%26oauth_token%3Dt"
                + "%26q%3D%2F%26q%3Da%20b%2Cc%2Cd%3Ae%7Cf%26r%3D%2A%26%C3%BC%3D1");
    assertThat(list(BaseStringProfile.RFC5849))
        .isEqualTo(
            "%25C3%25BC%3D1%26a%2540%3D2%26flag%3D%26oauth_token%3Dt"
                + "%26q%3D%252F%26q%3Da%2520b%252Cc%252Cd%253Ae%257Cf%26r%3D%252A");
    assertThat(list(BaseStringProfile.JS_DEMO))
        .isEqualTo(
            "%25C3%25BC%3D1%26a%2540%3D2%26flag%3D%26oauth_token%3Dt"
                + "%26q%3D%252F%26q%3Da%2520b%2Cc%2Cd%3Ae%7Cf%26r%3D%252A");
    assertThat(list(BaseStringProfile.BARE_URL)).isEqualTo("oauth_token%3Dt");
    assertThat(list(BaseStringProfile.FULL_URL)).isEqualTo("oauth_token%3Dt");
  }

  @Test
  void decodedList_whenNamesAreBeyondTheBasicPlane_sortsByCodePoint() {
    SignedRequest request =
        new SignedRequest(
            "GET", "https://h.example", "/", "%F0%9F%98%80=1&%EF%BF%BD=2", "", Map.of());
    assertThat(request.decodedList()).isEqualTo("\uFFFD=2&\uD83D\uDE00=1");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS://API.ibkr.com:443/v1, https://api.ibkr.com",
    "http://localhost:80, http://localhost",
    "http://localhost:443, http://localhost:443",
    "https://127.0.0.1:5000/, https://127.0.0.1:5000",
  })
  void normal_whenGivenAUrl_isItsOrigin(String url, String origin) {
    assertThat(BaseStrings.normal(URI.create(url))).isEqualTo(origin);
  }

  @Test
  void normal_whenTheUrlIsRelative_isRefused() {
    assertThatThrownBy(() -> BaseStrings.normal(URI.create("/v1/api")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_whenNothingNeedsEncoding_hasOneTextPerBaseUrlAndKindOfQuery() {
    Call call =
        new Call(
            "POST",
            "/v1/portal/x",
            "/v1/portal/x",
            "/v1/api/x",
            "",
            new TreeMap<>(Map.of("Content-Type", List.of("application/json"))),
            "{\"a\":1}".getBytes(StandardCharsets.US_ASCII),
            "127.0.0.1",
            Map.of());
    BaseStrings all =
        new BaseStrings(
            List.of(URI.create("http://a.example"), URI.create("http://b.example")),
            EnumSet.allOf(BaseStringProfile.class));
    Set<String> texts = all.of(call, Map.of("oauth_token", "t"));
    assertThat(texts)
        .containsExactly(
            "POST&http%3A%2F%2Fa.example%2Fv1%2Fportal%2Fx&oauth_token%3Dt",
            "POST&http%3A%2F%2Fb.example%2Fv1%2Fportal%2Fx&oauth_token%3Dt");
  }
}
