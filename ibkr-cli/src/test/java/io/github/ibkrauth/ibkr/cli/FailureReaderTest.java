package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.error.CredentialRejectedException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.gateway.GatewayCondition;
import io.github.ibkrauth.auth.gateway.GatewayErrorCode;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReaderTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new AuthConfigurationException(List.of("x is missing.")), 2, "CONFIGURATION"),
        Arguments.of(
            new StrategySelectionException(details(AuthErrorCode.STRATEGY_NOT_FOUND), List.of()),
            2,
            "STRATEGY_NOT_FOUND"),
        Arguments.of(
            new CredentialRejectedException(details(AuthErrorCode.BAD_ASSERTION)),
            3,
            "BAD_ASSERTION"),
        Arguments.of(
            new AuthTransportException(details(AuthErrorCode.UNKNOWN_HOST)), 4, "UNKNOWN_HOST"),
        Arguments.of(new AuthProtocolException(details(AuthErrorCode.PROTOCOL)), 4, "PROTOCOL"),
        Arguments.of(
            new InteractionRequiredException(
                details(AuthErrorCode.INTERACTION_REQUIRED),
                URI.create("https://localhost:5000"),
                "Log in."),
            5,
            "INTERACTION_REQUIRED"),
        Arguments.of(
            new InteractionRequiredException(
                details(GatewayErrorCode.LOGIN_REQUIRED),
                URI.create("https://localhost:5000"),
                "Log in."),
            5,
            "LOGIN_REQUIRED"),
        Arguments.of(
            new AuthTransportException(details(GatewayErrorCode.GATEWAY_DOWN)), 7, "GATEWAY_DOWN"),
        Arguments.of(
            new AuthTransportException(details(GatewayErrorCode.UPSTREAM_DOWN)),
            8,
            "UPSTREAM_DOWN"),
        Arguments.of(
            new AuthProtocolException(details(GatewayErrorCode.ACCESS_DENIED)), 9, "ACCESS_DENIED"),
        Arguments.of(
            new AuthProtocolException(details(GatewayErrorCode.UNAVAILABLE)), 4, "UNAVAILABLE"),
        Arguments.of(
            new AuthProtocolException(details(GatewayErrorCode.NOT_A_GATEWAY)), 4, "NOT_A_GATEWAY"),
        Arguments.of(
            new SessionLostException(
                details(AuthErrorCode.SESSION_LOST), SessionLostException.Reason.COMPETING),
            6,
            "SESSION_LOST"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void read_whenAuthenticatingFailed_keepsTheSentenceAndChoosesTheExitCode(
      AuthException thrown, int exitCode, String code) {
    Failure failure = FailureReader.read(thrown);

    assertThat(failure.exitCode()).isEqualTo(exitCode);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message() + " [" + code + "]").isEqualTo(thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = GatewayCondition.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ANSWERED", "CERTIFICATE_REFUSED", "INTERRUPTED"})
  void exitCode_whenAGatewayIsInTrouble_isTheSameForTheConditionAndForTheErrorCode(
      GatewayCondition condition) {
    assertThat(GatewayFailure.exitCode(AuthErrorCode.of(condition.name())))
        .contains(GatewayFailure.exitCode(condition));
  }

  @Test
  void read_whenTheSentenceSaysWhereToLogIn_doesNotSayItTwice() {
    URI page = URI.create("https://localhost:5000/sso/Login");
    Details details = Details.of(GatewayErrorCode.LOGIN_REQUIRED, "Log in at " + page + ".");

    Failure failure =
        FailureReader.read(new InteractionRequiredException(details, page, "Log in there."));

    assertThat(failure.text()).isEqualTo("Log in at " + page + ". [LOGIN_REQUIRED]");
  }

  @Test
  void read_whenSomethingUnforeseenWasThrown_doesNotQuoteIt() {
    Failure failure = FailureReader.read(new IllegalStateException("token=abc"));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(failure.code()).isEqualTo("INTERNAL");
    assertThat(failure.text()).contains("IllegalStateException", "--verbose").doesNotContain("abc");
  }

  private static Details details(AuthErrorCode code) {
    return Details.of(code, "It did not work, so do something.");
  }
}
