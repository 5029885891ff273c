package io.github.ibkrauth.ibkr.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException.Reason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IbkrJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "654.47",
        "0.1",
        "98765432109876543210.98765432109876543210",
        "1.10",
        "9007199254740993"
      })
  void read_whenNumberHasNoExactDouble_keepsEveryDigit(String digits) {
    JsonValue value = IbkrJson.read("[" + digits + "]").asArray().orElseThrow().values().get(0);

    assertThat(value.asNum().value()).isEqualTo(new BigDecimal(digits));
    assertThat(value.toJson()).isEqualTo(digits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|EMPTY",
        "'  \n '|EMPTY",
        "<html><body>Access denied</body></html>|HTML",
        "' <!DOCTYPE html>'|HTML",
        "Success|NOT_JSON",
        "{'a':1}|NOT_JSON",
        "{\"a\":1} trailing|NOT_JSON",
        "{\"a\":1}{\"b\":2}|NOT_JSON",
        "[1,]|NOT_JSON",
        "NaN|NOT_JSON",
        "]|NOT_JSON",
        "{\"a\":|TRUNCATED",
        "[{\"a\":\"half a te|TRUNCATED",
        "[1,2|TRUNCATED",
        "[1e99999999999]|NOT_JSON"
      })
  void read_whenBodyIsNotOneJsonValue_saysWhatItIs(String body, Reason reason) {
    for (Runnable reading :
        List.<Runnable>of(
            () -> IbkrJson.read(body),
            () -> IbkrJson.read(body.getBytes(StandardCharsets.UTF_8)))) {
      assertThatThrownBy(reading::run)
          .isInstanceOfSatisfying(
              UnreadableBodyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }

  @Test
  void read_whenBodyIsAWebPage_quotesItsTitleAndNothingElse() {
    assertThatThrownBy(
            () -> IbkrJson.read("<html><head><title>\n Service  unavailable </title>c0ffee</html>"))
        .hasMessage(
            "The answer is a web page titled 'Service unavailable', where JSON is due. [UNREADABLE_BODY]");
  }

  @Test
  void read_whenBodyIsBroken_neverQuotesIt() {
    for (String body :
        List.of(
            "{\"session\":\"c0ffee",
            "{\"session\":c0ffee}",
            "c0ffee",
            "{\"session\":\"c0ffee\"}x")) {
      assertThatThrownBy(() -> IbkrJson.read(body)).hasMessageNotContaining("c0ffee").hasNoCause();
    }
  }

  @Test
  void read_whenNestedBeyondReason_refusesWithoutExhaustingTheStack() {
    assertThatThrownBy(() -> IbkrJson.read("[".repeat(100_000)))
        .isInstanceOfSatisfying(
            UnreadableBodyException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void read_whenNumberHasAnAbsurdExponent_givesNoNumberAndFillsNoMemory() {
    JsonObject object = IbkrJson.object(IbkrJson.read("{\"n\":1e999999999}"), o -> o);

    assertThat(object.num("n").isInvalid()).isTrue();
    assertThat(object.toString()).hasSizeLessThan(50);
    assertThatThrownBy(() -> object.whole("n")).isInstanceOf(UnexpectedFieldException.class);
    assertThatThrownBy(() -> object.time("n")).isInstanceOf(UnexpectedFieldException.class);
    assertThat(object).isEqualTo(IbkrJson.read(object.toJson()));
  }

  @Test
  void shapes_whenBodyHasAnother_sayWhich() {
    JsonValue object = IbkrJson.read("{\"a\":1}");
    JsonValue list = IbkrJson.read("[1]");

    assertThatThrownBy(() -> IbkrJson.list(object, o -> o))
        .hasMessage("The answer should be a list but holds an object. [UNREADABLE_BODY]");
    assertThatThrownBy(() -> IbkrJson.object(list, o -> o))
        .hasMessage("The answer should be an object but holds a list. [UNREADABLE_BODY]");
    assertThatThrownBy(() -> IbkrJson.list(list, o -> o))
        .hasMessage("The answer should be a list of objects but holds a number. [UNREADABLE_BODY]");
    assertThatThrownBy(() -> IbkrJson.map(object, o -> o))
        .hasMessage(
            "The answer should be an object of objects but holds a number. [UNREADABLE_BODY]");
  }

  @Test
  void read_whenTextHasEscapesAndAllAlphabets_writesTheSameBack() throws Exception {
    String text = "\"\\\b\f\n\r\t\u0000\u001f\u007f/ \u00e9 \u4e2d \ud83d\ude00 \ud800 \u2028";
    ObjectMapper independent = new ObjectMapper();
    byte[] body = independent.writeValueAsBytes(List.of(text.replace("\ud800 ", "")));

    byte[] written = IbkrJson.write(IbkrJson.read(body));

    assertThat(independent.readTree(written)).isEqualTo(independent.readTree(body));
    String lone = IbkrJson.read(JsonValue.of(text).toJson()).asText().orElseThrow();
    assertThat(lone).isEqualTo(text);
  }

  @Test
  void toPrettyJson_whenNested_indentsAndReadsBack() {
    JsonValue value = IbkrJson.read("{\"a\":[1,{\"b\":null}],\"c\":{},\"d\":[]}");

    assertThat(value.toPrettyJson())
        .isEqualTo(
            """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": {},
              "d": []
            }""");
    assertThat(IbkrJson.read(value.toPrettyJson())).isEqualTo(value);
  }

  @Test
  void write_whenRequestIsBuilt_isCompactJson() {
    JsonObject body =
        JsonObject.builder()
            .put("acctIds", JsonArray.ofTexts(List.of("DU1234567")))
            .put("price", new BigDecimal("654.470"))
            .put("count", 2)
            .put("none", JsonValue.ofNull())
            .build();

    assertThat(new String(IbkrJson.write(body), StandardCharsets.UTF_8))
        .isEqualTo("{\"acctIds\":[\"DU1234567\"],\"price\":654.470,\"count\":2,\"none\":null}");
  }
}
