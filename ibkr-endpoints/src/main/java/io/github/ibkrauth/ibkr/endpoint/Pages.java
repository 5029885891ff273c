package io.github.ibkrauth.ibkr.endpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One stream over numbered pages, each fetched when it is reached. Ends after a page that is empty
 * or shorter than pages are, and at a page without anything new: a server that ignores the page's
 * number would otherwise be asked for ever. An element that a page repeats is left out.
 */
final class Pages<T> extends Spliterators.AbstractSpliterator<T> {

  /** What the broker puts on a page when it does not say. */
  static final long USUAL_SIZE = 100;

  private final IntFunction<Page<T>> source;
  private final Function<? super T, ?> identity;
  private final Set<Object> seen = new HashSet<>();
  private final Deque<T> ready = new ArrayDeque<>();
  private int next;
  private boolean ended;

  private Pages(IntFunction<Page<T>> source, Function<? super T, ?> identity) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.source = source;
    this.identity = identity;
  }

  /**
   * Returns the stream.
   *
   * @param source fetches a page by its number, from 0
   * @param identity what makes two elements the same
   */
  static <T> Stream<T> of(IntFunction<Page<T>> source, Function<? super T, ?> identity) {
    return StreamSupport.stream(new Pages<>(source, identity), false);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    if (ready.isEmpty() && !ended) {
      fetch();
    }
    T element = ready.poll();
    if (element == null) {
      return false;
    }
    action.accept(element);
    return true;
  }

  private void fetch() {
    Page<T> page = source.apply(next++);
    for (T element : page.elements()) {
      if (seen.add(identity.apply(element))) {
        ready.add(element);
      }
    }
    ended = ready.isEmpty() || page.elements().size() < page.fullSize();
  }

  /**
   * One page.
   *
   * @param elements what is on it
   * @param fullSize how many elements a page has that is not the last
   */
  record Page<T>(List<T> elements, long fullSize) {}
}
