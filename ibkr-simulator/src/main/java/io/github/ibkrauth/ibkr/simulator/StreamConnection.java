package io.github.ibkrauth.ibkr.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket, as the broker serves it: nothing is listened to before the session value is known
 * and the ready message is out; topics that need the brokerage session get it only if it was there
 * before. Thread-safe.
 */
final class StreamConnection implements FrameHandler {
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final int MOST_WAITING = 20_000;
  private static final int LARGEST = 1 << 20;

  /** A week of executions, or all orders of a day, go out in one message. */
  private static final long LARGEST_SENT = 64L << 20;

  private final StreamHub hub;
  private final StreamFaults faults;
  private final OuterSession login;
  private final String cookie;
  private final boolean throughGateway;
  private final BooleanSupplier reachable;
  private final Map<String, StreamedTopic> topics = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
  private volatile @Nullable CoreSession session;
  private volatile boolean ready;
  private volatile boolean silenced;
  private volatile boolean ended;
  private boolean brokerage;
  private Instant nextBeat = Instant.MIN;
  private long floodNanos = System.nanoTime();
  private long floodCount;

  /**
   * Creates it.
   *
   * @param cookie the session value that came with the request; empty when none did
   * @param throughGateway whether the gateway passes it on, which makes every message binary
   * @param reachable whether messages get through
   */
  StreamConnection(
      StreamHub hub,
      OuterSession login,
      String cookie,
      boolean throughGateway,
      BooleanSupplier reachable) {
    this.hub = hub;
    this.faults = hub.faults();
    this.login = login;
    this.cookie = cookie;
    this.throughGateway = throughGateway;
    this.reachable = reachable;
  }

  BrokerUser user() {
    return login.user;
  }

  /** Says nothing from now on, and stays open. */
  void silence() {
    silenced = true;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    opened.setMaxFrameSize(LARGEST_SENT);
    hub.add(this);
    callback.succeeded();
    if (!faults.asksForSession && cookie.equals(login.tickleId)) {
      welcome();
    } else {
      send("", new JsonObject().put("message", "waiting for session"));
    }
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    CoreSession open = session;
    byte[] payload = new byte[frame.getPayloadLength()];
    if (frame.hasPayload()) {
      frame.getPayload().get(payload);
    }
    boolean ping = frame.getOpCode() == OpCode.PING;
    boolean whole = frame.isDataFrame() && frame.isFin();
    if (frame.isDataFrame()) {
      incoming.writeBytes(payload);
    }
    callback.succeeded();
    if (ping && !silenced) {
      whole(OpCode.PONG, payload);
    }
    if (whole) {
      String message = incoming.toString(StandardCharsets.UTF_8);
      incoming.reset();
      received(message);
    }
    if (open != null && incoming.size() > LARGEST) {
      open.abort();
    } else if (open != null) {
      open.demand();
    }
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    hub.remove(this);
    topics.clear();
    callback.succeeded();
  }

  /** Ends it without a word. */
  void cut() {
    CoreSession open = session;
    if (open != null) {
      open.abort();
    }
  }

  void close(int code, String reason) {
    CoreSession open = session;
    if (open != null) {
      open.close(code, reason, Callback.NOOP);
    }
  }

  /** Greets the client, unless a test wants it to wait. */
  private void welcome() {
    Broker broker = hub.broker();
    lock.lock();
    try {
      brokerage = broker.hasBrokerage(login);
      nextBeat = broker.now().plus(BEAT);
      if (!faults.withoutReady) {
        ready = true;
      }
    } finally {
      lock.unlock();
    }
    if (faults.withoutReady) {
      return;
    }
    send("sts", status(brokerage));
    send(
        "system",
        new JsonObject()
            .put("topic", "system")
            .put("success", login.user.name())
            .put("isFT", false)
            .put("isPaper", login.user.isPaper()));
    if (brokerage) {
      send("act", hub.accounts(login.user));
    }
  }

  private static JsonObject status(boolean authenticated) {
    return new JsonObject()
        .put("topic", "sts")
        .put(
            "args",
            new JsonObject()
                .put("authenticated", authenticated)
                .put("competing", false)
                .put("message", "")
                .put("fail", ""));
  }

