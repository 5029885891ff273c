package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.model.Bar;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A walk over the bars of a long span, a call for each part of it, made when it is reached. The
 * next part starts after the last bar that came, or, where none came, a period later: so it ends
 * whatever the broker answers. A bar that comes twice is left out, and so is one outside the span.
 */
final class BarWalk extends Spliterators.AbstractSpliterator<Bar> {

  private final Function<HistoryRequest, List<Bar>> source;
  private final HistoryRequest request;
  private final Instant to;
  private final Deque<Bar> ready = new ArrayDeque<>();
  private Instant next;

  private BarWalk(
      Function<HistoryRequest, List<Bar>> source,
      HistoryRequest request,
      Instant from,
      Instant to) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.source = source;
    this.request = request;
    this.next = from;
    this.to = to;
  }

  static Stream<Bar> of(
      Function<HistoryRequest, List<Bar>> source,
      HistoryRequest request,
      Instant from,
      Instant to) {
    return StreamSupport.stream(new BarWalk(source, request, from, to), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super Bar> action) {
    while (ready.isEmpty()) {
      if (!next.isBefore(to)) {
        return false;
      }
      fetch();
    }
    action.accept(ready.poll());
    return true;
  }

  private void fetch() {
    Instant start = next;
    for (Bar bar : source.apply(request.startingAt(start))) {
      Instant time = bar.start().orElse(Instant.MIN);
      if (!time.isBefore(next)) {
        next = time.plusSeconds(1);
        if (time.isBefore(to)) {
          ready.add(bar);
        }
      }
    }
    if (next.equals(start)) {
      next = start.plus(request.periodLength());
    }
  }
}
