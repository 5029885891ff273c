package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All WebSockets of the broker. A thread lets happen what is due, fifty times a second, by the
 * simulator's clock; it runs while there is a connection. Thread-safe.
 */
final class StreamHub {
  private static final long PAUSE_MILLIS = 20;

  private final Broker broker;
  private final TradingDesk desk;
  private final StreamFaults faults = new StreamFaults();
  private final StreamLog log = new StreamLog();
  private final List<StreamConnection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger serverIds = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock pumping = new ReentrantLock();
  private @Nullable Thread pump;
  private boolean closed;

  StreamHub(Broker broker, TradingDesk desk) {
    this.broker = broker;
    this.desk = desk;
    desk.book().listen(event -> connections.forEach(connection -> connection.booked(event)));
  }

  Broker broker() {
    return broker;
  }

  StreamFaults faults() {
    return faults;
  }

  StreamLog log() {
    return log;
  }

  List<StreamConnection> connections() {
    return List.copyOf(connections);
  }

  void add(StreamConnection connection) {
    lock.lock();
    try {
      connections.add(connection);
      faults.opened.incrementAndGet();
      if (pump == null && !closed) {
        Thread thread = new Thread(this::run, "ibkr-simulator-streams");
        thread.setDaemon(true);
        thread.start();
        pump = thread;
      }
    } finally {
      lock.unlock();
    }
  }

  void remove(StreamConnection connection) {
    connections.remove(connection);
  }

  private void run() {
    while (goesOn()) {
      pump();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean goesOn() {
    lock.lock();
    try {
      if (closed || connections.isEmpty()) {
        pump = null;
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Sends on every connection what is due by now. */
  void pump() {
    pumping.lock();
    try {
      Instant now = broker.now();
      desk.settle();
      connections.forEach(connection -> connection.pump(now));
    } finally {
      pumping.unlock();
    }
  }

  /** Makes a topic; empty when there is no such thing. */
  Optional<StreamedTopic> topic(StreamRequest request, BrokerUser user) {
    Instant now = broker.now();
    Optional<Instrument> instrument = desk.instruments().find(request.conid());
    boolean mine = user.account(request.account()).isPresent();
    return switch (request.kind()) {
      case "md" ->
          instrument.map(
              known -> new StreamedPrices(desk, request.target(), known, request.fields(), now));
      case "mh" ->
          instrument.map(
              known ->
                  new StreamedBars(
                      desk,
                      known,
                      Integer.toString(serverIds.incrementAndGet()),
                      request.wishes().path("period").asText("1d"),
                      request.wishes().path("bar").asText("1h"),
                      now));
      case "bd" ->
          instrument
              .filter(known -> mine)
              .map(known -> new StreamedLadder(desk, request.key(), known, now));
      case "or" -> Optional.of(new StreamedOrders(desk, user));
      case "tr" ->
          Optional.of(
              new StreamedTrades(
                  desk,
                  user,
                  request.wishes().path("realtimeUpdatesOnly").asBoolean(false)
                      ? 0
                      : Math.max(1, Math.min(7, request.wishes().path("days").asInt(1)))));
      case "pl" -> Optional.of(StreamedBalances.pnl(desk, user, now));
      case "sd" ->
          mine
              ? Optional.of(StreamedBalances.summary(desk, request.account(), now))
              : Optional.empty();
      case "ld" ->
          mine
              ? Optional.of(StreamedBalances.ledger(desk, request.account(), now))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** What a connection is told of the accounts. */
  JsonObject accounts(BrokerUser user) {
    List<String> ids = user.accounts().stream().map(AccountBook::id).toList();
    return new JsonObject()
        .put("topic", "act")
        .put(
            "args",
            new JsonObject()
                .put("accounts", ids)
                .put("selectedAccount", ids.get(0))
                .put("groups", List.of())
                .put("profiles", List.of()));
  }

  /** Ends all connections without a word, and takes no thread any more. */
  void close() {
    Thread running;
    lock.lock();
    try {
      closed = true;
      running = pump;
      pump = null;
    } finally {
      lock.unlock();
    }
    connections.forEach(StreamConnection::cut);
    if (running != null) {
      running.interrupt();
    }
  }
}
