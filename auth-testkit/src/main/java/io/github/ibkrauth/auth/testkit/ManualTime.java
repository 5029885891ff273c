package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.time.Sleeper;
import io.github.ibkrauth.auth.time.TaskScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock, sleeper and scheduler that stand still until the test moves them. Tasks run in the order
 * of their times, those of the same time in the order in which they were scheduled, on the thread
 * that calls {@link #advance}; a task that throws ends the advance at its time and the exception
 * reaches the test.
 *
 * <p>There are two kinds of sleepers. With {@link #at} a sleeper moves the clock itself and returns
 * at once, which suits code that waits on the test's own thread. With {@link #withWaitingSleepers}
 * it blocks until another thread has moved the clock far enough.
 *
 * <p>Thread-safe. Let only one thread advance.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ManualTime implements InstantSource, Sleeper, TaskScheduler {

  private final boolean sleepersWait;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private Instant now;
  private long taskNumbers;
  private int sleepers;
  private Duration slept = Duration.ZERO;

  private ManualTime(Instant start, boolean sleepersWait) {
    this.now = Objects.requireNonNull(start, "start");
    this.sleepersWait = sleepersWait;
  }

  /** Returns a time in which sleeping moves the clock. */
  public static ManualTime at(Instant start) {
    return new ManualTime(start, false);
  }

  /** Returns a time in which sleepers block until the clock was moved. */
  public static ManualTime withWaitingSleepers(Instant start) {
    return new ManualTime(start, true);
  }

  /** Starts a runtime with this as clock, sleeper and scheduler. */
  public AuthRuntime.Builder runtime() {
    return AuthRuntime.builder().clock(this).sleeper(this).scheduler(this);
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves the clock forward and runs what becomes due, each task at its own time.
   *
   * @param step zero or more; zero runs what is due already
   */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time does not go back; see jumpBack");
    }
    Instant target = instant().plus(step);
    for (Task task = takeDue(target); task != null; task = takeDue(target)) {
      task.work().run();
    }
    moveTo(target);
  }

  /** Sets the clock back without running anything, as a correction of a wrong clock does. */
  public void jumpBack(Duration step) {
    lock.lock();
    try {
      now = now.minus(step);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before sleeping");
    }
    Duration span = duration.isNegative() ? Duration.ZERO : duration;
    lock.lock();
    try {
      slept = slept.plus(span);
      if (sleepersWait) {
        await(now.plus(span));
        return;
      }
    } finally {
      lock.unlock();
    }
    advance(span);
  }

  @Override
  public Scheduled schedule(Runnable task, Duration delay) {
    Objects.requireNonNull(task, "task");
    lock.lock();
    try {
      Instant due = delay.isNegative() ? now : now.plus(delay);
      Task waiting = new Task(due, taskNumbers++, task);
      tasks.add(waiting);
      return () -> cancel(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many tasks wait for their time. */
  public int pendingTasks() {
    lock.lock();
    try {
      return tasks.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the next task is due. */
  public Optional<Instant> nextTaskAt() {
    lock.lock();
    try {
      return Optional.ofNullable(tasks.peek()).map(Task::due);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many threads are blocked in {@link #sleep}. */
  public int sleepers() {
    lock.lock();
    try {
      return sleepers;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the sum of all times that were asked to be slept. */
  public Duration slept() {
    lock.lock();
    try {
      return slept;
    } finally {
      lock.unlock();
    }
  }

  private void await(Instant until) throws InterruptedException {
    sleepers++;
    try {
      while (now.isBefore(until)) {
        moved.await();
      }
    } finally {
      sleepers--;
    }
  }

  private @Nullable Task takeDue(Instant target) {
    lock.lock();
    try {
      Task next = tasks.peek();
      if (next == null || next.due().isAfter(target)) {
        return null;
      }
      tasks.remove(next);
      moveTo(next.due());
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Moves the clock; a task that slept may have moved it further already. */
  private void moveTo(Instant target) {
    lock.lock();
    try {
      if (target.isAfter(now)) {
        now = target;
      }
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Task task) {
    lock.lock();
    try {
      tasks.removeIf(waiting -> waiting == task);
    } finally {
      lock.unlock();
    }
  }

  private record Task(Instant due, long number, Runnable work) {}
}
