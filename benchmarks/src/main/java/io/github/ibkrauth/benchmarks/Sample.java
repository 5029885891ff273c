package io.github.ibkrauth.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a call took, on average over a short time. Immutable.
 *
 * @param nanos by the wall, over all threads together: their calls in a time are its inverse
 * @param processor nanoseconds of processor time of the calling threads
 * @param bytes what the calling threads allocated
 */
record Sample(double nanos, double processor, double bytes) {

  /** Returns it as text, for {@link #of(String)}. */
  String line() {
    return String.format(Locale.ROOT, "%.6g,%.6g,%.6g", nanos, processor, bytes);
  }

  static Sample of(String line) {
    String[] parts = line.split(",", -1);
    return new Sample(
        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }

  /** Returns the value below which that share of all lie, between two of them if need be. */
  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
