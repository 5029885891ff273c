package io.github.ibkrauth.ibkr.simulator;

/**
 * The logarithm of a price relative to its base, at every tick since 1970: noise of many
 * wavelengths, each as strong as a random walk is over that time. A pure function of seed, name and
 * tick, so nothing has to be remembered; this object only keeps the stretches it used last, which
 * makes walks cheap. Not thread-safe.
 */
final class NoisePath {
  /** Per year. */
  private static final double VOLATILITY = 0.25;

  private static final double TICKS_PER_YEAR = 365.25 * 24 * 720;

  /** The lengths of their waves are 2, 8, 32 ticks and so on, up to five years. */
  private static final int OCTAVES = 13;

  private final long key;
  private final long[] index = new long[OCTAVES];
  private final double[] left = new double[OCTAVES];
  private final double[] step = new double[OCTAVES];

  NoisePath(long seed, int name) {
    this.key = mix(seed ^ mix(name));
    java.util.Arrays.fill(index, Long.MIN_VALUE);
  }

  double at(long tick) {
    double sum = 0;
    for (int octave = 0; octave < OCTAVES; octave++) {
      int shift = 2 * octave + 1;
      long stretch = tick >> shift;
      if (stretch != index[octave]) {
        double amplitude = VOLATILITY * StrictMath.sqrt((1L << shift) / TICKS_PER_YEAR);
        index[octave] = stretch;
        left[octave] = amplitude * unit(key, octave, stretch);
        step[octave] = (amplitude * unit(key, octave, stretch + 1) - left[octave]) / (1L << shift);
      }
      sum += left[octave] + step[octave] * (tick - (stretch << shift));
    }
    return sum;
  }

  /** A number between -1 and 1 that depends on all three, and on nothing else. */
  static double unit(long key, int octave, long stretch) {
    long bits = mix(key + mix(stretch * 31 + octave));
    return (bits >> 10) * 0x1.0p-53;
  }

  /** A number from 0 on and below a bound. */
  static long below(long key, int purpose, long tick, long bound) {
    return Math.floorMod(mix(key + mix(tick * 31 + purpose)), bound);
  }

  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
