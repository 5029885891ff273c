package io.github.ibkrauth.ibkr.endpoint;

import io.github.bucket4j.TimeMeter;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all calls of a client within the broker's limits: the one of everything together, and those
 * of single paths. A call that must wait does so on its own thread, before it is signed and before
 * its time-outs begin; whoever came first goes first, unless something else than he is free. Calls
 * that keep the session alive go before all others, and a tenth of the global limit is theirs
 * alone. After 429 nothing goes out at all for a while; see {@link PenaltyBox}.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class RequestLimiter {

  /** How often a call that waits for another's answer looks. */
  private static final Duration NAP = Duration.ofMillis(20);

  /** Ten slow answers must not hold up everything that goes through a gateway. */
  private static final long LONGEST_WAY = Duration.ofSeconds(5).toNanos();

  private static final Duration SHORTEST_NAP = Duration.ofMillis(1);

  /** Some microseconds: several times as long as anybody holds the lock. */
  private static final int LOOKS = 100;

  private final AuthRuntime runtime;
  private final PenaltyBox penalties;
  private final Duration penalty;
  private final Duration maxWait;
  private final @Nullable Meter global;
  private final @Nullable LimitSettings settings;
  private final TimeMeter time = new Clock();
  private final Map<String, List<Meter>> meters = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Elapsed elapsed;
  private final Set<Ticket> urgent = new LinkedHashSet<>();
  private final Set<Ticket> others = new LinkedHashSet<>();
  private long now;
  private long nextChange = Meter.NEVER;

  private RequestLimiter(
      @Nullable LimitSettings settings,
      String strategyId,
      AuthRuntime runtime,
      PenaltyBox penalties) {
    this.runtime = runtime;
    this.penalties = penalties;
    this.elapsed = new Elapsed(runtime.clock());
    this.penalty = settings == null ? Duration.ZERO : settings.penalty();
    this.maxWait = settings == null ? Duration.ZERO : settings.maxWait();
    this.settings = settings == null || !settings.enabled() ? null : settings;
    this.global =
        this.settings == null
            ? null
            : this.settings
                .global(strategyId)
                .map(
                    limit ->
                        new Meter("all calls together", limit, reserve(limit), LONGEST_WAY, time))
                .orElse(null);
  }

  /**
   * Creates the limiter of a client.
   *
   * @param settings what the limits are
   * @param strategyId which strategy logs in
   * @param runtime whose clock and sleeper are used
   * @param penalties where 429 is noted
   */
  public static RequestLimiter of(
      LimitSettings settings, String strategyId, AuthRuntime runtime, PenaltyBox penalties) {
    return new RequestLimiter(
        Objects.requireNonNull(settings, "settings"),
        Objects.requireNonNull(strategyId, "strategyId"),
        Objects.requireNonNull(runtime, "runtime"),
        Objects.requireNonNull(penalties, "penalties"));
  }

  /** Returns one that lets everything pass. */
  public static RequestLimiter none(AuthRuntime runtime) {
    return new RequestLimiter(null, "", runtime, new PenaltyBox(runtime.clock()));
  }

  /** Returns where 429 is noted. */
  public PenaltyBox penalties() {
    return penalties;
  }

  /**
   * Does what a strategy does with a tickle of its own, such as looking for a login at a gateway,
   * when its turn for that has come.
   *
   * @throws io.github.ibkrauth.ibkr.RateLimitedException when it does not come
   */
  public <T> T asTickle(Supplier<T> work) {
    try (Passage passage = passage(Endpoints.TICKLE, true)) {
      passage.begin();
      passage.sent();
      return work.get();
    }
  }

  /** Returns how a call passes; to be closed when its answer was read. */
  Passage passage(Endpoint endpoint, boolean isUrgent) {
    return new Passage(this, endpoint, isUrgent);
  }

  /**
   * Notes that the broker has answered 429.
   *
   * @param asked how long it asked to wait, if it did
   * @param reason what says so; the same object again is no news
   * @return how long nothing goes out now; null when that is not known
   */
  public @Nullable Duration penalize(@Nullable Duration asked, Object reason) {
    if (penalty.isZero()) {
      return asked;
    }
    Duration pause = asked == null ? penalty : asked;
    penalties.enter(pause, reason);
    return pause;
  }

  /**
   * Returns when the call may go.
   *
   * @throws io.github.ibkrauth.ibkr.RateLimitedException when it may not, or not in time; it holds
   *     no place then
   * @throws io.github.ibkrauth.ibkr.NoAnswerException when the thread is interrupted
   */
  Ticket await(Endpoint endpoint, boolean isUrgent) {
    Ticket mine = new Ticket(endpoint, metersOf(endpoint), isUrgent);
    while (true) {
      Duration nap = look(mine);
      if (nap.isZero()) {
        return mine;
      }
      try {
        runtime.sleeper().sleep(nap);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        withdraw(mine);
        throw Failures.interrupted(endpoint);
      }
    }
  }

  /** Notes that a call goes out now, unless there is a penalty by now. */
  void sent(Ticket ticket) {
    refuseInPenalty(ticket);
    enter();
    try {
      long time = tick();
      ticket.leases.forEach(lease -> lease.sent(time));
    } finally {
      lock.unlock();
    }
  }

  /** Notes that a call has its answer or will have none. */
  void ended(Ticket ticket) {
    enter();
    try {
      long time = tick();
      ticket.leases.forEach(lease -> lease.ended(time));
      admit();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a call that never went out. */
  void withdraw(Ticket ticket) {
    enter();
    try {
      tick();
      queue(ticket).remove(ticket);
      for (int i = 0; i < ticket.leases.size(); i++) {
        ticket.meters.get(i).giveBack(ticket.leases.get(i));
      }
      ticket.leases.clear();
      admit();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how long to sleep before looking again; zero when the call may go. */
  private Duration look(Ticket mine) {
    refuseInPenalty(mine);
    enter();
    try {
      tick();
      if (!mine.queued) {
        mine.queued = true;
        mine.since = now;
        queue(mine).add(mine);
        admit();
        if (!mine.admitted) {
          refuseIfHopeless(mine);
        }
      } else if (!mine.admitted && now >= nextChange) {
        admit();
      }
      return mine.admitted ? Duration.ZERO : nap(mine);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the lock. What is done under it is much shorter than to put a thread to sleep and to wake
   * it, so whoever comes second looks again some times before that.
   */
  private void enter() {
    for (int i = 0; i < LOOKS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  private Duration nap(Ticket mine) {
    Duration left = maxWait.minusNanos(now - mine.since);
    if (left.isZero() || left.isNegative()) {
      queue(mine).remove(mine);
      throw HeldBack.waited(mine.endpoint, blocking(mine), maxWait, mine.others(all()));
    }
    Duration change =
        nextChange == Meter.NEVER ? NAP : Duration.ofNanos(Math.max(0, nextChange - now));
    Duration nap = least(least(NAP, left), change);
    return nap.compareTo(SHORTEST_NAP) < 0 ? least(SHORTEST_NAP, left) : nap;
  }

  /** Refuses at once what would wait in vain. */
  private void refuseIfHopeless(Ticket mine) {
    for (Meter meter : mine.meters) {
      int before = mine.before(all(), meter);
      long least = meter.leastWait(mine.urgent, before, now);
      if (least > maxWait.toNanos()) {
        queue(mine).remove(mine);
        throw HeldBack.wouldWait(mine.endpoint, meter, Duration.ofNanos(least), maxWait, before);
      }
    }
  }

  private void refuseInPenalty(Ticket ticket) {
    Optional<Duration> left = penalties.left();
    if (left.isPresent()) {
      withdraw(ticket);
      throw HeldBack.inPenalty(ticket.endpoint, left.get(), penalties.since().orElse(null));
    }
  }

  /** Lets go whoever may, in the order in which they came; works out when to look again. */
  private void admit() {
    nextChange = Math.min(admit(urgent, true), admit(others, false));
  }

  private long admit(Set<Ticket> queue, boolean isUrgent) {
    Iterator<Ticket> waiting = queue.iterator();
    while (waiting.hasNext() && (global == null || global.admits(isUrgent, now))) {
      Ticket ticket = waiting.next();
      if (admits(ticket)) {
        ticket.meters.forEach(meter -> ticket.leases.add(meter.take()));
        ticket.admitted = true;
        waiting.remove();
      }
    }
    if (queue.isEmpty()) {
      return Meter.NEVER;
    }
    long ofAll = global == null ? now : global.nextAt(isUrgent, now);
    long next = Meter.NEVER;
    for (Ticket ticket : queue) {
      long at = ofAll;
      for (Meter meter : ticket.meters) {
        at = meter == global ? at : Math.max(at, meter.nextAt(isUrgent, now));
      }
      next = Math.min(next, at);
    }
    return next;
  }

  private boolean admits(Ticket ticket) {
    for (Meter meter : ticket.meters) {
      if (!meter.admits(ticket.urgent, now)) {
        return false;
      }
    }
    return true;
  }

  private Meter blocking(Ticket mine) {
    return mine.meters.stream()
        .filter(meter -> !meter.admits(mine.urgent, now))
        .reduce((first, second) -> second)
        .orElseGet(() -> mine.meters.get(mine.meters.size() - 1));
  }

  private List<Meter> metersOf(Endpoint endpoint) {
    List<Meter> all = new ArrayList<>();
    if (global != null) {
      all.add(global);
    }
    if (settings != null) {
      // Another method of a listed path shares the path's limits.
      String path =
          endpoint.group() == Group.UNLISTED
              ? settings.limited(endpoint.path()).orElse(endpoint.path())
              : endpoint.path();
      List<Limit> limits = settings.of(path);
      if (!limits.isEmpty()) {
        all.addAll(meters.computeIfAbsent(path, key -> metersOf(key, limits)));
      }
    }
    return all;
  }

  private List<Meter> metersOf(String path, List<Limit> limits) {
    return limits.stream().map(limit -> new Meter(path, limit, 0, Meter.NEVER, time)).toList();
  }

  private Set<Ticket> queue(Ticket ticket) {
    return ticket.urgent ? urgent : others;
  }

  private List<Ticket> all() {
    List<Ticket> all = new ArrayList<>(urgent);
    all.addAll(others);
    return all;
  }

  private long tick() {
    now = elapsed.now();
    return now;
  }

  private static int reserve(Limit limit) {
    return limit.calls() < 2 ? 0 : Math.max(1, limit.calls() / 10);
  }

  private static Duration least(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** The time of the last look, for the buckets. */
  private final class Clock implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  /** A call that waits, and then holds a place at each of its meters. Used under the lock. */
  static final class Ticket {

    private final Endpoint endpoint;
    private final List<Meter> meters;
    private final boolean urgent;
    private final List<Meter.Lease> leases = new ArrayList<>();
    private boolean queued;
    private boolean admitted;
    private long since;

    private Ticket(Endpoint endpoint, List<Meter> meters, boolean urgent) {
      this.endpoint = endpoint;
      this.meters = meters;
      this.urgent = urgent;
    }

    /** Returns how many wait for a meter before this. */
    private int before(List<Ticket> waiting, Meter meter) {
      return (int)
          waiting.stream()
              .takeWhile(ticket -> ticket != this)
              .filter(ticket -> ticket.meters.contains(meter))
              .count();
    }

    /** Returns how many others wait for the last of its meters. */
    private int others(List<Ticket> waiting) {
      Meter last = meters.get(meters.size() - 1);
      return (int)
          waiting.stream().filter(ticket -> ticket != this && ticket.meters.contains(last)).count();
    }
  }
}
