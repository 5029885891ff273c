package io.github.ibkrauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How numbers become ratios, a table and a plot. */
class ResultsTest {

  private static final Measurement OURS = Measurement.of("Ours.call", 1);
  private static final Measurement OTHER = Measurement.of("Other.call", 1);

  @Test
  void quantile_whenBetweenTwoValues_liesBetweenThem() {
    double[] values = {4, 1, 3, 2};

    assertThat(Sample.quantile(values, 0)).isEqualTo(1);
    assertThat(Sample.quantile(values, 0.5)).isEqualTo(2.5);
    assertThat(Sample.quantile(values, 1)).isEqualTo(4);
  }

  @Test
  void ratio_whenOursIsTwiceAsSlow_saysSoInEachKind() {
    Sample ours = sample(20);
    Sample other = sample(10);

    assertThat(row(Comparison.Kind.TIME, 1.5).ratio(ours, other)).isEqualTo(2);
    assertThat(row(Comparison.Kind.FASTER, 3).ratio(ours, other)).isEqualTo(0.5);
    assertThat(row(Comparison.Kind.TIME, 1.5).reached(2)).isFalse();
    assertThat(row(Comparison.Kind.FASTER, 3).reached(3)).isTrue();
    assertThat(row(Comparison.Kind.RATE, 0.9).reached(0.89)).isFalse();
  }

  @Test
  void table_whenATargetIsMissed_showsItBold() {
    Table table = new Table();
    table.add(
        row(Comparison.Kind.TIME, 1.5),
        List.of(
            new Sample[] {sample(20), sample(10)},
            new Sample[] {sample(30), sample(10)},
            new Sample[] {sample(40), sample(10)}));

    assertThat(table.text())
        .endsWith("| what | against | ≤ 1.5 × | **3.00** [2.50, 3.50] | 3.00 | 7 B : 7 B |\n");
  }

  @Test
  void table_whenATargetIsMissedByLittle_showsDigitsEnough() {
    Table table = new Table();
    table.add(
        row(Comparison.Kind.TIME, 1.5),
        List.<Sample[]>of(new Sample[] {sample(15.04), sample(10)}));

    assertThat(table.text()).contains("**1.5040** [1.50, 1.50]");
  }

  @Test
  void beats_whenHalfOfThemAreMissing_areRefused() {
    SessionsKeptAlive.Result whole = kept(400);
    SessionsKeptAlive.Result half = kept(200);

    assertThatCode(whole::requireEveryBeat).doesNotThrowAnyException();
    assertThatThrownBy(half::requireEveryBeat)
        .hasMessage("200 requests came where 400 beats were due");
  }

  private static SessionsKeptAlive.Result kept(long beats) {
    return new SessionsKeptAlive.Result(100, 5, 1, 1000, beats, 0.1, 20);
  }

  @Test
  void page_whenResultsAreShown_keepsWhatStandsAroundThem() {
    String page = "before\n<!-- results:begin -->\nold\n<!-- results:end -->\nafter\n";

    assertThat(Suite.shown(page, "new\n"))
        .isEqualTo("before\n<!-- results:begin -->\nnew\n<!-- results:end -->\nafter\n");
    assertThatThrownBy(() -> Suite.shown("nothing", "new"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chart_whenCostGrowsTenfold_risesByTheSameWayAsWorkOfTenfold() {
    Chart chart = new Chart("title", "work", "cost");
    chart.add("linear", new double[] {1, 10, 100}, new double[] {5, 50, 500});

    String svg = chart.svg();

    // From 1 to 100 across and from 5 to 500 up: the middle point lies in the middle.
    assertThat(svg).contains("polyline points=\"80.0,340.0 350.0,190.0 620.0,40.0\"");
    assertThatThrownBy(
            () -> {
              Chart flawed = new Chart("title", "work", "cost");
              flawed.add("zero", new double[] {1}, new double[] {0});
              flawed.svg();
            })
        .hasMessageContaining("zero");
  }

  private static Comparison row(Comparison.Kind kind, double target) {
    return new Comparison("what", "against", OURS, OTHER, kind, target);
  }

  private static Sample sample(double value) {
    return new Sample(value, value, 7);
  }
}
