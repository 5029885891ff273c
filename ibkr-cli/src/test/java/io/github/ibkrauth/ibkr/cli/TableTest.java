package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table = new Table().elasticText("NAME").number("AMOUNT").text("CURRENCY");

  @Test
  void lines_whenColumnsDiffer_alignTextsLeftAndNumbersRight() {
    table.row("cash", "5.00", "USD").row("net liquidation", "1,005,254.00", "EUR");

    assertThat(table.lines(0))
        .containsExactly(
            "NAME                   AMOUNT  CURRENCY",
            "cash                     5.00  USD",
            "net liquidation  1,005,254.00  EUR");
  }

  @Test
  void lines_whenTerminalIsTooNarrow_cutTheElasticColumnOnly() {
    table.row("a rather long description", "12,345.67", "USD");

    assertThat(table.lines(32))
        .containsExactly("NAME            AMOUNT  CURRENCY", "a rather l…  12,345.67  USD")
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(32));
  }

  @Test
  void lines_whenTerminalIsFarTooNarrow_keepEightCharactersAndEveryNumberWhole() {
    table.row("a rather long description", "12,345.67", "USD");

    assertThat(table.lines(10).get(1)).isEqualTo("a rathe…  12,345.67  USD");
  }

  @Test
  void lines_whenWidthIsNotKnown_cutNothing() {
    table.row("x".repeat(300), "1", "USD");

    assertThat(table.lines(0).get(1)).contains("x".repeat(300));
  }

  @Test
  void row_whenCellHoldsLineBreaksOrEscapes_staysOnOneLine() {
    table.row("two\nlines\u001b[31m", "1", "USD");

    assertThat(table.lines(0)).hasSize(2);
    assertThat(table.lines(0).get(1)).doesNotContain("\n", "\u001b");
  }

  @Test
  void lines_whenCharactersNeedTwoUnits_countCharacters() {
    table.row("😀😀", "1", "USD").row("abcd", "1", "USD");

    assertThat(table.lines(0).get(1)).startsWith("😀😀         ");
  }

  @Test
  void row_whenNumberOfCellsIsWrong_isRefused() {
    assertThatThrownBy(() -> table.row("only one")).isInstanceOf(IllegalArgumentException.class);
  }
}
