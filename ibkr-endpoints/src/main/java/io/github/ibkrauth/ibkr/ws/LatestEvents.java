package io.github.ibkrauth.ibkr.ws;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one event for each key: a newer one is merged into the one that waits. The keys are those
 * of what is subscribed, so that it is bounded by itself.
 */
final class LatestEvents<T> implements Buffer<T> {

  private final LinkedHashMap<Object, T> events = new LinkedHashMap<>();
  private final Function<T, Object> key;
  private final BinaryOperator<T> merge;

  /**
   * Creates it, empty.
   *
   * @param key what an event is about
   * @param merge makes one event of an older and a newer one
   */
  LatestEvents(Function<T, Object> key, BinaryOperator<T> merge) {
    this.key = key;
    this.merge = merge;
  }

  @Override
  public boolean offer(T event) {
    events.merge(key.apply(event), event, merge);
    return true;
  }

  @Override
  public @Nullable T poll() {
    Iterator<T> all = events.values().iterator();
    if (!all.hasNext()) {
      return null;
    }
    T first = all.next();
    all.remove();
    return first;
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
    return Integer.MAX_VALUE;
  }
}
