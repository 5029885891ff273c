package io.github.ibkrauth.ibkr.weeks;

import io.github.ibkrauth.auth.time.Sleeper;
import io.github.ibkrauth.auth.time.TaskScheduler;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's time in a simulated month: it is the simulator's, plus what the client's clock is
 * wrong by. Who sleeps moves the clock at once; tasks run when {@link #runUntil} gets to them, so a
 * task that became due while somebody slept is late, as on a busy machine. Tasks follow the time
 * that goes by, not the clock that is wrong. Thread-safe; one thread runs.
 */
final class WeekTime implements InstantSource, Sleeper, TaskScheduler {

  private final SimulatorClock clock;
  private final Supplier<Duration> wrongBy;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingLong(Task::number));
  private long numbers;

  WeekTime(SimulatorClock clock, Supplier<Duration> wrongBy) {
    this.clock = clock;
    this.wrongBy = wrongBy;
  }

  /** The time that is right. */
  Instant now() {
    return clock.instant();
  }

  @Override
  public Instant instant() {
    return clock.instant().plus(wrongBy.get());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before sleeping");
    }
    if (!duration.isNegative()) {
      clock.advance(duration);
    }
  }

  @Override
  public Scheduled schedule(Runnable task, Duration delay) {
    lock.lock();
    try {
      Duration wait = delay.isNegative() ? Duration.ZERO : delay;
      Task waiting = new Task(clock.instant().plus(wait), numbers++, task);
      tasks.add(waiting);
      return () -> cancel(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** Lets time go by and runs what becomes due. */
  void runUntil(Instant target) {
    for (Task task = takeDue(target); task != null; task = takeDue(target)) {
      moveTo(task.due());
      task.work().run();
    }
    moveTo(target);
  }

  int pendingTasks() {
    lock.lock();
    try {
      return tasks.size();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Task takeDue(Instant target) {
    lock.lock();
    try {
      Task next = tasks.peek();
      return next == null || next.due().isAfter(target) ? null : tasks.poll();
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant target) {
    Duration ahead = Duration.between(clock.instant(), target);
    if (!ahead.isNegative()) {
      clock.advance(ahead);
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
