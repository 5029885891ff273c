package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The broker's limits on requests: 50 a second for each user with OAuth and 10 through a gateway,
 * and those of single endpoints. Every request beyond one is counted, as a violation of that rule.
 * When they are {@linkplain #enforce enforced}, it is answered with 429 besides, and so is whatever
 * comes from the same address until the penalty is over.
 *
 * <p>A limit holds in every window of its length, wherever that begins. Requests are counted when
 * they have arrived; logins are not, as they belong to no user yet.
 *
 * <p>Thread-safe.
 */
public final class RequestLimits {

  /** What requests during a penalty are counted as. */
  public static final String DURING_A_PENALTY = "during a penalty";

  /** How long the penalty lasts by the longer of the two lengths that the broker's pages name. */
  public static final Duration USUAL_PENALTY = Duration.ofMinutes(15);

  private final InstantSource time;
  private final List<LimitRule> rules;
  private final LimitRule withOAuth;
  private final LimitRule throughGateway;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Window> windows = new HashMap<>();
  private final Map<String, Integer> violations = new LinkedHashMap<>();
  private final Map<String, Instant> penalties = new HashMap<>();
  private boolean enforced;
  private Duration penalty;

  RequestLimits(Settings settings, InstantSource time) {
    this.time = time;
    this.rules = List.copyOf(settings.rules);
    this.withOAuth = global(settings.perSecond, 50);
    this.throughGateway = global(settings.perSecond, 10);
    this.enforced = settings.enforced;
    this.penalty = settings.penalty;
  }

  private static LimitRule global(@Nullable Integer set, int documented) {
    return LimitRule.of("*", "**", set == null ? documented : set, Duration.ofSeconds(1));
  }

  /** What the builder has collected. */
  static final class Settings {
    final List<LimitRule> rules = new ArrayList<>(LimitRule.DOCUMENTED);
    @Nullable Integer perSecond;
    boolean enforced;
    Duration penalty = USUAL_PENALTY;

    /** Sets a rule, in place of the one about the same requests. */
    void add(String method, String path, int calls, Duration span) {
      rules.removeIf(rule -> rule.isAbout(method, path));
      rules.add(LimitRule.of(method, path, calls, span));
    }
  }

  /** Sets whether requests beyond a limit are refused from now on, or only counted. */
  public void enforce(boolean value) {
    locked(
        () -> {
          enforced = value;
          penalties.clear();
        });
  }

  /** Sets how long an address is refused from now on. */
  public void penalty(Duration value) {
    Objects.requireNonNull(value, "value");
    locked(() -> penalty = value);
  }

  /** Ends every penalty. */
  public void release() {
    locked(penalties::clear);
  }

  /** Returns how many requests were beyond a limit. */
  public int violations() {
    lock.lock();
    try {
      return violations.values().stream().mapToInt(Integer::intValue).sum();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many requests were beyond each limit, such as {@code GET
   * /v1/api/iserver/account/trades: 1 in PT5S}; limits that were kept are left out.
   */
  public Map<String, Integer> violationsByRule() {
    lock.lock();
    try {
      return new LinkedHashMap<>(violations);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the most requests that any window of each limit has held, for those that were met with
   * at all: how far the limits were used.
   */
  public Map<String, Integer> mostByRule() {
    lock.lock();
    try {
      Map<String, Integer> most = new LinkedHashMap<>();
      windows.forEach((key, window) -> most.merge(key.rule().toString(), window.most, Math::max));
      return most;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets violations and windows; penalties stay. */
  public void forget() {
    locked(
        () -> {
          violations.clear();
          windows.values().removeIf(window -> window.atOnce == 0);
        });
  }

  /** Returns how long an address is still refused; zero when it is not. */
  public Duration penaltyLeft(String address) {
    lock.lock();
    try {
      return left(address);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a request that has arrived.
   *
   * @param user whose it is; null when it belongs to nobody
   */
  Visit arrive(Call call, @Nullable String user, boolean atGateway) {
    lock.lock();
    try {
      if (!left(call.callerIp()).isZero()) {
        count(DURING_A_PENALTY);
        return new Visit(true, List.of());
      }
      if (user == null) {
        return new Visit(false, List.of());
      }
      List<Window> entered = new ArrayList<>();
      boolean beyond = enter(atGateway ? throughGateway : withOAuth, user, entered);
      for (LimitRule rule : rules) {
        if (rule.fits(call)) {
          beyond |= enter(rule, user, entered);
        }
      }
      if (beyond && enforced) {
        penalties.put(call.callerIp(), time.instant().plus(penalty));
      }
      return new Visit(beyond && enforced, entered);
    } finally {
      lock.unlock();
    }
  }

  private boolean enter(LimitRule rule, String user, List<Window> entered) {
    Window window = windows.computeIfAbsent(new Key(rule, user), key -> new Window());
    int inside = rule.isConcurrency() ? window.enter() : window.arrive(rule, time.instant());
    if (rule.isConcurrency()) {
      entered.add(window);
    }
    boolean beyond = inside > rule.calls();
    if (beyond) {
      count(rule.toString());
    }
    return beyond;
  }

  private void count(String rule) {
    violations.merge(rule, 1, Integer::sum);
  }

  private Duration left(String address) {
    Duration left =
        Optional.ofNullable(penalties.get(address))
            .map(until -> Duration.between(time.instant(), until))
            .orElse(Duration.ZERO);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  private record Key(LimitRule rule, String user) {}

  /** What a rule has seen of a user lately. Used under the lock. */
  private static final class Window {
    private final Deque<Instant> arrivals = new ArrayDeque<>();
    private final Deque<Long> leaving = new ArrayDeque<>();
    private int atOnce;
    private int most;

    int arrive(LimitRule rule, Instant now) {
      Instant start = now.minus(rule.span());
      arrivals.removeIf(arrival -> !arrival.isAfter(start) || arrival.isAfter(now));
      arrivals.add(now);
      most = Math.max(most, arrivals.size());
      return arrivals.size();
    }

    int enter() {
      long now = System.nanoTime();
      leaving.removeIf(end -> end - now <= 0);
      atOnce++;
      most = Math.max(most, atOnce + leaving.size());
      return atOnce + leaving.size();
    }

    void leave(Duration delay) {
      atOnce--;
      if (!delay.isZero()) {
        leaving.add(System.nanoTime() + delay.toNanos());
      }
    }
  }

  /** A request that is being answered. */
  final class Visit {
    private final boolean refused;
    private final List<Window> entered;

    private Visit(boolean refused, List<Window> entered) {
      this.refused = refused;
      this.entered = entered;
    }

    /** What it is answered when it is beyond a limit. */
    Optional<Answer> refusal() {
      return refused
          ? Optional.of(Answer.errorWithStatus(429, "Too Many Requests"))
          : Optional.empty();
    }

    /** Ends it; its answer goes out after a delay, in real time. */
    void end(Duration delay) {
      locked(() -> entered.forEach(window -> window.leave(delay)));
    }
  }
}
