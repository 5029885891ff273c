package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the request that opens it to its end: shakes hands, waits for the ready
 * message, and watches whether the broker lives. Time is that of its owner, in milliseconds.
 */
final class Link implements WireListener {

  /** The broker beats every ten seconds. */
  private static final long WITHOUT_BEAT = Duration.ofSeconds(30).toMillis();

  private static final long WITHOUT_ANYTHING = Duration.ofSeconds(60).toMillis();
  private static final long UNTIL_READY = Duration.ofSeconds(15).toMillis();

  private static final long QUIET = Duration.ofSeconds(2).toMillis();

  /** Of what is sent into a broken connection, the first two pieces fail without a sign. */
  private static final int PINGS = 5;

  private static final long BETWEEN_TICS = Duration.ofSeconds(30).toMillis();

  /** What a connection tells. */
  interface Owner {
    long now();

    void ready(Link link);

    void message(Link link, Frame frame);

    void brokerage(Link link, boolean authenticated, String why);

    void unreadable(Link link);

    void refused(Link link, int status, Map<String, List<String>> headers);

    void down(Link link, String why);
  }

  private final long number;
  private final long point;
  private final URI address;
  private final String session;
  private final RequestAuthorization authorization;
  private final Owner owner;
  private final FrameReader reader;
  private final long dialedAt;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable Wire wire;
  private volatile boolean ready;
  private volatile boolean brokerage;
  private volatile long readyAt;
  private volatile long heardAt;
  private volatile long beatAt = -1;
  private volatile long ticAt = -1;

  /** When a ping was last answered. */
  private volatile long aliveAt = -1;

  /** Since when it was silent when it was pinged, and how often that was. */
  private long quietSince = -1;

  private int pinged;

  /**
   * Creates it.
   *
   * @param point of the sequence of facts about the session, before it was authorized
   * @param address without the authorization
   * @param session the session value it is opened with
   * @param authorization with which it is opened
   * @param brokerage whether there was a brokerage session before
   */
  Link(
      long number,
      long point,
      URI address,
      String session,
      RequestAuthorization authorization,
      boolean brokerage,
      Owner owner,
      FrameReader reader) {
    this.number = number;
    this.point = point;
    this.address = address;
    this.session = session;
    this.authorization = authorization;
    this.brokerage = brokerage;
    this.owner = owner;
    this.reader = reader;
    this.dialedAt = owner.now();
    this.heardAt = dialedAt;
  }

  long number() {
    return number;
  }

  long point() {
    return point;
  }

  URI address() {
    return address;
  }

  RequestAuthorization authorization() {
    return authorization;
  }

  boolean isReady() {
    return ready;
  }

  /** Whether topics that need the brokerage session can be subscribed. */
  boolean hasBrokerage() {
    return brokerage;
  }

  /** For how long it has been ready. */
  long readyFor(long now) {
    return ready ? now - readyAt : 0;
  }

  void send(String text) {
    Wire open = wire;
    if (open != null) {
      open.send(text);
    }
  }

  /** Ends it without a word to the owner. */
  void close() {
    over.set(true);
    Wire open = wire;
    if (open != null) {
      open.close();
    }
  }

  /** Looks after it; returns why it must be given up, if it must. */
  Optional<String> look(long now) {
    ping(now);
    if (!ready) {
      return now - dialedAt >= UNTIL_READY
          ? Optional.of("the broker did not say that it is ready")
          : Optional.empty();
    }
    if (beatAt >= 0 && now - beatAt >= WITHOUT_BEAT) {
      return Optional.of("the broker's heart-beat was missing for 30 s");
    }
    if (now - heardAt >= WITHOUT_ANYTHING) {
      return Optional.of("nothing came for 60 s");
    }
    if (now - Math.max(ticAt, readyAt) >= BETWEEN_TICS) {
      ticAt = now;
      send("tic");
    }
    return Optional.empty();
  }

  /**
   * Makes a connection that broke show it: pings it when it has turned quiet, until an answer or
   * something else comes. The JDK's client does not tell of an end without a close frame that comes
   * while the message before it is being read. A broker that answers no ping is left alone.
   */
  private void ping(long now) {
    Wire open = wire;
    long quiet = heardAt;
    if (open == null || now - quiet < QUIET || aliveAt > quiet) {
      return;
    }
    if (quietSince != quiet) {
      quietSince = quiet;
      pinged = 0;
    }
    if (pinged < PINGS) {
      pinged++;
      open.ping();
    }
  }

  /** Gives it up, and tells the owner. */
  void giveUp(String why) {
    Wire open = wire;
    down(why);
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void opened(Wire opened) {
    wire = opened;
    if (over.get()) {
      opened.close();
    }
  }

  @Override
  public void text(String message) {
    heard(reader.read(message));
  }

  @Override
  public void binary(byte[] message) {
    heard(reader.read(message));
  }

  @Override
  public void alive() {
    aliveAt = owner.now();
  }

  private void heard(Optional<Frame> read) {
    if (over.get()) {
      return;
    }
    heardAt = owner.now();
    if (read.isEmpty()) {
      owner.unreadable(this);
      return;
    }
    Frame frame = read.get();
    if (frame.prices() == null) {
      switch (frame.topic()) {
        case "" -> greet(frame.json());
        case "system" -> system(frame.json());
        case "sts" -> status(frame.json());
        default -> {}
      }
    }
    owner.message(this, frame);
  }

  /** The broker asks for the session value when it found no cookie. */
  private void greet(JsonObject json) {
    if (!ready && json.text("message").filter("waiting for session"::equals).isPresent()) {
      send(JsonObject.builder().put("session", session).build().toJson());
    }
  }

  private void system(JsonObject json) {
    if (json.has("hb")) {
      beatAt = heardAt;
    } else if (json.text("success").isPresent()) {
      becomeReady();
    }
  }

  private void status(JsonObject json) {
    JsonObject flags = json.object("args").orElse(JsonObject.empty());
    if (!flags.has("authenticated")) {
      return;
    }
    boolean authenticated = flags.flag("authenticated");
    boolean competing = flags.flag("competing");
    brokerage = authenticated && !competing;
    if (authenticated) {
      becomeReady();
    }
    owner.brokerage(
        this,
        brokerage,
        "The broker said over the WebSocket that authenticated is "
            + authenticated
            + (competing ? " and competing is true." : "."));
  }

  private void becomeReady() {
    if (!ready) {
      readyAt = owner.now();
      ready = true;
      owner.ready(this);
    }
  }

  @Override
  public void refused(int status, Map<String, List<String>> headers) {
    if (over.compareAndSet(false, true)) {
      owner.refused(this, status, headers);
    }
  }

  @Override
  public void down(String why) {
    if (over.compareAndSet(false, true)) {
      owner.down(this, why);
    }
  }
}
