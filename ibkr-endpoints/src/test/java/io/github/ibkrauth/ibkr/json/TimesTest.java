package io.github.ibkrauth.ibkr.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1775169606|2026-04-02T22:40:06Z",
        "1775169606.25|2026-04-02T22:40:06.250Z",
        "1775169606123|2026-04-02T22:40:06.123Z",
        "1775169606123456|2026-04-02T22:40:06.123456Z",
        "1775169606123456789|2026-04-02T22:40:06.123456789Z",
        "0|1970-01-01T00:00:00Z",
        "-1|1969-12-31T23:59:59Z",
        "20260402|2026-04-02T00:00:00Z",
        "20260402224006|2026-04-02T22:40:06Z",
        "260402224006|2026-04-02T22:40:06Z",
        "20260402-22:40:06|2026-04-02T22:40:06Z",
        "20260402 22:40:06|2026-04-02T22:40:06Z",
        "20260402;224006|2026-04-02T22:40:06Z",
        "20260402-22:40|2026-04-02T22:40:00Z",
        "20260402 18:40:06 US/Eastern|2026-04-02T22:40:06Z",
        "20260402 18:40:06 EDT|2026-04-02T22:40:06Z",
        "2026-04-02|2026-04-02T00:00:00Z",
        "2026-04-02 22:40:06|2026-04-02T22:40:06Z",
        "2026-04-02 22:40:06.5|2026-04-02T22:40:06.500Z",
        "2026-04-02T22:40:06|2026-04-02T22:40:06Z",
        "2026-04-02T22:40:06Z|2026-04-02T22:40:06Z",
        "2026-04-02T18:40:06-04:00|2026-04-02T22:40:06Z",
        "Thu Apr 02 18:40:06 EDT 2026|2026-04-02T22:40:06Z",
        "Thu, 2 Apr 2026 22:40:06 GMT|2026-04-02T22:40:06Z"
      })
  void time_whenFormatIsInUse_readsIt(String text, Instant expected) {
    assertThat(JsonObject.builder().put("at", text).build().time("at")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "20261399",
        "20260230",
        "2026-02-30",
        "1e12",
        "-",
        ".",
        "1.2.3",
        "99999999"
      })
  void time_whenTextIsNoTime_saysWhichField(String text) {
    JsonObject object = JsonObject.builder().put("at", text).build();

    assertThatThrownBy(() -> object.time("at"))
        .isInstanceOf(UnexpectedFieldException.class)
        .hasMessage(
            "Field 'at' of the broker's answer should be a time but is text ('"
                + text
                + "'). [UNEXPECTED_FIELD]");
  }

  @Test
  void time_whenNumberOfSecondsOrMillis_readsBothTheSame() {
    JsonObject object =
        JsonObject.builder()
            .put("s", 1775169606L)
            .put("ms", 1775169606000L)
            .put("float", new BigDecimal("1.775169606E+9"))
            .build();

    assertThat(object.time("s")).isPresent().isEqualTo(object.time("ms"));
    assertThat(object.time("float")).isEqualTo(object.time("s"));
  }

  @Test
  void time_whenNumberIsBeyondTime_throwsTheFieldsException() {
    JsonObject object =
        JsonObject.builder().put("at", new BigDecimal("9".repeat(50))).put("no", true).build();

    assertThatThrownBy(() -> object.time("at")).isInstanceOf(UnexpectedFieldException.class);
    assertThatThrownBy(() -> object.time("no")).isInstanceOf(UnexpectedFieldException.class);
  }

  @Test
  void date_whenSentAsTextNumberOrTime_readsTheDay() {
    JsonObject object =
        JsonObject.builder()
            .put("text", "20270115")
            .put("number", 20270115)
            .put("iso", "2027-01-15")
            .put("millis", 1800000000000L)
            .put("blank", "")
            .put("null", JsonValue.ofNull())
            .build();

    assertThat(object.date("text")).contains(LocalDate.of(2027, 1, 15));
    assertThat(object.date("number")).isEqualTo(object.date("text"));
    assertThat(object.date("iso")).isEqualTo(object.date("text"));
    assertThat(object.date("millis")).isEqualTo(object.date("text"));
    assertThat(object.date("blank")).isEmpty();
    assertThat(object.date("null")).isEmpty();
    assertThat(object.date("missing")).isEmpty();
  }

  @Test
  void millis_whenSentAsTextOrNumber_isADuration() {
    JsonObject object = JsonObject.builder().put("a", 1500).put("b", "1500").build();

    assertThat(object.millis("a")).contains(Duration.ofMillis(1500)).isEqualTo(object.millis("b"));
    assertThat(object.millis("c")).isEmpty();
  }
}
