package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.time.TaskScheduler;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks after a session until it is closed: a round of maintenance at once, then one at every
 * interval. Rounds run on the runtime's scheduler; between them no thread waits. Attempts to open
 * the session again are held back by the policy's delays, and end where a rival takes the session
 * back each time; looking goes on at every interval.
 *
 * <p>Ends when it, its gateway or the runtime is closed. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class MaintenanceWatch implements AutoCloseable {

  /** How often a session is looked after where nothing else is wanted. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.gateway");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Gateway gateway;
  private final AuthRuntime runtime;
  private final MaintenancePolicy policy;
  private final Duration interval;
  private final Listener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Class<?>> complainedAbout = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable MaintenanceResult last;
  private TaskScheduler.@Nullable Scheduled next;

  MaintenanceWatch(
      Gateway gateway,
      AuthRuntime runtime,
      MaintenancePolicy policy,
      Duration interval,
      Listener listener) {
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The interval between two rounds must be 1 s to 1 h, not " + interval + ".");
    }
    this.gateway = gateway;
    this.runtime = runtime;
    this.policy = policy;
    this.interval = interval;
    this.listener = listener;
  }

  void start() {
    schedule(Duration.ZERO);
  }

  /** Returns the result of the last round, if one has ended. */
  public Optional<MaintenanceResult> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Waits until the watch has ended.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile; the watch goes on
   */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Ends the watch; a round under way ends at its next step and is not reported. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (next != null) {
        next.cancel();
        next = null;
      }
    } finally {
      lock.unlock();
    }
    ended.countDown();
  }

  private boolean over() {
    return closed || gateway.isClosed();
  }

  private void schedule(Duration delay) {
    lock.lock();
    try {
      if (!over()) {
        next = runtime.scheduler().schedule(this::turn, delay);
      }
    } finally {
      lock.unlock();
    }
  }

  private void turn() {
    if (!over()) {
      look();
    }
    if (over()) {
      close();
      return;
    }
    try {
      schedule(interval);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The scheduler is shut down; the gateway is no longer looked after");
      close();
    }
  }

  private void look() {
    try {
      MaintenanceResult result = gateway.round(policy, true, this::tell, this::over);
      if (!over()) {
        last = result;
        listener.onResult(result);
      }
    } catch (RuntimeException | Error e) {
      // Most likely the listener's: it must not end the watch.
      complain(e);
    }
  }

  /** A listener in trouble must not end a round between a logout and what was to follow it. */
  private void tell(MaintenanceStep step) {
    try {
      listener.onStep(step);
    } catch (RuntimeException | Error e) {
      complain(e);
    }
  }

  private void complain(Throwable thrown) {
    if (complainedAbout.add(thrown.getClass())) {
      LOG.log(
          Level.WARNING,
          "A round of maintenance, or its listener {0}, threw {1}; further ones of this kind are"
              + " not reported",
          listener.getClass().getName(),
          thrown.getClass().getName());
    }
  }

  /**
   * Is told what a watch does, on the thread that does it. One that throws ends neither the round
   * nor the watch.
   */
  @ApiLevel(ApiLevel.Kind.API)
  public interface Listener {

    /** Takes a step, as soon as it is done. */
    default void onStep(MaintenanceStep step) {}

    /** Takes the result of a round. */
    void onResult(MaintenanceResult result);
  }
}
