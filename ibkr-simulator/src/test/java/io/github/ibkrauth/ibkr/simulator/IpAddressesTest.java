package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::1, 0:0:0:0:0:0:0:1",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "::ffff:203.0.113.7, 203.0.113.7",
  })
  void canonical_whenALiteral_hasOneSpelling(String text, String expected) {
    assertThat(IpAddresses.canonical(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "dead:beef",
        ":",
        "1:2:3:4:5:6:7:8:9"
      })
  void canonical_whenNotALiteral_isEmpty(String text) {
    assertThat(IpAddresses.canonical(text)).isEmpty();
  }

  @Test
  void observedAddress_whenSet_replacesTheRealOne() {
    ObservedAddress address = new ObservedAddress();
    assertThat(address.of("127.0.0.1")).isEqualTo("127.0.0.1");
    address.see("203.0.113.7");
    assertThat(address.of("127.0.0.1")).isEqualTo("203.0.113.7");
    assertThatThrownBy(() -> address.see("my-host")).isInstanceOf(IllegalArgumentException.class);
  }
}
