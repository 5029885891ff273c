package io.github.ibkrauth.ibkr.ws;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is subscribed, by whom, and on which connection: the place from which a new connection gets
 * all subscriptions back. Thread-safe.
 */
final class Registry {

  /** The broker takes five. */
  static final int MOST_BARS = 5;

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");

  private final Map<String, ServerTopic<?>> topics = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** Topics that may not be subscribed on the connection that was opened last. */
  private final Set<ServerTopic<?>> waiting = new LinkedHashSet<>();

  private long opened = -1;

  /**
   * Adds a consumer to a topic, which is made if nobody had it.
   *
   * @param make makes the topic
   * @param admit looks at the topic before the consumer joins: whether the broker must be told
   *     something new, or, by an exception, that it cannot join
   */
  @SuppressWarnings("unchecked")
  <T, S extends ServerTopic<T>> void join(
      String key,
      Supplier<S> make,
      Function<S, Boolean> admit,
      Outlet<T> outlet,
      Function<T, @Nullable T> filter) {
    lock.lock();
    try {
      // One key, one kind of topic: the key begins with the kind.
      S topic = (S) topics.get(key);
      boolean first = topic == null;
      if (topic == null) {
        topic = make.get();
        refuseTooMany(topic);
      }
      boolean again = admit.apply(topic);
      topics.put(key, topic);
      if (again && !first) {
        topic.sentOn = -1;
      }
      if (topic.sentOn != opened || opened < 0) {
        waiting.add(topic);
      }
      topic.join(outlet, filter);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a consumer out of a topic; the last one takes the topic with it. */
  @SuppressWarnings("unchecked")
  <T, S extends ServerTopic<T>> void leave(
      String key, Outlet<T> outlet, Consumer<S> farewell, @Nullable Link link) {
    lock.lock();
    try {
      S topic = (S) topics.get(key);
      if (topic == null) {
        return;
      }
      farewell.accept(topic);
      if (!topic.leave(outlet)) {
        return;
      }
      topics.remove(key);
      waiting.remove(topic);
      if (link != null && topic.sentOn == link.number()) {
        topic.closing().forEach(link::send);
        reopenSiblings(topic);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The broker ends all ladders of an account together. */
  private void reopenSiblings(ServerTopic<?> closed) {
    if (closed.terms == Terms.LADDER) {
      topics.values().stream()
          .filter(topic -> topic.terms == Terms.LADDER)
          .filter(topic -> topic.closing().equals(closed.closing()))
          .forEach(
              topic -> {
                topic.sentOn = -1;
                waiting.add(topic);
              });
    }
  }

  private void refuseTooMany(ServerTopic<?> topic) {
    if (topic instanceof BarsTopic
        && topics.values().stream().filter(BarsTopic.class::isInstance).count() >= MOST_BARS) {
      throw new StreamException(
          topic.key,
          "The broker streams the bars of "
              + MOST_BARS
              + " contracts at a time: end one before "
              + topic.key
              + ".");
    }
  }

  /**
   * Subscribes on a connection what is not subscribed there yet.
   *
   * @return whether something had to be left out because the connection has no brokerage session
   */
  boolean open(Link link, long now) {
    lock.lock();
    try {
      if (link.number() < opened) {
        // Another has taken its place meanwhile.
        return false;
      }
      if (link.number() > opened) {
        opened = link.number();
        waiting.clear();
        waiting.addAll(topics.values());
      }
      for (Iterator<ServerTopic<?>> due = waiting.iterator(); due.hasNext(); ) {
        ServerTopic<?> topic = due.next();
        if (topic.sentOn == link.number()) {
          due.remove();
        } else if (!topic.terms.brokerage() || link.hasBrokerage()) {
          due.remove();
          send(topic, link, now);
        }
      }
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Subscribes again what ends by itself or was silent for long. */
  void renew(Link link, long now) {
    lock.lock();
    try {
      for (ServerTopic<?> topic : topics.values()) {
        if (topic.sentOn == link.number() && topic.isDue(now)) {
          send(topic, link, now);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static void send(ServerTopic<?> topic, Link link, long now) {
    topic.sentOn = link.number();
    topic.sentAt = now;
    topic.opening().forEach(link::send);
  }

  /** Hands a message to the consumers of its topic. */
  void dispatch(Frame frame, long now) {
    ServerTopic<?> topic = find(frame.topic());
    if (topic == null) {
      return;
    }
    String error = frame.json().text("error").orElse(null);
    if (error != null) {
      refused(topic, error);
      return;
    }
    try {
      topic.accept(frame, now);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "A message about {0} was not understood: {1}",
          topic.key,
          e.getClass().getSimpleName());
    }
  }

  private @Nullable ServerTopic<?> find(String name) {
    ServerTopic<?> topic = topics.get(name);
    int exchange = name.indexOf('@');
    return topic == null && exchange > 0 ? topics.get(name.substring(0, exchange)) : topic;
  }

  private static void refused(ServerTopic<?> topic, String error) {
    String quoted = error.length() > 200 ? error.substring(0, 200) + "…" : error;
    topic.fail(
        new StreamException(
            topic.key, "The broker refused the topic " + topic.key + ": '" + quoted + "'."));
  }

  boolean isWanted() {
    return !topics.isEmpty();
  }

  boolean needsBrokerage() {
    return topics.values().stream().anyMatch(topic -> topic.terms.brokerage());
  }

  List<ServerTopic<?>> all() {
    return new ArrayList<>(topics.values());
  }
}
