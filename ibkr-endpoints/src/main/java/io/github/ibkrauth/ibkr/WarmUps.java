package io.github.ibkrauth.ibkr;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * What the broker must be asked or told once before other calls work, and forgets with the session.
 * Each may come after others; all are done again in the order in which they were added.
 * Thread-safe.
 */
final class WarmUps {

  static final String BROKERAGE_ACCOUNTS = "brokerage-accounts";
  static final String PORTFOLIO_ACCOUNTS = "portfolio-accounts";

  private final AtomicLong sequence;
  private final List<WarmUp> nodes = new CopyOnWriteArrayList<>();

  WarmUps(AtomicLong sequence) {
    this.sequence = sequence;
  }

  /**
   * Adds one.
   *
   * @param name unique
   * @param essential whether the session is no use without it
   * @param ask does it
   * @param after what comes before it, added already; so there can be no circle
   */
  void add(String name, boolean essential, Runnable ask, List<String> after) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(ask, "ask");
    if (nodes.stream().anyMatch(node -> node.name().equals(name))) {
      throw new IllegalArgumentException("There is a warm-up '" + name + "' already.");
    }
    nodes.add(
        new WarmUp(
            name,
            essential,
            after.stream().map(this::find).toList(),
            sequence,
            ask,
            new SingleFlight(Sentences::interrupted)));
  }

  /** Returns when that one is done, and before it what comes before it. */
  void require(String name) {
    find(name).require();
  }

  /** Notes that a call has done it. */
  void fulfilled(String name) {
    find(name).fulfilled();
  }

  /** Forgets that it was done, if that was no later than a point of the sequence. */
  void lost(String name, long seen) {
    find(name).lost(seen);
  }

  /** Returns whether everything was done. */
  boolean areDone() {
    return nodes.stream().allMatch(WarmUp::isDone);
  }

  /** Forgets everything. */
  void forget() {
    nodes.forEach(WarmUp::forget);
  }

  /** Forgets what belongs to a brokerage session only. */
  void forgetBrokerage() {
    nodes.stream().filter(node -> !node.name().equals(PORTFOLIO_ACCOUNTS)).forEach(WarmUp::forget);
  }

  /**
   * Does everything that is not done.
   *
   * @param failed is told of what failed without being essential; it is done by whoever needs it,
   *     or the next time
   */
  void replay(BiConsumer<String, RuntimeException> failed) {
    for (WarmUp node : nodes) {
      try {
        node.require();
      } catch (AccessRefusedException | NoBrokerageSessionException lostAgain) {
        throw lostAgain;
      } catch (RuntimeException e) {
        if (node.essential() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        failed.accept(node.name(), e);
      }
    }
  }

  private WarmUp find(String name) {
    for (WarmUp node : nodes) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("There is no warm-up '" + name + "'.");
  }
}
