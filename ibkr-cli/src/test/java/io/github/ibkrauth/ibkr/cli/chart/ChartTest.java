package io.github.ibkrauth.ibkr.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final List<Candle> FIVE =
      List.of(
          candle("2026-11-25T14:30:00Z", "100", "104", "99", "103", "100"),
          candle("2026-11-25T14:35:00Z", "103", "106", "102", "105.5", "300"),
          candle("2026-11-25T14:40:00Z", "105.5", "107", "101", "102", "800"),
          candle("2026-11-25T14:45:00Z", "102", "102", "98", "98", "500"),
          candle("2026-11-25T14:50:00Z", "98", "101", "97", "100", "0"));

  @Test
  void draw_whenCandles_showsBodiesWicksVolumePricesAndTimes() {
    assertThat(chart(ChartStyle.CANDLES).draw(FIVE, 20, 6).lines())
        .containsExactly(
            "  ╷ │          │",
            "╷ ┃ █          ├ 105",
            "┃ ╿ █          │",
            "┃ ╵ ▀ █ ╷      │",
            "╿     █ ┃      ├ 100",
            "      ▀ ╿      │",
            "▂ ▄ █ ▅        │ vol",
            "──────┬────────┘",
            "      09:45");
  }

  @Test
  void draw_whenColoured_paintsRisesAndFallsAndNothingElse() {
    List<String> lines = new Chart(ChartStyle.CANDLES, NEW_YORK, true).draw(FIVE, 20, 6).lines();

    assertThat(lines.get(1))
        .isEqualTo("\u001b[32m╷\u001b[0m \u001b[32m┃\u001b[0m \u001b[31m█\u001b[0m          ├ 105");
    assertThat(lines.stream().map(line -> line.replaceAll("\u001b\\[\\d+m", "")).toList())
        .isEqualTo(chart(ChartStyle.CANDLES).draw(FIVE, 20, 6).lines());
  }

  @Test
  void draw_whenLine_runsThroughTheLastPrices() {
    assertThat(chart(ChartStyle.LINE).draw(FIVE, 20, 6).lines())
        .containsExactly(
            "  ⡰⠱⡀          ├ 105",
            "⢀⠎  ⠘⡄         │",
            "⠁    ⠈⢆        │",
            "       ⢣       │",
            "        ⠱⡀  ⢀⠔ ├ 100",
            "         ⠱⡠⠊⠁  │",
            "▂  ▄  █   ▅    │ vol",
            "──────┬────────┘",
            "      09:40");
  }

  @Test
  void draw_whenThereAreMoreBarsThanColumns_mergesThemAndSaysSo() {
    Chart.Drawn drawn = chart(ChartStyle.CANDLES).draw(many(100), 40, 5);

    assertThat(drawn.merged()).isEqualTo(3);
    assertThat(drawn.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
  }

  @Test
  void draw_whenThereIsOneBarAndOnePrice_putsItInTheMiddle() {
    List<Candle> one = List.of(candle("2026-11-25T14:30:00Z", "10", "10", "10", "10", "0"));

    assertThat(chart(ChartStyle.LINE).draw(one, 20, 3).lines())
        .containsExactly(
            "              │",
            "⠄             ├ 10.0",
            "              │",
            "┬─────────────┘",
            "09:30");
  }

  @Test
  void draw_whenBarsAreOfSeveralDays_writesADateWhereANewOneBegins() {
    List<Candle> days = new ArrayList<>();
    for (String start : List.of("2026-11-24T14:30:00Z", "2026-11-25T14:30:00Z")) {
      for (int hour = 0; hour < 7; hour++) {
        days.add(at(Instant.parse(start).plus(Duration.ofHours(hour)), 100 + hour));
      }
    }

    List<String> lines = chart(ChartStyle.CANDLES).draw(days, 60, 3).lines();

    assertThat(lines.get(lines.size() - 1)).contains("24 Nov", "25 Nov");
  }

  @Test
  void draw_whenBarsAreOfManyYears_writesMonthsAndYears() {
    List<Candle> days = new ArrayList<>();
    for (int day = 0; day < 500; day += 5) {
      days.add(at(Instant.parse("2025-10-06T13:30:00Z").plus(Duration.ofDays(day)), 100 + day));
    }

    List<String> lines = chart(ChartStyle.LINE).draw(days, 100, 4).lines();

    assertThat(lines.get(lines.size() - 1)).contains("2026", "Apr", "2027").doesNotContain(":");
  }

  @ParameterizedTest
  @CsvSource({"20,3", "33,7", "80,16", "200,40"})
  void draw_whateverTheSize_neverPassesTheEdgesNorLosesTheEnds(int width, int rows) {
    for (int count : new int[] {1, 2, 17, 78, 390, 1000}) {
      List<Candle> candles = many(count);
      for (ChartStyle style : ChartStyle.values()) {
        List<String> lines = chart(style).draw(candles, width, rows).lines();

        assertThat(lines).hasSize(rows + 3);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        // Something stands in the first and in the last row: the scale ends where prices do.
        if (count > 1) {
          assertThat(drawnPart(lines.get(0))).isNotBlank();
          assertThat(drawnPart(lines.get(rows - 1))).isNotBlank();
        }
      }
    }
  }

  @Test
  void draw_whenNothingFits_refuses() {
    assertThatThrownBy(() -> chart(ChartStyle.LINE).draw(List.of(), 80, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chart(ChartStyle.LINE).draw(FIVE, 19, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> chart(ChartStyle.LINE).draw(FIVE, 20, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String drawnPart(String line) {
    int edge = Math.max(line.lastIndexOf('│'), line.lastIndexOf('├'));
    return line.substring(0, edge);
  }

  private static Chart chart(ChartStyle style) {
    return new Chart(style, NEW_YORK, false);
  }

  private static List<Candle> many(int count) {
    Random random = new Random(count);
    List<Candle> candles = new ArrayList<>();
    Instant start = Instant.parse("2026-11-25T14:30:00Z");
    for (int i = 0; i < count; i++) {
      candles.add(at(start.plus(Duration.ofMinutes(5L * i)), 50 + random.nextInt(100)));
    }
    return candles;
  }

  private static Candle at(Instant start, int price) {
    BigDecimal close = BigDecimal.valueOf(price);
    return new Candle(
        start,
        close.subtract(BigDecimal.ONE),
        close.add(BigDecimal.ONE),
        close.subtract(BigDecimal.TEN),
        close,
        BigDecimal.valueOf(price));
  }

  private static Candle candle(
      String start, String open, String high, String low, String close, String volume) {
    return new Candle(
        Instant.parse(start),
        new BigDecimal(open),
        new BigDecimal(high),
        new BigDecimal(low),
        new BigDecimal(close),
        new BigDecimal(volume));
  }
}
