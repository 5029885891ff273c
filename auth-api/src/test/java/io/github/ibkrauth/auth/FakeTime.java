package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.time.TaskScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** A clock and a scheduler for one thread that stand still until moved. */
public final class FakeTime implements InstantSource, TaskScheduler {

  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private volatile Instant now = START;
  private final List<Task> tasks = new ArrayList<>();
  private Runnable onNextRead = () -> {};

  /** Creates a time that stands at the start. */
  public FakeTime() {}

  /** Returns a runtime on this time, with a fixed draw for everything random. */
  public AuthRuntime.Builder runtime(double draw) {
    return AuthRuntime.builder().clock(this).scheduler(this).random(draw(draw));
  }

  public static RandomGenerator draw(double value) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble() {
        return value;
      }
    };
  }

  @Override
  public Instant instant() {
    Runnable hook = onNextRead;
    onNextRead = () -> {};
    hook.run();
    return now;
  }

  /** Runs something the next time that somebody looks at the clock. */
  public void onNextRead(Runnable hook) {
    onNextRead = hook;
  }

  public void advance(Duration step) {
    Instant target = now.plus(step);
    while (true) {
      Task next = tasks.stream().min(Comparator.comparing(Task::due)).orElse(null);
      if (next == null || next.due().isAfter(target)) {
        break;
      }
      tasks.remove(next);
      now = next.due().isAfter(now) ? next.due() : now;
      next.work().run();
    }
    now = now.isAfter(target) ? now : target;
  }

  public void set(Instant value) {
    now = value;
  }

  public int pendingTasks() {
    return tasks.size();
  }

  /** Returns how long until the next task. */
  public Duration untilNextTask() {
    return Duration.between(
        now, tasks.stream().map(Task::due).min(Comparator.naturalOrder()).orElseThrow());
  }

  @Override
  public Scheduled schedule(Runnable work, Duration delay) {
    Task task = new Task(now.plus(delay), work);
    tasks.add(task);
    return () -> tasks.removeIf(waiting -> waiting == task);
  }

  private record Task(Instant due, Runnable work) {}
}
