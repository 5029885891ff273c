package io.github.ibkrauth.ibkr.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "654.47|654.47",
        "  -12.50 |-12.50",
        "1,005,254|1005254",
        "-1,234.5|-1234.5",
        "2.5849e-4|0.00025849",
        "0.1|0.1",
        "12345678901234567890.123456789|12345678901234567890.123456789"
      })
  void parse_whenTextIsANumber_givesExactlyIt(String text, String digits) {
    assertThat(Num.parse(text).value()).isEqualByComparingTo(new BigDecimal(digits));
    assertThat(Num.parse(text)).hasToString(digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"N/A", "1,00,254", "1.005,25", "12 USD", "NaN", "Infinity", "--1"})
  void parse_whenTextIsNoNumber_isInvalidAndKeepsTheText(String text) {
    Num num = Num.parse(text).named("cash");

    assertThat(num.isInvalid()).isTrue();
    assertThat(num.isPresent()).isFalse();
    assertThat(num).hasToString("'" + text + "'");
    assertThatThrownBy(num::value)
        .isInstanceOf(UnexpectedFieldException.class)
        .hasMessage(
            "The broker sent no number in field 'cash': it is '" + text + "'. [UNEXPECTED_FIELD]");
  }

  @Test
  void parse_whenExponentIsAbsurd_isInvalid() {
    assertThat(Num.parse("1e999999999").isInvalid()).isTrue();
    assertThat(Num.parse("1e-999999999").isInvalid()).isTrue();
    assertThat(Num.parse("1".repeat(500)).isInvalid()).isTrue();
    assertThat(Num.parse("1e100").isPresent()).isTrue();
  }

  @Test
  void num_whenReadFromAnObject_tellsValueMissingNullBlankAndInvalidApart() {
    JsonObject object =
        JsonObject.builder()
            .put("value", JsonValue.of(new BigDecimal("0.0")))
            .put("null", JsonValue.ofNull())
            .put("blank", " ")
            .put("invalid", true)
            .build();

    assertThat(object.num("value").state()).isEqualTo(Num.State.VALUE);
    assertThat(object.num("missing").isMissing()).isTrue();
    assertThat(object.num("null").isNull()).isTrue();
    assertThat(object.num("blank").isBlank()).isTrue();
    assertThat(object.num("invalid").isInvalid()).isTrue();
    for (String name : new String[] {"missing", "null", "blank", "invalid"}) {
      assertThat(object.num(name).toOptional()).isEmpty();
      assertThat(object.num(name).orElse(BigDecimal.TEN)).isEqualTo(BigDecimal.TEN);
      assertThatThrownBy(() -> object.num(name).value())
          .isInstanceOfSatisfying(
              UnexpectedFieldException.class, e -> assertThat(e.field()).isEqualTo(name));
    }
  }

  @Test
  void equals_whenDigitsDifferButValueDoesNot_holds() {
    assertThat(Num.parse("1.0")).isEqualTo(Num.parse("1")).hasSameHashCodeAs(Num.parse("1"));
    assertThat(Num.parse("1").named("a")).isEqualTo(Num.parse("1").named("b"));
    assertThat(Num.parse("0")).isNotEqualTo(Num.missing()).isNotEqualTo(Num.parse(""));
    assertThat(Num.missing()).isNotEqualTo(Num.ofNull());
    assertThat(Num.parse("x")).isNotEqualTo(Num.parse("y"));
  }

  @Test
  void value_whenFieldCarriesACredential_doesNotQuoteIt() {
    Num num = JsonObject.builder().put("session", "c0ffee-c0ffee").build().num("session");

    assertThatThrownBy(num::value).hasMessageNotContaining("c0ffee");
    assertThat(num.toString()).doesNotContain("c0ffee");
  }
}
