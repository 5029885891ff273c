package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Disturbance.Delivery;
import io.github.ibkrauth.ibkr.simulator.Spell.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Disturbances over days and weeks, drawn from a seed: the same climate, seed and length give the
 * same spells. They happen by the simulator's clock, at the first request after their time. A
 * request that a {@link Faults} rule fits is not disturbed besides. Thread-safe.
 */
public final class Weather {
  /** How long a rival who fights waits before he takes the brokerage session back. */
  static final Duration REVENGE = Duration.ofSeconds(15);

  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final ReentrantLock lock = new ReentrantLock();
  private final Broker broker;
  private final ObservedAddress address;
  private List<Spell> spells = List.of();
  private int begun;
  private final List<Spell> lasting = new ArrayList<>();
  private final Deque<Spell> waiting = new ArrayDeque<>();
  private @Nullable Instant avenged;

  Weather(Broker broker, ObservedAddress address) {
    this.broker = broker;
    this.address = address;
  }

  /**
   * Begins now, in place of the weather before.
   *
   * @param climate what comes how often
   * @param seed what the spells are drawn from
   * @param length for how long spells begin
   * @return the spells, in the order in which they begin
   */
  public List<Spell> begin(Climate climate, long seed, Duration length) {
    Objects.requireNonNull(climate, "climate");
    Instant start = broker.now();
    List<Spell> drawn = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      draw(
          kind, climate.perDay(kind), new Random(seed * 31 + kind.ordinal()), start, length, drawn);
    }
    drawn.sort(Comparator.comparing(Spell::from).thenComparing(Spell::kind));
    locked(
        () -> {
          stop();
          spells = List.copyOf(drawn);
          begun = 0;
        });
    return spells();
  }

  /** Ends the weather; a rival leaves, the address stays. */
  public void end() {
    locked(
        () -> {
          stop();
          spells = List.of();
          begun = 0;
        });
  }

  /** Returns all spells since {@link #begin}, past and to come. */
  public List<Spell> spells() {
    lock.lock();
    try {
      return spells;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns what a caller's clock that jumps with the weather shows too much now: add it to the
   * simulator's time.
   */
  public Duration callersClockIsOffBy() {
    Instant now = broker.now();
    return lasting(now, Kind.CLOCK_JUMP).map(Spell::clockError).orElse(Duration.ZERO);
  }

  private static void draw(
      Kind kind, double perDay, Random random, Instant start, Duration length, List<Spell> into) {
    if (perDay == 0) {
      return;
    }
    Instant end = start.plus(length);
    Instant at = start;
    while (true) {
      double gap = -Math.log(1 - random.nextDouble()) * DAY_MILLIS / perDay;
      at = at.plusMillis(1 + (long) gap);
      if (!at.isBefore(end)) {
        return;
      }
      long spread = kind.longest.toMillis() - kind.shortest.toMillis();
      long millis = kind.shortest.toMillis() + (long) (random.nextDouble() * spread);
      into.add(new Spell(kind, at, at.plusMillis(millis), random.nextInt(Integer.MAX_VALUE)));
      at = at.plusMillis(millis);
    }
  }

  private void stop() {
    if (lasting.stream().anyMatch(Weather::isRival)) {
      broker.rivalLeaves();
    }
    lasting.clear();
    waiting.clear();
    avenged = null;
  }

  /** Lets happen what became due. */
  void catchUp() {
    locked(
        () -> {
          Instant now = broker.now();
          while (begun < spells.size() && !spells.get(begun).from().isAfter(now)) {
            start(spells.get(begun++), now);
          }
          List<Spell> over = lasting.stream().filter(spell -> !spell.lastsAt(now)).toList();
          lasting.removeAll(over);
          if (over.stream().anyMatch(Weather::isRival)
              && lasting.stream().noneMatch(Weather::isRival)) {
            broker.rivalLeaves();
          }
          fight(now);
        });
  }

  private void start(Spell spell, Instant now) {
    if (spell.kind().meetsOneRequest()) {
      waiting.add(spell);
    } else if (spell.kind() == Kind.NEW_ADDRESS) {
      address.see("203.0.113." + (1 + spell.draw() % 254));
    } else if (spell.lastsAt(now)) {
      lasting.add(spell);
      if (isRival(spell)) {
        broker.competingLogin();
        avenged = now;
      }
    }
  }

  private void fight(Instant now) {
    boolean duel = lasting.stream().anyMatch(spell -> spell.kind() == Kind.DUEL);
    if (duel
        && !broker.heldElsewhere()
        && (avenged == null || !now.isBefore(avenged.plus(REVENGE)))) {
      broker.competingLogin();
      avenged = now;
    } else if (duel && broker.heldElsewhere()) {
      avenged = now;
    }
  }

  private static boolean isRival(Spell spell) {
    return spell.kind() == Kind.RIVAL || spell.kind() == Kind.DUEL;
  }

  /** Returns what happens to the next request. */
  Disturbance next() {
    lock.lock();
    try {
      Optional<Spell> outage =
          lasting.stream()
              .filter(spell -> spell.kind().isOutage() && spell.kind() != Kind.DUEL)
              .findFirst();
      Spell spell = outage.orElseGet(waiting::poll);
      return spell == null ? Disturbance.NONE : disturbance(spell);
    } finally {
      lock.unlock();
    }
  }

  private static Disturbance disturbance(Spell spell) {
    boolean odd = spell.draw() % 2 == 1;
    return switch (spell.kind()) {
      case UNAUTHORIZED -> answered(SessionGate.unauthorized("Access token expired").answer());
      case GONE -> answered(Answer.errorWithStatus(410, "Gone"));
      case SERVER_ERROR ->
          answered(trouble(500 + List.of(0, 2, 3, 4).get(spell.draw() / 2 % 4), odd));
      case TOO_MANY_REQUESTS -> answered(Answer.errorWithStatus(429, "Too Many Requests"));
      case OUTAGE -> answered(trouble(503, odd));
      case SILENCE -> new Disturbance(null, Delivery.HANG, Duration.ZERO, odd);
      case SILENT_OUTAGE -> new Disturbance(null, Delivery.HANG, Duration.ZERO, false);
      case CUT -> new Disturbance(null, odd ? Delivery.HALF : Delivery.CUT, Duration.ZERO, odd);
      default -> Disturbance.NONE;
    };
  }

  private static Disturbance answered(Answer answer) {
    return new Disturbance(
        answer.because("bad weather: " + answer.reason()), Delivery.WHOLE, Duration.ZERO, false);
  }

  private static Answer trouble(int status, boolean page) {
    return page
        ? Answer.html(status, "Service trouble " + status)
        : Answer.errorWithStatus(status, "Service trouble");
  }

  /** The outage at a moment, by plan: whether or not a request has met it. */
  Optional<Spell> outageAt(Instant now) {
    return spells().stream()
        .filter(spell -> spell.kind().isOutage() && spell.lastsAt(now))
        .findFirst();
  }

  Optional<Spell> lasting(Instant now, Kind kind) {
    return spells().stream()
        .filter(spell -> spell.kind() == kind && spell.lastsAt(now))
        .findFirst();
  }

  /** When the latest spell of these kinds ended that is over. */
  Optional<Instant> latestEnd(Instant now, java.util.function.Predicate<Kind> kinds) {
    return spells().stream()
        .filter(spell -> kinds.test(spell.kind()) && !spell.until().isAfter(now))
        .map(Spell::until)
        .max(Comparator.naturalOrder());
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
