package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A topic each of whose messages is an event or several, whatever came before. */
final class PlainTopic<T> extends ServerTopic<T> {

  private final @Nullable String opening;
  private final @Nullable String closing;
  private final Function<JsonObject, List<T>> reader;
  private final boolean remembers;
  private List<T> last = List.of();

  /**
   * Creates it.
   *
   * @param opening what subscribes it; null when it comes unasked
   * @param closing what ends it; null when nothing does
   * @param remembers whether a newcomer is told the last message
   */
  PlainTopic(
      String key,
      Terms terms,
      @Nullable String opening,
      @Nullable String closing,
      Function<JsonObject, List<T>> reader,
      boolean remembers) {
    super(key, terms);
    this.opening = opening;
    this.closing = closing;
    this.reader = reader;
    this.remembers = remembers;
  }

  @Override
  List<String> opening() {
    return opening == null ? List.of() : List.of(opening);
  }

  @Override
  List<String> closing() {
    return closing == null ? List.of() : List.of(closing);
  }

  @Override
  List<T> events(Frame frame) {
    List<T> events = reader.apply(frame.json());
    if (remembers) {
      last = events;
    }
    return events;
  }

  @Override
  List<T> known() {
    return last;
  }
}
