package io.github.ibkrauth.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogLeakExtensionTest {

  private static final String SECRET = "canary+7f/3a 91=";
  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\n"
          + "TGluZU9uZU9mQUtleVRoYXRJc05vdEFLZXkxMjM0NTY3ODkw\n"
          + "TGluZVR3b09mQUtleVRoYXRJc05vdEFLZXkxMjM0NTY3ODkw\n"
          + "-----END PRIVATE KEY-----\n";

  private final LogLeakExtension leaks = LogLeakExtension.create();
  private final java.util.logging.Level rootLevel = Logger.getLogger("").getLevel();
  private final java.io.PrintStream out = System.out;

  @BeforeEach
  void start() {
    leaks.canary(SECRET);
    leaks.canary(PEM);
    leaks.capture();
  }

  @AfterEach
  void stop() {
    leaks.release();
    assertThat(Logger.getLogger("").getLevel()).isEqualTo(rootLevel);
    assertThat(System.out).isSameAs(out);
  }

  static Stream<String> leakyForms() {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    String afterUser = "user:" + SECRET + "tail";
    return Stream.of(
        SECRET,
        "x" + SECRET + "y",
        URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
        "canary%2B7f%2F3a%2091%3D",
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        Base64.getEncoder().encodeToString(afterUser.getBytes(StandardCharsets.UTF_8)),
        HexFormat.of().formatHex(bytes),
        "a: TGluZVR3b09mQUtleVRoYXRJc05vdEFLZXkxMjM0NTY3ODkw");
  }

  @ParameterizedTest
  @MethodSource("leakyForms")
  void check_whenAFormOfASecretIsLogged_failsWithoutShowingIt(String leaked) {
    System.getLogger("test.leaky").log(Level.TRACE, "seen: {0}", leaked);

    assertThatThrownBy(leaks::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in the log")
        .hasMessageNotContaining(leaked);
  }

  @Test
  void check_whenNothingLeaks_passes() {
    System.getLogger("test.fine").log(Level.ERROR, "the token {0}", Secret.of(SECRET));
    leaks.scan(new IllegalStateException("no secret here"));

    assertThatCode(leaks::check).doesNotThrowAnyException();
  }

  @Test
  void check_whenPrinted_fails() {
    System.out.println(SECRET);
    assertThatThrownBy(leaks::check).hasMessageContaining("standard output");

    System.err.println(SECRET);
    assertThatThrownBy(leaks::check).hasMessageContaining("standard error");
  }

  @Test
  void check_whenALoggedExceptionHoldsTheSecret_fails() {
    Logger.getLogger("test.leaky.jul")
        .log(
            java.util.logging.Level.FINEST,
            "failed",
            new IllegalStateException("x", new IllegalArgumentException(SECRET)));

    assertThatThrownBy(leaks::check).hasMessageContaining("in the log");
  }

  @Test
  void check_whenALoggerHasALevelOfItsOwn_hearsItAnyway() {
    Logger stubborn = Logger.getLogger("test.leaky.stubborn");
    leaks.release();
    stubborn.setLevel(java.util.logging.Level.SEVERE);
    leaks.capture();

    stubborn.fine(SECRET);

    assertThatThrownBy(leaks::check).hasMessageContaining("in the log");
    leaks.release();
    assertThat(stubborn.getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
    stubborn.setLevel(null);
  }

  @Test
  void check_whenTheJdksOwnDebugOutputShowsIt_doesNotCount() {
    Logger jdk = Logger.getLogger("sun.net.www.protocol.http.Something");
    jdk.fine(SECRET);
    assertThatCode(leaks::check).doesNotThrowAnyException();

    jdk.warning(SECRET);
    assertThatThrownBy(leaks::check).hasMessageContaining("in the log");
  }

  static Stream<Object> leakyObjects() {
    Exception suppressing = new IllegalStateException("x");
    suppressing.addSuppressed(new IllegalArgumentException("because of " + SECRET));
    return Stream.of(
        suppressing,
        new IllegalStateException("x", new IllegalStateException("y", new Exception(SECRET))),
        new AuthConfigurationException(List.of("fine", "not fine: " + SECRET)),
        List.of(Map.of("key", Optional.of(SECRET))),
        Map.of(SECRET, 1),
        new Object[] {new StringBuilder(SECRET)},
        new Holder(SECRET));
  }

  @ParameterizedTest
  @MethodSource("leakyObjects")
  void scan_whenAnObjectPrintsTheSecret_fails(Object leaky) {
    assertThat(leaks.scan(leaky)).isSameAs(leaky);

    assertThatThrownBy(leaks::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("in an object's text");
  }

  @Test
  void scan_whenCausesFormARing_ends() {
    Exception first = new IllegalStateException("first");
    Exception second = new IllegalStateException("second", first);
    first.initCause(second);

    assertThatCode(() -> leaks.scan(first)).doesNotThrowAnyException();
  }

  @Test
  void canary_whenTooShort_isRefused() {
    assertThatThrownBy(() -> leaks.canary("short")).isInstanceOf(IllegalArgumentException.class);
  }

  private record Holder(String value) {}
}
