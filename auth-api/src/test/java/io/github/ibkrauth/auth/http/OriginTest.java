package io.github.ibkrauth.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com/a?b#c, https://api.example.com",
    "https://api.example.com:443, https://api.example.com",
    "wss://API.Example.COM/ws, https://api.example.com",
    "HTTP://localhost:80/, http://localhost",
    "ws://localhost:5000/v1/api/ws, http://localhost:5000",
    "https://user:password@api.example.com:8443, https://api.example.com:8443",
    "https://[::1]:5000/, https://[::1]:5000",
    "https://[2001:DB8::1]/, https://[2001:db8::1]",
    "http://api.example.com:443, http://api.example.com:443"
  })
  void of_always_isSchemeHostAndPort(String address, String expected) {
    assertThat(Origin.of(URI.create(address))).hasToString(expected);
    assertThat(Origin.of(URI.create(address))).isEqualTo(Origin.of(URI.create(expected)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example.com, http://a.example.com:443",
    "https://a.example.com, https://b.example.com",
    "https://a.example.com, https://a.example.com:444",
    "https://a.example.com, https://a.example.com.evil.example",
    "https://a.example.com, https://a.example.com@evil.example"
  })
  void equals_whenAnyPartDiffers_isFalse(String one, String other) {
    assertThat(Origin.of(URI.create(one))).isNotEqualTo(Origin.of(URI.create(other)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/path", "api.example.com", "ftp://api.example.com", "https:/x", "file:///etc"})
  void of_whenNotAWebAddress_isRefused(String address) {
    assertThatThrownBy(() -> Origin.of(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void origin_whenAPartIsWrong_isRefused() {
    assertThatThrownBy(() -> new Origin("https", "", 1))
        .isInstanceOf(IllegalArgumentException.class);
    for (int port : new int[] {-1, 0, 65_536}) {
      assertThatThrownBy(() -> new Origin("https", "h", port))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
