package io.github.ibkrauth.ibkr.ws;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Keeps every event, in order, up to a bound. */
final class KeptEvents<T> implements Buffer<T> {

  private final ArrayDeque<T> events = new ArrayDeque<>();
  private final int bound;

  KeptEvents(int bound) {
    this.bound = bound;
  }

  @Override
  public boolean offer(T event) {
    return events.size() < bound && events.add(event);
  }

  @Override
  public @Nullable T poll() {
    return events.poll();
  }

  @Override
  public boolean isEmpty() {
    return events.isEmpty();
  }

  @Override
  public void clear() {
    events.clear();
  }

  @Override
  public int bound() {
    return bound;
  }
}
