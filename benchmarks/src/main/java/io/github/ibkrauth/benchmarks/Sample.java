package io.github.ibkrauth.benchmarks;

import java.util.Arrays;

/**
 * What one short run of a benchmark gave. Immutable.
 *
 * @param unit of the scores
 * @param scores one for each iteration
 * @param processor nanoseconds of processor time for an operation, one for each iteration
 * @param bytes what an operation allocated
 */
record Sample(String unit, double[] scores, double[] processor, double bytes) {

  double median() {
    return quantile(scores, 0.5);
  }

  double processorMedian() {
    return quantile(processor, 0.5);
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
