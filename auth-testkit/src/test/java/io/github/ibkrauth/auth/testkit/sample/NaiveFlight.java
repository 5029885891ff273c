package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** The single flight that one writes first: whoever waits gets the leader's interrupt as well. */
final class NaiveFlight {

  private final TinyStrategy strategy;
  private final AtomicReference<CompletableFuture<Secret>> flight = new AtomicReference<>();

  NaiveFlight(TinyStrategy strategy) {
    this.strategy = strategy;
  }

  Secret get() {
    CompletableFuture<Secret> mine = new CompletableFuture<>();
    CompletableFuture<Secret> current =
        flight.updateAndGet(
            before -> before == null || before.isCompletedExceptionally() ? mine : before);
    if (current == mine) {
      try {
        mine.complete(strategy.fetch().value());
      } catch (InterruptedException | RuntimeException e) {
        mine.completeExceptionally(e);
      }
    }
    try {
      return current.join();
    } catch (CompletionException e) {
      throw new AuthTransportException(
          Details.of(AuthErrorCode.TRANSPORT, "The fetch failed.").withCause(e.getCause()));
    }
  }

  void drop(Secret refused) {
    CompletableFuture<Secret> current = flight.get();
    if (current != null && current.isDone() && current.join().equals(refused)) {
      flight.compareAndSet(current, null);
    }
  }
}
