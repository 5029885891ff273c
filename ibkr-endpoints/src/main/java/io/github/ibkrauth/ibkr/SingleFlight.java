package io.github.ibkrauth.ibkr;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that several callers want done at the same time and that is done once: the first does it on
 * its own thread, the others wait and share its outcome. If the first is interrupted, one of the
 * others takes over. No lock is held while the work is done. Thread-safe.
 */
final class SingleFlight {

  private final Supplier<RuntimeException> interrupted;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Flight flight;

  /**
   * Creates it.
   *
   * @param interrupted what a caller throws that was interrupted while it waited
   */
  SingleFlight(Supplier<RuntimeException> interrupted) {
    this.interrupted = interrupted;
  }

  /**
   * Does the work, or waits for whom does it; returns at once on the thread that does it.
   *
   * @return the work that was done: this, or what another caller brought
   */
  Runnable run(Runnable work) {
    while (true) {
      Flight mine = new Flight(Thread.currentThread(), work, new CompletableFuture<>());
      Flight current = join(mine);
      if (current == mine) {
        lead(work, mine);
        return work;
      }
      if (current.leader == Thread.currentThread() || landed(current)) {
        return current.work;
      }
    }
  }

  /** Returns whether the calling thread is doing the work just now. */
  boolean isLeader() {
    lock.lock();
    try {
      return flight != null && flight.leader == Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private Flight join(Flight mine) {
    lock.lock();
    try {
      if (flight == null) {
        flight = mine;
      }
      return flight;
    } finally {
      lock.unlock();
    }
  }

  private void lead(Runnable work, Flight mine) {
    Throwable failure = null;
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    } finally {
      lock.lock();
      try {
        flight = null;
      } finally {
        lock.unlock();
      }
      if (failure == null) {
        mine.outcome.complete(true);
      } else if (Thread.currentThread().isInterrupted()) {
        // That concerns this thread only: somebody else begins again.
        mine.outcome.complete(false);
      } else {
        mine.outcome.completeExceptionally(failure);
      }
    }
  }

  private boolean landed(Flight theirs) {
    try {
      return theirs.outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("The thread that did the work died.", e.getCause());
    }
  }

  /** Work under way: true when it is done, false when it was given up. */
  private record Flight(Thread leader, Runnable work, CompletableFuture<Boolean> outcome) {}
}
