package io.github.ibkrauth.auth.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthException.Details;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthExceptionTest {

  private static final Details DETAILS =
      Details.of(AuthErrorCode.RATE_LIMITED, "Too many requests.")
          .withStrategy("some-strategy")
          .withCause(new IllegalStateException("below"))
          .withRetryAfter(Duration.ofSeconds(7));

  static Stream<AuthException> all() {
    return Stream.of(
        new AuthConfigurationException(List.of("one", "two")),
        new AuthConfigurationException("one", new IllegalStateException("below")),
        new StrategySelectionException(DETAILS, List.of("a line")),
        new CredentialRejectedException(DETAILS),
        new AuthTransportException(DETAILS),
        new AuthProtocolException(DETAILS),
        new SessionLostException(DETAILS, SessionLostException.Reason.COMPETING),
        new InteractionRequiredException(DETAILS, URI.create("https://localhost:5000"), "log in"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void serialization_always_keepsEverything(AuthException original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    AuthException copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (AuthException) in.readObject();
    }

    assertThat(copy).isNotSameAs(original).usingRecursiveComparison().isEqualTo(original);
    assertThat(copy.code()).isEqualTo(original.code()).hasSameHashCodeAs(original.code());
    assertThat(copy.retryAfter()).isEqualTo(original.retryAfter());
  }

  @Test
  void retryable_always_saysWhetherWaitingMayHelp() {
    assertThat(all().filter(AuthException::retryable).map(Object::getClass).toList())
        .containsExactly(AuthTransportException.class, InteractionRequiredException.class);
  }

  @ParameterizedTest
  @EnumSource
  void sessionLost_onlyWhenExpired_isRetryable(SessionLostException.Reason reason) {
    SessionLostException lost = new SessionLostException(DETAILS, reason);

    assertThat(lost.reason()).isEqualTo(reason);
    assertThat(lost.retryable()).isEqualTo(reason == SessionLostException.Reason.EXPIRED);
  }

  @Test
  void details_always_reachTheException() {
    AuthException e = new AuthTransportException(DETAILS);

    assertThat(e).hasMessage("Too many requests. [RATE_LIMITED]").hasRootCauseMessage("below");
    assertThat(e.code()).isSameAs(AuthErrorCode.RATE_LIMITED);
    assertThat(e.strategyId()).contains("some-strategy");
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void message_whenItComesFromAnotherException_endsWithTheNewCodeOnly() {
    String first =
        new AuthTransportException(Details.of(AuthErrorCode.TRANSPORT, "It broke.")).getMessage();

    assertThat(first).isEqualTo("It broke. [TRANSPORT]");
    assertThat(new AuthProtocolException(Details.of(AuthErrorCode.PROTOCOL, first)))
        .hasMessage("It broke. [PROTOCOL]");
    assertThat(new AuthProtocolException(Details.of(AuthErrorCode.PROTOCOL, "Not a [list]")))
        .hasMessage("Not a [list] [PROTOCOL]");
  }

  @Test
  void configuration_whenThereAreSeveralProblems_listsThemNumbered() {
    AuthConfigurationException e = new AuthConfigurationException(List.of("One.", "Two."));

    assertThat(e.problems()).containsExactly("One.", "Two.");
    assertThat(e.getMessage().lines())
        .containsExactly("2 configuration problems:", "  1) One.", "  2) Two. [CONFIGURATION]");
    assertThat(new AuthConfigurationException(List.of("One."))).hasMessage("One. [CONFIGURATION]");
    assertThat(e.code()).isEqualTo(AuthErrorCode.CONFIGURATION);
  }

  @Test
  void code_always_isEqualByName() {
    assertThat(AuthErrorCode.of("TIMEOUT"))
        .isEqualTo(AuthErrorCode.TIMEOUT)
        .isNotEqualTo(AuthErrorCode.TRANSPORT)
        .hasToString("TIMEOUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "TIME-OUT", "1A", "T"})
  void code_whenOfAnotherForm_isRefused(String name) {
    assertThatThrownBy(() -> AuthErrorCode.of(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
