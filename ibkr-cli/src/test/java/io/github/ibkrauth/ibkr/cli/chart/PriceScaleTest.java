package io.github.ibkrauth.ibkr.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceScaleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "97|107|6|{1=105, 4=100}",
        "0.08|0.92|12|{2=0.75, 6=0.50, 9=0.25}",
        "1.08375|1.08999|10|{3=1.088, 6=1.086, 9=1.084}",
        "19987|20313|8|{2=20200, 7=20000}",
        "-3|4|9|{2=2.5, 5=0.0, 7=-2.5}"
      })
  void labels_whenAskedFor_areRoundAndStandWhereTheyBelong(
      BigDecimal lowest, BigDecimal highest, int rows, String labels) {
    PriceScale scale = PriceScale.of(lowest, highest, rows);

    assertThat(scale.labels()).hasToString(labels);
    scale
        .labels()
        .forEach(
            (row, label) ->
                assertThat(scale.place(new BigDecimal(label), 1)).isEqualTo(row).isLessThan(rows));
  }

  @Test
  void place_whenRowsAreDivided_runsFromTopToBottom() {
    PriceScale scale = PriceScale.of(new BigDecimal("10"), new BigDecimal("20"), 5);

    assertThat(scale.place(new BigDecimal("20"), 2)).isZero();
    assertThat(scale.place(new BigDecimal("10"), 2)).isEqualTo(9);
    assertThat(scale.place(new BigDecimal("10"), 4)).isEqualTo(19);
  }

  @Test
  void place_whenThereIsOnePriceOnly_isTheMiddle() {
    for (String price : new String[] {"0", "10", "-4", "0.00001"}) {
      BigDecimal only = new BigDecimal(price);

      assertThat(PriceScale.of(only, only, 5).place(only, 1)).isEqualTo(2);
    }
  }
}
