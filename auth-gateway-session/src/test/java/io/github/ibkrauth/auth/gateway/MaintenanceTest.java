package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceTest {

  /** Every row: authenticated, connected, competing, with a session, without one. */
  @ParameterizedTest
  @CsvSource({
    "true,  true,  false, noop,               noop",
    "true,  true,  true,  logout_then_reauth, login_required",
    "true,  false, false, logout_then_reauth, login_required",
    "true,  false, true,  logout_then_reauth, login_required",
    "false, true,  false, reauth,             login_required",
    "false, true,  true,  logout_then_reauth, login_required",
    "false, false, false, logout_then_reauth, login_required",
    "false, false, true,  logout_then_reauth, login_required",
  })
  void decide_whenTheAnswerIsRead_followsTheTable(
      boolean authenticated,
      boolean connected,
      boolean competing,
      String withSession,
      String without) {
    String with = Replies.tickleBody(authenticated, connected, competing, true);
    String bare = Replies.tickleBody(authenticated, connected, competing, false);

    assertThat(strict(200, with)).isEqualTo(withSession);
    assertThat(strict(200, bare)).isEqualTo(without);
    assertThat(lenient(200, with)).isEqualTo(withSession);
    assertThat(lenient(200, bare)).isEqualTo(without);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | {}",
        "500 | {\"error\":\"x\"}",
        "503 | Service Unavailable",
        "204 | ``",
        "201 | {}",
        "302 | ``",
        "404 | Access Denied",
        "0   | ``",
        "200 | ``",
        "200 | Unknown service tws",
        "200 | [1]",
        "200 | null",
        "200 | \"text\"",
        "200 | true",
        "200 | 5",
        "200 | {} {}",
        "200 | {\"session\":",
        "200 | <html></html>",
      })
  void decide_whenAStrictReadingFindsNoObjectWith200_isError(int status, String body) {
    assertThat(TickleView.strict(status, body).ok()).isFalse();
    assertThat(strict(status, body)).isEqualTo("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | ``                               | login_required | LOGIN_REQUIRED",
        "200 | {\"error\":\"no session\"}       | login_required | LOGIN_REQUIRED",
        "200 | {\"error\":\"No Session found\"} | login_required | LOGIN_REQUIRED",
        "200 | {\"error\":\"failed to process request\"} | error | UNAVAILABLE",
        "403 | Forbidden                        | error          | UNAVAILABLE",
        "410 | Gone                             | error          | UNAVAILABLE",
        "429 | ``                               | error          | UNAVAILABLE",
        "500 | {\"error\":\"no session\"}       | error          | UNAVAILABLE",
        "503 | ``                               | error          | UNAVAILABLE",
        "404 | Access Denied                    | error          | ACCESS_DENIED",
        "404 | Not Found                        | error          | NOT_A_GATEWAY",
        "302 | ``                               | error          | NOT_A_GATEWAY",
        "200 | Unknown service tws              | error          | NOT_A_GATEWAY",
        "200 | {}                               | error          | NOT_A_GATEWAY",
        "200 | [1]                              | error          | NOT_A_GATEWAY",
        "200 | {\"session\":null}               | error          | NOT_A_GATEWAY",
      })
  void decide_whenALenientReadingFindsNoState_tellsAMissingLoginFromTrouble(
      int status, String body, String action, GatewayCondition condition) {
    TickleView view = TickleView.lenient(status, body);

    assertThat(view.ok()).isFalse();
    assertThat(view.condition()).isEqualTo(condition);
    assertThat(view.sentence()).endsWith(".");
    assertThat(Maintenance.decide(view).label()).isEqualTo(action);
  }

  static Stream<Arguments> replies() {
    return Stream.of(GatewayCondition.values())
        .filter(condition -> condition != GatewayCondition.ANSWERED)
        .map(
            condition ->
                Arguments.of(
                    condition,
                    condition == GatewayCondition.LOGIN_REQUIRED
                        ? MaintenanceAction.LOGIN_REQUIRED
                        : MaintenanceAction.ERROR));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void decide_whenACallFailed_asksForALoginOnlyIfNobodyIsLoggedIn(
      GatewayCondition condition, MaintenanceAction action) {
    GatewayReply reply = Replies.failed(condition, 0);

    assertThat(Maintenance.decide(TickleView.lenient(reply, new Blanks()))).isEqualTo(action);
    assertThat(Maintenance.decide(TickleView.strict(reply, new Blanks())))
        .isEqualTo(MaintenanceAction.ERROR);
  }

  /** What Python's bool() says of each value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | true",
        "false | false",
        "null | false",
        "0 | false",
        "-0.0 | false",
        "0e5 | false",
        "1 | true",
        "-1 | true",
        "0.5 | true",
        "NaN | true",
        "1e999 | true",
        "\"\" | false",
        "\"false\" | true",
        "\"0\" | true",
        "\" \" | true",
        "[] | false",
        "[0] | true",
        "{} | false",
        "{\"a\":0} | true",
      })
  void strict_whenAFlagIsNoBoolean_hasPythonsTruth(String value, boolean truth) {
    for (String flag : Map.of("authenticated", 1, "connected", 2, "competing", 3).keySet()) {
      TickleView view =
          TickleView.strict(200, "{\"iserver\":{\"authStatus\":{\"" + flag + "\":" + value + "}}}");

      assertThat(view.ok()).isTrue();
      assertThat(view.authenticated()).isEqualTo(truth && flag.equals("authenticated"));
      assertThat(view.connected()).isEqualTo(truth && flag.equals("connected"));
      assertThat(view.competing()).isEqualTo(truth && flag.equals("competing"));
    }
    TickleView session = TickleView.strict(200, "{\"session\":" + value + "}");
    assertThat(session.sessionPresent()).isEqualTo(truth);
    assertThat(Maintenance.decide(session))
        .isEqualTo(truth ? MaintenanceAction.LOGOUT_THEN_REAUTH : MaintenanceAction.LOGIN_REQUIRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"iserver\":null}",
        "{\"iserver\":[]}",
        "{\"iserver\":\"x\"}",
        "{\"iserver\":{}}",
        "{\"iserver\":{\"authStatus\":null}}",
        "{\"iserver\":{\"authStatus\":[true,true]}}",
        "{\"iserver\":{\"authStatus\":\"authenticated\"}}",
        "{\"error\":\"no session\"}",
      })
  void strict_whenTheShapeIsWrong_hasAllFlagsFalse(String body) {
    TickleView view = TickleView.strict(200, body);

    assertThat(view.ok()).isTrue();
    assertThat(view.authenticated() || view.connected() || view.competing()).isFalse();
    assertThat(Maintenance.decide(view)).isEqualTo(MaintenanceAction.LOGIN_REQUIRED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true | true", "\"true\" | true", "\" TRUE \" | true", "1 | true", "false | false",
        "\"false\" | false", "0 | false", "null | false", "[1] | false", "2 | false",
      })
  void lenient_whenAFlagIsNoBoolean_readsWhatItMeans(String value, boolean truth) {
    TickleView view =
        TickleView.lenient(200, "{\"iserver\":{\"authStatus\":{\"connected\":" + value + "}}}");

    assertThat(view.connected()).isEqualTo(truth);
  }

  @Test
  void lenient_whenTheSessionIsNotEstablished_isNotAuthenticated() {
    String body =
        "{\"session\":\"abcdef01\",\"iserver\":{\"authStatus\":{\"authenticated\":true,"
            + "\"connected\":true,\"competing\":false,\"established\":false}}}";

    assertThat(lenient(200, body)).isEqualTo("reauth");
    assertThat(strict(200, body)).isEqualTo("noop");
    assertThat(lenient(200, body.replace("\"established\":false", "\"established\":true")))
        .isEqualTo("noop");
  }

  @Test
  void lenient_whenAnErrorComesWithAState_readsTheState() {
    String body =
        Replies.tickleBody(true, true, false, true).replaceFirst("\\{", "{\"error\":\"\",");

    assertThat(lenient(200, body)).isEqualTo("noop");
  }

  private static String strict(int status, String body) {
    return Maintenance.decide(TickleView.strict(status, body)).label();
  }

  private static String lenient(int status, String body) {
    return Maintenance.decide(TickleView.lenient(status, body)).label();
  }
}
