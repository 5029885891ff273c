package io.github.ibkrauth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A plot of curves over one axis, both axes logarithmic, as SVG: what grows linearly has the slope
 * of the grey lines. Not thread-safe.
 */
final class Chart {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 80;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int BOTTOM = 60;
  private static final String[] COLOURS = {"#0b6e99", "#c0392b", "#2e7d32"};

  private final String title;
  private final String across;
  private final String up;
  private final List<Curve> curves = new ArrayList<>();

  Chart(String title, String across, String up) {
    this.title = title;
    this.across = across;
    this.up = up;
  }

  /**
   * Adds a curve.
   *
   * @param name what it is called
   * @param x rising, above zero
   * @param y above zero
   */
  void add(String name, double[] x, double[] y) {
    curves.add(new Curve(name, x.clone(), y.clone()));
  }

  /** Returns the plot. */
  String svg() {
    Axis horizontal = axis(curve -> curve.x, LEFT, WIDTH - RIGHT);
    Axis vertical = axis(curve -> curve.y, HEIGHT - BOTTOM, TOP);
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
    svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
    text(svg, WIDTH / 2.0, 22, "middle", 15, title);
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", 12, across);
    svg.append(
        format(
            "<text x=\"18\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 18 %.1f)\">%s"
                + "</text>%n",
            (TOP + HEIGHT - BOTTOM) / 2.0, (TOP + HEIGHT - BOTTOM) / 2.0, up));
    verticals(svg, horizontal);
    horizontals(svg, vertical);
    proportional(svg, horizontal, vertical);
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, curves.get(i), COLOURS[i % COLOURS.length], horizontal, vertical);
    }
    names(svg);
    return svg.append("</svg>\n").toString();
  }

  /** The curves' names, above the picture, where no curve runs through them. */
  private void names(StringBuilder svg) {
    svg.append(format("<text x=\"%d\" y=\"%d\" font-size=\"12\">", LEFT, TOP - 4));
    for (int i = 0; i < curves.size(); i++) {
      svg.append(
          format(
              "<tspan dx=\"%d\" fill=\"%s\">%s</tspan>",
              i == 0 ? 0 : 16, COLOURS[i % COLOURS.length], curves.get(i).name));
    }
    svg.append(format("</text>%n"));
  }

  /** The places where something was measured. */
  private void verticals(StringBuilder svg, Axis axis) {
    TreeSet<Double> places = new TreeSet<>();
    curves.forEach(
        curve -> {
          for (double x : curve.x) {
            places.add(x);
          }
        });
    double last = -100;
    for (double place : places) {
      double x = axis.at(place);
      line(svg, x, TOP, x, HEIGHT - BOTTOM, "#eeeeee", 1, "");
      if (x - last >= 30) {
        text(svg, x, HEIGHT - BOTTOM + 18, "middle", 12, number(place));
        last = x;
      }
    }
  }

  /** Powers of ten, with 2 and 5 between them where there is room. */
  private void horizontals(StringBuilder svg, Axis axis) {
    int decades = (int) Math.round(Math.log10(axis.most / axis.least));
    for (double decade = Math.pow(10, Math.floor(Math.log10(axis.least)));
        decade <= axis.most * 1.001;
        decade *= 10) {
      for (int step : decades <= 2 ? new int[] {1, 2, 5} : new int[] {1}) {
        double value = decade * step;
        if (value >= axis.least * 0.999 && value <= axis.most * 1.001) {
          double y = axis.at(value);
          line(svg, LEFT, y, WIDTH - RIGHT, y, "#eeeeee", 1, "");
          text(svg, LEFT - 8, y + 4, "end", 12, number(value));
        }
      }
    }
  }

  /** For each curve what proportional growth from its last point would have been. */
  private void proportional(StringBuilder svg, Axis horizontal, Axis vertical) {
    for (Curve curve : curves) {
      int last = curve.x.length - 1;
      double slope = curve.y[last] / curve.x[last];
      double from = Math.max(horizontal.least, vertical.least / slope);
      line(
          svg,
          horizontal.at(from),
          vertical.at(from * slope),
          horizontal.at(curve.x[last]),
          vertical.at(curve.y[last]),
          "#bbbbbb",
          1,
          " stroke-dasharray=\"4 4\"");
    }
  }

  private static void curve(
      StringBuilder svg, Curve curve, String colour, Axis horizontal, Axis vertical) {
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < curve.x.length; i++) {
      double x = horizontal.at(curve.x[i]);
      double y = vertical.at(curve.y[i]);
      points.append(format("%.1f,%.1f ", x, y));
      dots.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
    }
    svg.append(
        format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n%s",
            points.toString().strip(), colour, dots));
  }

  private Axis axis(java.util.function.Function<Curve, double[]> values, double from, double to) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (Curve curve : curves) {
      for (double value : values.apply(curve)) {
        if (!(value > 0)) {
          throw new IllegalArgumentException(curve.name + " has a point at " + value);
        }
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    return new Axis(rounded(least, false), rounded(most, true), from, to);
  }

  /** Rounds to 1, 2 or 5 times a power of ten. */
  private static double rounded(double value, boolean upwards) {
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    double[] steps = {1, 2, 5, 10};
    double result = upwards ? decade * 10 : decade;
    for (double step : steps) {
      if (upwards && step * decade >= value * 0.999) {
        return step * decade;
      }
      if (!upwards && step * decade <= value * 1.001) {
        result = step * decade;
      }
    }
    return result;
  }

  private static String number(double value) {
    return value >= 10_000
        ? format("%,.0f", value)
        : value == Math.rint(value) ? format("%.0f", value) : format("%s", (float) value);
  }

  private static void line(
      StringBuilder svg,
      double x1,
      double y1,
      double x2,
      double y2,
      String colour,
      int width,
      String more) {
    svg.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-width=\"%d\"%s/>%n",
            x1, y1, x2, y2, colour, width, more));
  }

  private static void text(
      StringBuilder svg, double x, double y, String anchor, int size, String words) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"black\">%s"
                + "</text>%n",
            x, y, anchor, size, words));
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** Values between two places of the picture. */
  private record Axis(double least, double most, double from, double to) {

    double at(double value) {
      if (least == most) {
        return (from + to) / 2;
      }
      return from + (to - from) * Math.log(value / least) / Math.log(most / least);
    }
  }

  private record Curve(String name, double[] x, double[] y) {}
}
