package io.github.ibkrauth.ibkr.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

  private static JsonObject object(String json) {
    return IbkrJson.read(json).asObject().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"320227571", "\"320227571\"", "320227571.0", "\" 320227571 \""})
  void requireWhole_whenNumberOrText_readsIt(String conid) {
    assertThat(object("{\"conid\":" + conid + "}").requireWhole("conid")).isEqualTo(320227571);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "\"\"", "1.5", "\"abc\"", "true", "{}", "[1]", "99999999999999999999"})
  void requireWhole_whenItIsNone_throwsAndNamesTheField(String conid) {
    JsonObject object = object("{\"conid\":" + conid + "}");

    assertThatThrownBy(() -> object.requireWhole("conid"))
        .isInstanceOf(UnexpectedFieldException.class)
        .hasMessageStartingWith(
            "Field 'conid' of the broker's answer should be a whole number but is ");
  }

  @Test
  void requireWhole_whenMissing_saysSo() {
    assertThatThrownBy(() -> JsonObject.empty().requireWhole("conid"))
        .hasMessage(
            "The broker's answer has no field 'conid', where a whole number is expected. [UNEXPECTED_FIELD]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"true\"", "\"TRUE\"", "1", "\"1\""})
  void flag_whenTrueInAnyForm_isTrue(String value) {
    assertThat(object("{\"f\":" + value + "}").flag("f")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"f\":null}",
        "{\"f\":\"\"}",
        "{\"f\":false}",
        "{\"f\":\"false\"}",
        "{\"f\":0}"
      })
  void flag_whenFalseOrAbsent_isFalse(String json) {
    assertThat(object(json).flag("f")).isFalse();
  }

  @Test
  void flag_whenNeither_throws() {
    assertThatThrownBy(() -> object("{\"f\":\"perhaps\"}").flag("f"))
        .hasMessage(
            "Field 'f' of the broker's answer should be a boolean but is text ('perhaps'). [UNEXPECTED_FIELD]");
  }

  @Test
  void text_whenNumberBooleanOrBlank_readsCharactersOrEmpty() {
    JsonObject object = object("{\"n\":654.470,\"b\":true,\"e\":\"\",\"z\":null}");

    assertThat(object.text("n")).contains("654.470");
    assertThat(object.text("b")).contains("true");
    assertThat(object.text("e")).isEmpty();
    assertThat(object.text("z")).isEmpty();
    assertThat(object.get("e")).contains(JsonValue.of(""));
    assertThat(object.get("z")).contains(JsonValue.ofNull());
    assertThat(object.get("m")).isEmpty();
    assertThat(object.value("z")).isEmpty();
    assertThat(object.has("z")).isTrue();
  }

  @Test
  void objects_whenOneElementIsNoObject_namesItsPlace() {
    assertThatThrownBy(() -> object("{\"legs\":[{},7]}").objects("legs", o -> o))
        .hasMessage(
            "Field 'legs[1]' of the broker's answer should be an object but is a number ('7'). [UNEXPECTED_FIELD]");
  }

  @Test
  void maps_whenStrangersStandBesideTheEntries_leaveThemOut() {
    JsonObject object = object("{\"a\":{\"x\":1},\"error\":\"late\",\"l\":[\"p\",2],\"n\":null}");

    assertThat(object.mapOfObjects(o -> o.num("x"))).containsOnlyKeys("a");
    assertThat(object.mapOfTexts()).isEqualTo(Map.of("error", "late"));
    assertThat(object.mapOfTextLists()).isEqualTo(Map.of("l", List.of("p", "2")));
    assertThat(object.mapOfNums()).hasSize(4);
  }

  @Test
  void equals_whenOrderAndDigitsDiffer_holdsForTheSameJson() {
    assertThat(object("{\"a\":1.0,\"b\":[2]}")).isEqualTo(object("{\"b\":[2.00],\"a\":1}"));
    assertThat(object("{\"a\":1.0}")).hasSameHashCodeAs(object("{\"a\":1}"));
    assertThat(object("{\"a\":1}")).isNotEqualTo(object("{\"a\":\"1\"}"));
    assertThat(object("{\"a\":null}")).isNotEqualTo(object("{}"));
    assertThat(object("{\"a\":\"\"}")).isNotEqualTo(object("{\"a\":null}"));
  }

  @Test
  void fields_whenTriedToChange_refuse() {
    assertThatThrownBy(() -> object("{\"a\":1}").fields().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object("{\"a\":[1]}").values("a").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void builder_whenUsedAgain_leavesWhatItBuiltAlone() {
    JsonObject.Builder builder = JsonObject.builder().put("publish", true);
    JsonObject first = builder.build();
    JsonObject second = builder.put("compete", false).remove("publish").build();

    assertThat(first.toJson()).isEqualTo("{\"publish\":true}");
    assertThat(second.toJson()).isEqualTo("{\"compete\":false}");
  }

  @Test
  void toString_whenAFieldCarriesACredential_masksItAtAnyDepth() {
    JsonObject object =
        object(
            "{\"session\":\"c0ffee\",\"l\":[{\"TOKEN\":\"c0ffee\"}],\"sessionid\":1,\"n\":null}");

    assertThat(object)
        .hasToString(
            "{\"session\":\"***\",\"l\":[{\"TOKEN\":\"***\"}],\"sessionid\":1,\"n\":null}");
    assertThat(object.toJson()).contains("\"session\":\"c0ffee\"");
    assertThatThrownBy(() -> object.whole("session")).hasMessageNotContaining("c0ffee");
  }
}
