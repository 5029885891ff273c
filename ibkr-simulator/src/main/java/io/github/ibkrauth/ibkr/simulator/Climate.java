package io.github.ibkrauth.ibkr.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How often each kind of disturbance comes. Immutable. */
public final class Climate {
  private static final double MOST_A_DAY = 10_000;

  private final Map<Spell.Kind, Double> perDay;

  private Climate(Map<Spell.Kind, Double> perDay) {
    this.perDay = perDay;
  }

  /** Returns a climate in which nothing happens. */
  public static Climate calm() {
    return new Climate(new EnumMap<>(Spell.Kind.class));
  }

  /** Returns a climate in which everything happens every few hours or days. */
  public static Climate rough() {
    return calm()
        .with(Spell.Kind.UNAUTHORIZED, 1)
        .with(Spell.Kind.GONE, 1)
        .with(Spell.Kind.SERVER_ERROR, 8)
        .with(Spell.Kind.SILENCE, 4)
        .with(Spell.Kind.CUT, 6)
        .with(Spell.Kind.TOO_MANY_REQUESTS, 1)
        .with(Spell.Kind.OUTAGE, 0.7)
        .with(Spell.Kind.SILENT_OUTAGE, 0.3)
        .with(Spell.Kind.RIVAL, 0.5)
        .with(Spell.Kind.DUEL, 0.3)
        .with(Spell.Kind.NEW_ADDRESS, 0.5)
        .with(Spell.Kind.CLOCK_JUMP, 0.5);
  }

  /**
   * Returns the same with another frequency of one kind.
   *
   * @param kind of disturbance
   * @param timesADay on average; 0 for never, 10,000 at most
   */
  public Climate with(Spell.Kind kind, double timesADay) {
    Objects.requireNonNull(kind, "kind");
    if (!(timesADay >= 0 && timesADay <= MOST_A_DAY)) {
      throw new IllegalArgumentException("want 0 to 10000 times a day, not " + timesADay);
    }
    Map<Spell.Kind, Double> copy = new EnumMap<>(perDay);
    copy.put(kind, timesADay);
    return new Climate(copy);
  }

  /** Returns how often a kind comes in a day, on average. */
  public double perDay(Spell.Kind kind) {
    return perDay.getOrDefault(Objects.requireNonNull(kind, "kind"), 0.0);
  }

  @Override
  public String toString() {
    return "Climate" + perDay;
  }
}