  private void received(String message) {
    // What was on its way when the session ended is not what comes too early.
    if (!reachable.getAsBoolean() || silenced || ended) {
      return;
    }
    hub.log().received(message.startsWith("{\"session\"") ? "{\"session\":\"…\"}" : message);
    if (!ready) {
      Optional<String> value =
          Json.object(message.getBytes(StandardCharsets.UTF_8))
              .map(json -> json.path("session").asText(""));
      if (value.isEmpty()) {
        // As at the broker: what comes too early is lost.
        faults.early.incrementAndGet();
      } else if (value.get().equals(login.tickleId)) {
        welcome();
      } else {
        close(1008, "unknown session");
      }
      return;
    }
    if (message.equals("tic") || message.equals("ech+hb")) {
      send("tic", new JsonObject().put("topic", "tic").put("alive", true));
      return;
    }
    StreamRequest request = StreamRequest.of(message);
    if (request.opens()) {
      hub.topic(request, login.user)
          .filter(topic -> brokerage || !topic.needsBrokerage())
          .ifPresent(topic -> topics.put(request.key(), topic));
    } else {
      topics.entrySet().removeIf(topic -> request.closes(topic.getKey(), topic.getValue()));
      request.farewell().ifPresent(text -> send("", new JsonObject().put("result", text)));
    }
  }

  /** Sends what is due by now. */
  void pump(Instant now) {
    if (!ready || silenced || !reachable.getAsBoolean()) {
      return;
    }
    Broker broker = hub.broker();
    if (!broker.isLive(login)) {
      send("sts", status(false));
      close(1000, "session ended");
      ended = true;
      ready = false;
      return;
    }
    if (brokerage && !broker.hasBrokerage(login)) {
      brokerage = false;
      topics.values().removeIf(StreamedTopic::needsBrokerage);
      send("sts", status(false));
    }
    if (!now.isBefore(nextBeat) && !faults.withoutBeat) {
      nextBeat = now.plus(BEAT);
      send("system", new JsonObject().put("topic", "system").put("hb", now.toEpochMilli()));
    }
    topics.values().removeIf(topic -> topic.isOver(now));
    topics.forEach(
        (key, topic) -> {
          for (JsonObject message : topic.due(now)) {
            send(key, message);
          }
        });
    flood(now);
  }

  /** Sends prices as fast as a test wants them, in real time, of the contracts subscribed. */
  private void flood(Instant now) {
    long nanos = System.nanoTime();
    int perSecond = faults.floodPerSecond;
    long due = perSecond * (nanos - floodNanos) / 1_000_000_000L;
    if (perSecond == 0 || due <= 0) {
      floodNanos = perSecond == 0 ? nanos : floodNanos;
      return;
    }
    floodNanos = nanos;
    var prices = topics.keySet().stream().filter(key -> key.startsWith("smd+")).toList();
    for (long i = 0; i < due && !prices.isEmpty(); i++) {
      if (waiting.get() > MOST_WAITING) {
        faults.dropped.incrementAndGet();
        continue;
      }
      String key = prices.get((int) (i % prices.size()));
      String target = key.substring(4);
      int conid = Integer.parseInt(target.replaceAll("@.*", ""));
      send(
          key,
          StreamedPrices.head(target, conid, now)
              .put("7762", Long.toString(++floodCount))
              .put("topic", key));
    }
  }

  /** Takes what happened in the book. */
  void booked(BookEvent event) {
    topics.values().forEach(topic -> topic.booked(event));
  }

  /** Sends a message, and counts it, unless the connection says nothing any more. */
  void send(String topic, JsonObject message) {
    if (silenced) {
      return;
    }
    hub.log().sent(topic);
    send(Json.bytes(message));
  }

  /** Sends bytes as one message, whatever they are. */
  void sendRaw(byte[] bytes, boolean asText) {
    whole(asText ? OpCode.TEXT : OpCode.BINARY, bytes);
  }

  private void whole(byte kind, byte[] bytes) {
    lock.lock();
    try {
      frame(kind, bytes, 0, bytes.length, true);
    } finally {
      lock.unlock();
    }
  }

  private void send(byte[] bytes) {
    byte kind = throughGateway || faults.binary ? OpCode.BINARY : OpCode.TEXT;
    // Several threads send, and the frames of a message stay together.
    lock.lock();
    try {
      if (!faults.fragmented || bytes.length < 3) {
        frame(kind, bytes, 0, bytes.length, true);
        return;
      }
      int third = bytes.length / 3;
      frame(kind, bytes, 0, third, false);
      frame(OpCode.CONTINUATION, bytes, third, third, false);
      frame(OpCode.CONTINUATION, bytes, 2 * third, bytes.length - 2 * third, true);
    } finally {
      lock.unlock();
    }
  }

  private void frame(byte kind, byte[] bytes, int from, int length, boolean last) {
    CoreSession open = session;
    if (open == null || !open.isOutputOpen()) {
      return;
    }
    waiting.incrementAndGet();
    open.sendFrame(
        new Frame(kind, ByteBuffer.wrap(bytes, from, length)).setFin(last),
        Callback.from(waiting::decrementAndGet, failure -> waiting.decrementAndGet()),
        false);
  }
}
