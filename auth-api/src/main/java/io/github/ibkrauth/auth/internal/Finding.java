package io.github.ibkrauth.auth.internal;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A class that calls itself a provider. It is loaded, and not initialized: its own code runs when
 * somebody who trusts it asks for the instance, once. Thread-safe.
 */
final class Finding {

  private final Class<?> type;
  private final Supplier<AuthStrategyProvider> maker;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Made made;

  Finding(Class<?> type, Supplier<AuthStrategyProvider> maker) {
    this.type = type;
    this.maker = maker;
  }

  Class<?> type() {
    return type;
  }

  /** Returns the instance, or why there is none. */
  Made made() {
    lock.lock();
    try {
      if (made == null) {
        made = make();
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  private Made make() {
    try {
      return new Made(Objects.requireNonNull(maker.get(), "the provider is null"), "");
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      return new Made(null, reason(e));
    }
  }

  /** Returns what went wrong; of a cause only the class, since its message may hold anything. */
  static String reason(Throwable error) {
    Throwable cause = error.getCause();
    String message = error.getMessage();
    String own =
        message != null && error instanceof ServiceConfigurationError
            ? message
            : error.getClass().getName() + (message == null ? "" : ": " + message);
    return cause == null ? own : own + " (" + cause.getClass().getName() + ")";
  }

  /** An instance, or the reason why there is none. */
  record Made(@Nullable AuthStrategyProvider provider, String problem) {}
}
