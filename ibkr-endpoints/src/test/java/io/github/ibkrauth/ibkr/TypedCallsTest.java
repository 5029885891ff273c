package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every typed call, whatever it is about. */
class TypedCallsTest {

  /** These may be left empty. */
  private static final Set<String> MAY_BE_EMPTY = Set.of("filters");

  private static TypedCalls calls;

  @BeforeAll
  static void open() {
    calls = new TypedCalls();
  }

  @AfterAll
  static void close() {
    calls.close();
  }

  @TestFactory
  Stream<DynamicTest> call_whenAnArgumentCannotBeSent_namesItAndSendsNothing() {
    assertThat(calls.all()).hasSizeGreaterThan(130);
    return calls.all().stream()
        .filter(call -> call.parameters().length > 0)
        .map(call -> DynamicTest.dynamicTest(call.toString(), () -> refuse(call)));
  }

  private static void refuse(TypedCalls.Call call) {
    for (int i = 0; i < call.parameters().length; i++) {
      Parameter parameter = call.parameters()[i];
      for (Object wrong : wrong(parameter)) {
        Object[] arguments = call.samples();
        arguments[i] = wrong;
        int before = calls.sent();
        Object outcome = call.make(arguments);
        assertThat(outcome)
            .as("%s with %s = '%s'", call, parameter.getName(), wrong)
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(((Exception) outcome).getMessage()).contains(parameter.getName());
        assertThat(calls.sent()).isEqualTo(before);
      }
    }
  }

  private static List<Object> wrong(Parameter parameter) {
    Class<?> type = parameter.getType();
    if (type == long.class) {
      return List.of(0L, -1L);
    }
    if (type == int.class) {
      return List.of(-1);
    }
    if (type == String.class) {
      return List.of("", " ");
    }
    return Collection.class.isAssignableFrom(type) && !MAY_BE_EMPTY.contains(parameter.getName())
        ? List.of(List.of())
        : List.of();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "7001",
        "\"text\"",
        "plain text",
        "<html><title>Maintenance</title></html>",
        "{",
        "[]",
        "{}",
        "[null]",
        "[7001]",
        "[\"text\"]",
        "[[]]",
        "[{}]",
        "[[{}]]",
        "{\"stranger\":null}",
        "{\"stranger\":[{}],\"error\":null,\"success\":null}",
        "{\"data\":[],\"orders\":{},\"algos\":7001,\"secdef\":[null],\"conid\":[]}",
        "{\"data\":{\"value\":\"%%%\",\"gzip\":true},\"orders\":[7001],\"conid\":{}}"
      })
  void call_whenTheBodyIsOfAnyShape_givesAResultOrSaysWhatIsWrong(String body) {
    calls.answer(Reply.json(200, body));
    for (TypedCalls.Call call : calls.all()) {
      Object outcome = call.make(call.samples());
      if (outcome instanceof Throwable thrown) {
        assertThat(thrown)
            .as("%s on %s", call, body)
            .isInstanceOfAny(
                IbkrException.class, UnexpectedFieldException.class, IllegalStateException.class);
        assertThat(thrown.getMessage()).isNotBlank().doesNotContain("\n");
      } else {
        assertThat(String.valueOf(outcome)).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"not today\"}",
        "{\"success\":false,\"text\":\"not today\"}",
        "{\"hasError\":true,\"errorDescription\":\"not today\"}"
      })
  void call_whenTheBodySaysErrorUnderStatus200_isAnException(String body) {
    calls.answer(Reply.json(200, body));
    for (TypedCalls.Call call : calls.all()) {
      if (!call.toString().startsWith("ibkr.session()")
          && !call.toString()
              .matches(
                  "ibkr\\.(accounts\\(\\)\\.list|portfolio\\(\\)\\.accounts|marketData\\(\\)\\.(subscribed|lines|mostLines)|orders\\(\\)\\.suppressed)\\(\\)")
          && !call.toString().matches("ibkr\\.orders\\(\\)\\.(place|modify|resolve)\\(.*")) {
        assertThat(call.make(call.samples()))
            .as(call.toString())
            .isInstanceOf(RequestRefusedException.class)
            .hasToString(
                "io.github.ibkrauth.ibkr.RequestRefusedException: "
                    + ((IbkrException) call.make(call.samples())).getMessage());
      }
    }
  }
}
