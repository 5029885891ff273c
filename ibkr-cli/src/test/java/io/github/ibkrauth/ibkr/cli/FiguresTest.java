package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.json.Num;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0.00",
        "5|5.00",
        "-5.5|-5.50",
        "999.999|999.999",
        "1005254|1,005,254.00",
        "-1234567.891|-1,234,567.891",
        "1E+6|1,000,000.00",
        "1E-9|0.000000001",
        "100|100.00",
        "12345678901234567890.12|12,345,678,901,234,567,890.12",
        "1.5000|1.50"
      })
  void money_whenThereIsAnAmount_showsItWholeWithCentsAndThousands(String amount, String shown) {
    assertThat(Figures.money(new BigDecimal(amount))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"100|100", "1E+3|1,000", "0.25000|0.25", "-7|-7", "1234.5|1,234.5"})
  void number_whenThereIsOne_showsTheDecimalsItNeeds(String number, String shown) {
    assertThat(Figures.number(Num.parse(number))).isEqualTo(shown);
  }

  @Test
  void money_whenThereIsNone_isADashAndNeverZero() {
    assertThat(Figures.money(Num.missing())).isEqualTo("-");
    assertThat(Figures.money(Num.ofNull())).isEqualTo("-");
    assertThat(Figures.number(Num.parse(""))).isEqualTo("-");
  }

  @Test
  void money_whenTheWireHeldSomethingElse_showsIt() {
    assertThat(Figures.money(Num.parse("N/A"))).contains("N/A");
  }
}
