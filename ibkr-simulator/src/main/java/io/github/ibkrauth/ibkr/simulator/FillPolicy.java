package io.github.ibkrauth.ibkr.simulator;

/** How the simulator fills orders whose price the market has reached. */
public enum FillPolicy {
  /** At most as many units as are quoted, at each tick: large orders fill in parts. */
  AS_QUOTED,
  /** Whole, at the first tick at which the price allows it. */
  WHOLE,
  /** Half of the order at the first tick at which the price allows it, and then nothing more. */
  PARTIAL,
  /** Not at all; only {@link SimulatedBook#fill} fills. */
  NEVER
}
