package io.github.ibkrauth.ibkr.cli;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks a second time where the first answer of a brokerage session is not whole, no sooner than the
 * broker's limit for such calls allows.
 *
 * @param pause how long to wait between the two
 */
record SecondLook(Duration pause) {

  /** The broker takes one such call in five seconds. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** Returns the first answer if it is whole, else the second. */
  <T> T ask(Supplier<T> question, Predicate<T> isWhole) {
    T first = question.get();
    if (isWhole.test(first)) {
      return first;
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return first;
    }
    return question.get();
  }
}
