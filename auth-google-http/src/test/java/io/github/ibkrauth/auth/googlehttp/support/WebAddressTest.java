package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "https://api.example.com:8443/x",
        "http://localhost:1",
        "http://LocalHost",
        "http://127.0.0.1",
        "http://127.9.9.9:1/",
        "http://[::1]:1/"
      })
  void problem_whenSafe_thenThereIsNone(String address) {
    assertThat(WebAddress.problem("it", URI.create(address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.example.com, this computer only",
    "http://10.0.0.1, this computer only",
    "http://localhost.example.com, this computer only",
    "http://127.0.0.1.example.com, this computer only",
    "http://127.0.0.01, this computer only",
    "http://127.0.0.999, this computer only",
    "ftp://api.example.com, begin with https",
    "https://u:p@api.example.com, user name",
    "https://api.example.com/?x=1, no '?'",
    "https://api.example.com/#x, no '#'"
  })
  void problem_whenUnsafe_thenIsNamedWithoutTheAddress(String address, String words) {
    assertThat(WebAddress.problem("the.setting", URI.create(address)))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith("the.setting must")
                    .contains(words)
                    .doesNotContain("example"));
  }

  @Test
  void shown_whenAnAddressHasEverything_thenShowsPlaceAndPath() {
    URI uri = URI.create("https://u:p@api.example.com:8443/a/b//?token=x#y");

    assertThat(WebAddress.shown(uri)).isEqualTo("https://api.example.com:8443/a/b");
    assertThat(WebAddress.place(uri)).isEqualTo("https://api.example.com:8443");
    assertThat(WebAddress.path(URI.create("https://api.example.com"))).isEmpty();
  }
}
