package io.github.ibkrauth.ibkr.simulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The WebSockets of the simulated broker, for tests: what was sent and said over them, and what
 * shall go wrong. That the request to open one is refused, late or cut is scripted with {@link
 * Faults} for {@code GET /v1/api/ws}.
 *
 * <p>Messages follow the simulator's clock; a thread looks at it fifty times a second, so that a
 * clock that jumps is noticed within 20 ms, or at once with {@link #pump}. Thread-safe.
 */
public final class SimulatedStreams {
  private final StreamHub hub;

  SimulatedStreams(StreamHub hub) {
    this.hub = hub;
  }

  /** How many connections are open. */
  public int open() {
    return hub.connections().size();
  }

  /**
   * How many connections of one user are open.
   *
   * @param userName as he logs in
   */
  public int open(String userName) {
    return (int) of(userName).count();
  }

  /** How many were ever opened. */
  public int opened() {
    return hub.faults().opened.get();
  }

  /**
   * How many messages of a topic were sent.
   *
   * @param topic such as {@code smd+265598}, {@code sor}, {@code system}
   */
  public long sent(String topic) {
    return hub.log().count(Objects.requireNonNull(topic, "topic"));
  }

  /** What clients said, the latest 2,000 messages; session values are left out. */
  public List<String> received() {
    return hub.log().received();
  }

  /** How many messages came before the ready message, and were lost for it. */
  public int early() {
    return hub.faults().early.get();
  }

  /** How many messages of a flood were left out because a client was too slow. */
  public int leftOut() {
    return hub.faults().dropped.get();
  }

  /** Sends what is due by now. */
  public void pump() {
    hub.pump();
  }

  // What shall happen.

  /** Cuts all connections without a word, in the middle of whatever is being sent. */
  public void cut() {
    hub.connections().forEach(StreamConnection::cut);
  }

  /**
   * Cuts all connections of one user without a word.
   *
   * @param userName as he logs in
   */
  public void cut(String userName) {
    of(userName).forEach(StreamConnection::cut);
  }

  /**
   * Closes all connections.
   *
   * @param code 1000 to 1015, or 3000 to 4999
   */
  public void closeAll(int code) {
    hub.connections().forEach(connection -> connection.close(code, ""));
  }

  /** Lets all connections of now fall silent, beats included; they stay open. */
  public void silence() {
    hub.connections().forEach(StreamConnection::silence);
  }

  /** Whether beats are left out, and nothing else. */
  public void withoutBeat(boolean value) {
    hub.faults().withoutBeat = value;
  }

  /** Whether connections get no ready message. */
  public void withoutReady(boolean value) {
    hub.faults().withoutReady = value;
  }

  /** Whether the session value is asked for whatever cookie came. */
  public void askForSession(boolean value) {
    hub.faults().asksForSession = value;
  }

  /** Whether messages are binary; behind the gateway they always are. */
  public void binary(boolean value) {
    hub.faults().binary = value;
  }

  /** Whether every message is sent in three fragments. */
  public void fragmented(boolean value) {
    hub.faults().fragmented = value;
  }

  /**
   * Sends prices of the subscribed contracts as fast as this, in real time, with a counter in field
   * 7762, besides those that are due.
   *
   * @param perSecond on each connection; 0 for none
   */
  public void flood(int perSecond) {
    if (perSecond < 0) {
      throw new IllegalArgumentException("a flood cannot be negative");
    }
    hub.faults().floodPerSecond = perSecond;
  }

  /** Sends a binary message of any bytes on all connections. */
  public void send(byte[] bytes) {
    hub.connections().forEach(connection -> connection.sendRaw(bytes, false));
  }

  /** Sends a text message of any bytes on all connections, of bytes that are no text, too. */
  public void sendText(byte[] bytes) {
    hub.connections().forEach(connection -> connection.sendRaw(bytes, true));
  }

  /** Sends a bulletin on all connections. */
  public void bulletin(String id, String message) {
    send("blt", new JsonObject().put("id", id).put("message", message), hub.connections().stream());
  }

  /**
   * Sends a notice on all connections.
   *
   * @param values such as {@code id}, {@code title}, {@code text}; {@code orderId}, {@code reqId}
   *     and {@code options} make it a prompt
   */
  public void notice(Map<String, ?> values) {
    send("ntf", args(values), hub.connections().stream());
  }

  /**
   * Sends a notice on all connections of one user.
   *
   * @param userName as he logs in
   * @param values as for {@link #notice(Map)}
   */
  public void notice(String userName, Map<String, ?> values) {
    send("ntf", args(values), of(userName));
  }

  private static JsonObject args(Map<String, ?> values) {
    JsonObject args = new JsonObject();
    values.forEach(args::put);
    return args;
  }

  private static void send(String topic, JsonObject args, Stream<StreamConnection> connections) {
    JsonObject message = new JsonObject().put("topic", topic).put("args", args);
    connections.forEach(connection -> connection.send(topic, message));
  }

  private Stream<StreamConnection> of(String userName) {
    Objects.requireNonNull(userName, "userName");
    return hub.connections().stream()
        .filter(connection -> connection.user().name().equals(userName));
  }
}
