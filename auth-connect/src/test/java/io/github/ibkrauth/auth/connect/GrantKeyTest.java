package io.github.ibkrauth.auth.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.store.StoreKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

class GrantKeyTest {

  private static final Origin BROKER = Origin.of(URI.create("https://api.ibkr.com"));

  @Test
  void key_whenWrittenByAnEarlierVersion_isFoundByThisOne() {
    // printf 'CONSUMER\nann' | sha256sum, the first 32 digits.
    assertThat(GrantKey.of("oauth1a", BROKER, "CONSUMER", "ann"))
        .isEqualTo(new StoreKey("oauth1a", "api.ibkr.com-443", "77722b14471fc888b766dd3129df1d39"));
  }

  @Test
  void key_whenTheServersNameIsLongOrAnAddress_hasAFormThatAStoreTakes() {
    String longName = "a".repeat(60) + "." + "b".repeat(60) + ".example";

    assertThat(GrantKey.of("s", Origin.of(URI.create("https://" + longName)), "c", "u"))
        .extracting(StoreKey::environment)
        .asString()
        .hasSize(64)
        .endsWith("b.example-443");
    assertThat(GrantKey.of("s", Origin.of(URI.create("http://[::1]:8080")), "c", "u"))
        .extracting(StoreKey::environment)
        .asString()
        .matches("[A-Za-z0-9._-]+-8080");
  }

  @Test
  void key_whenClientOrUserDiffer_differs() {
    assertThat(GrantKey.of("s", BROKER, "c", "u"))
        .isNotEqualTo(GrantKey.of("s", BROKER, "c", "v"))
        .isNotEqualTo(GrantKey.of("s", BROKER, "d", "u"))
        .isNotEqualTo(GrantKey.of("t", BROKER, "c", "u"));
  }
}
