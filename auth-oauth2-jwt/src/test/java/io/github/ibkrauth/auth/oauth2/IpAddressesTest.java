package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7",
        "0.0.0.0",
        "255.255.255.255",
        "2001:db8::1",
        "::1",
        "::ffff:1.2.3.4"
      })
  void isLiteral_forAnAddress_saysYes(String text) {
    assertThat(IpAddresses.isLiteral(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com",
        "cafe",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4:80",
        "1.2.3.4 ",
        "[::1]",
        "fe80::1%eth0",
        "1:2:3",
        ":",
        "2001:db8:::1",
        "12345::",
        "203.0.113.7/32"
      })
  void isLiteral_forAnythingElse_saysNo(String text) {
    assertThat(IpAddresses.isLiteral(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.1.2.3", "192.168.0.9", "172.16.0.1", "127.0.0.1", "fe80::1", "fd00::1"})
  void isLocal_forAnAddressNobodyElseSees_saysYes(String ip) {
    assertThat(IpAddresses.isLocal(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "8.8.8.8", "2001:db8::1"})
  void isLocal_forAPublicAddress_saysNo(String ip) {
    assertThat(IpAddresses.isLocal(ip)).isFalse();
  }
}
