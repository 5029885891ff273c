package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.ibkr.ws.StreamStatus.State;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** How the stream fares, and who is told of it. Thread-safe. */
final class StatusBoard {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");

  private final InstantSource clock;
  private final Registry registry;
  private final List<StreamStatusListener> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Entry entry;
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();

  StatusBoard(InstantSource clock, Registry registry) {
    this.clock = clock;
    this.registry = registry;
    this.entry = new Entry(State.IDLE, clock.instant(), "Nothing is subscribed.");
  }

  void add(StreamStatusListener listener) {
    listeners.add(listener);
  }

  void remove(StreamStatusListener listener) {
    listeners.remove(listener);
  }

  void connected() {
    connections.incrementAndGet();
  }

  void message() {
    messages.incrementAndGet();
  }

  void unreadable() {
    messages.incrementAndGet();
    unreadable.incrementAndGet();
  }

  /** Shows another state, unless it is closed. */
  void show(State state, String why) {
    Instant now = clock.instant();
    lock.lock();
    try {
      Entry old = entry;
      if (old.state == State.CLOSED || (old.state == state && old.why.equals(why))) {
        return;
      }
      entry = new Entry(state, old.state == state ? old.since : now, why);
    } finally {
      lock.unlock();
    }
    StreamStatus status = status(0);
    for (StreamStatusListener listener : listeners) {
      try {
        listener.changed(status);
      } catch (RuntimeException e) {
        LOG.log(
            Level.WARNING,
            "The listener {0} threw {1}",
            listener.getClass().getName(),
            e.getClass().getName());
      }
    }
  }

  /**
   * Returns the status.
   *
   * @param now the connection's time
   */
  StreamStatus status(long now) {
    Entry shown = entry;
    return new StreamStatus(
        shown.state,
        shown.since,
        shown.why,
        connections.get(),
        messages.get(),
        unreadable.get(),
        registry.all().stream().map(topic -> view(topic, now)).toList());
  }

  private static StreamStatus.Topic view(ServerTopic<?> topic, long now) {
    long heard = topic.heardAt();
    return new StreamStatus.Topic(
        topic.key,
        topic.consumers(),
        heard < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, now - heard))),
        topic.isStale());
  }

  private record Entry(State state, Instant since, String why) {}
}
