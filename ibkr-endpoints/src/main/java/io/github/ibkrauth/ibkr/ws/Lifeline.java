package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.time.TaskScheduler.Scheduled;
import io.github.ibkrauth.ibkr.AccessRefusedException;
import io.github.ibkrauth.ibkr.CompetingSessionException;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.RateLimitedException;
import io.github.ibkrauth.ibkr.ws.StreamStatus.State;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection as long as anybody has subscribed to anything: makes it, makes it again when
 * it is lost, and replaces it when login, token or brokerage session were renewed: then the new one
 * is made ready before the old one is left. Attempts run on the runtime's threads; nothing is
 * awaited under the lock. Thread-safe.
 */
final class Lifeline implements Link.Owner {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");
  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEAP = Duration.ofHours(1);
  private static final Duration WITHOUT_SESSION = Duration.ofSeconds(15);
  private static final Duration PENALTY = Duration.ofMinutes(1);

  /** A connection that lived so long was a good one. */
  private static final long SOUND = Duration.ofSeconds(20).toMillis();

  private final StreamLogin login;
  private final Dialer dialer;
  private final AuthRuntime runtime;
  private final Registry registry;
  private final Consumer<Frame> news;
  private final String userAgent;
  private final StatusBoard board;
  private final FrameReader reader = new FrameReader();
  private final ReentrantLock lock = new ReentrantLock();
  private final Pauses pauses;
  private final AtomicLong uptime = new AtomicLong();
  private Instant lastPulse;
  private volatile @Nullable Link current;
  private @Nullable Link next;
  private @Nullable Scheduled retry;
  private @Nullable Scheduled pulse;
  private @Nullable AuthChallenge refusal;
  private long numbers;
  private long establishedAt;
  private boolean attempting;
  private boolean closed;

  Lifeline(
      StreamLogin login,
      Dialer dialer,
      AuthRuntime runtime,
      Registry registry,
      StatusBoard board,
      String userAgent,
      Consumer<Frame> news) {
    this.login = login;
    this.dialer = dialer;
    this.runtime = runtime;
    this.registry = registry;
    this.board = board;
    this.userAgent = userAgent;
    this.news = news;
    this.pauses = new Pauses(runtime.random());
    this.lastPulse = runtime.clock().instant();
  }

  /** Returns the connection over which topics are subscribed, if there is one. */
  @Nullable Link current() {
    return current;
  }

  /** Sees to what was subscribed or given up. */
  void changed() {
    Link open = current;
    if (!registry.isWanted()) {
      rest();
    } else if (open == null) {
      attemptIn(Duration.ZERO, false);
    } else if (registry.open(open, now())) {
      attemptIn(Duration.ZERO, false);
    }
  }

  /** The brokerage session was established: a connection from before knows nothing of it. */
  void established() {
    boolean wanted = registry.needsBrokerage();
    lock.lock();
    try {
      establishedAt = login.point();
      if (attempting || closed || !wanted) {
        return;
      }
    } finally {
      lock.unlock();
    }
    attemptIn(Duration.ZERO, true);
  }

  /** Ends everything. */
  void close() {
    Link one;
    Link other;
    lock.lock();
    try {
      closed = true;
      one = current;
      other = next;
      current = null;
      next = null;
      cancel();
    } finally {
      lock.unlock();
    }
    end(one);
    end(other);
    board.show(State.CLOSED, "Closed by this program.");
  }

  /** Nobody wants anything: no connection is needed. */
  private void rest() {
    Link one;
    Link other;
    lock.lock();
    try {
      if (closed || registry.isWanted()) {
        return;
      }
      one = current;
      other = next;
      current = null;
      next = null;
      pauses.forget();
      cancel();
    } finally {
      lock.unlock();
    }
    end(one);
    end(other);
    board.show(State.IDLE, "Nothing is subscribed.");
  }

  private static void end(@Nullable Link link) {
    if (link != null) {
      link.close();
    }
  }

  private void cancel() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
    if (pulse != null) {
      pulse.cancel();
      pulse = null;
    }
  }

  // Attempts.

  /**
   * Sets an attempt.
   *
   * @param hurry whether it replaces one that was set for later
   */
  private void attemptIn(Duration delay, boolean hurry) {
    lock.lock();
    try {
      if (closed || attempting || next != null) {
        return;
      }
      if (retry != null) {
        if (!hurry) {
          return;
        }
        retry.cancel();
      }
      retry = runtime.scheduler().schedule(this::attempt, delay);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The scheduler is shut down; there is no stream any more");
    } finally {
      lock.unlock();
    }
  }

  private void attempt() {
    AuthChallenge challenge;
    lock.lock();
    try {
      retry = null;
      if (closed || attempting || next != null || !registry.isWanted()) {
        return;
      }
      attempting = true;
      challenge = refusal;
      refusal = null;
    } finally {
      lock.unlock();
    }
    if (current == null) {
      board.show(State.CONNECTING, "A connection is being made.");
    }
    Duration pause = PENALTY;
    boolean dialed = false;
    long point = login.point();
    try {
      if (challenge != null && !login.recovered(challenge)) {
        login.refused(point);
      }
      boolean brokerage = registry.needsBrokerage();
      if (brokerage) {
        login.requireBrokerage();
      }
      point = login.point();
      dial(point, brokerage);
      dialed = true;
    } catch (RuntimeException e) {
      pause = afterFailure(e, point);
    } finally {
      lock.lock();
      try {
        attempting = false;
      } finally {
        lock.unlock();
      }
      if (!dialed) {
        attemptIn(pause, false);
      }
    }
  }

  private void dial(long point, boolean brokerage) {
    String session = login.sessionValue();
    URI address = login.address();
    RequestAuthorization authorization = login.authorize(SignableRequest.forWebSocket(address));
    Link link;
    lock.lock();
    try {
      attempting = false;
      if (closed || !registry.isWanted()) {
        return;
      }
      link = new Link(numbers++, point, address, session, authorization, brokerage, this, reader);
      next = link;
      if (pulse == null) {
        lastPulse = runtime.clock().instant();
        pulse = runtime.scheduler().schedule(this::beat, PULSE);
      }
    } finally {
      lock.unlock();
    }
    dialer.dial(Upgrade.of(address, authorization, session, userAgent), link);
  }

  /** Does what a failure asks for, and returns how long to wait. */
  private Duration afterFailure(RuntimeException e, long point) {
    LOG.log(Level.DEBUG, "No stream: {0}", e.getClass().getName());
    if (current == null) {
      String said = e.getMessage();
      board.show(State.WAITING, said == null ? e.getClass().getSimpleName() : said);
    }
    if (e instanceof RateLimitedException limited) {
      Duration told = limited.retryAfter().orElse(PENALTY);
      return told.compareTo(PENALTY) > 0 ? told : PENALTY;
    }
    if (e instanceof NoBrokerageSessionException
        || e instanceof CompetingSessionException
        || e instanceof InteractionRequiredException) {
      // The session comes back by itself, and tells.
      return WITHOUT_SESSION;
    }
    if (e instanceof AccessRefusedException refused
        && refused.status().equals(OptionalInt.of(401))) {
      try {
        login.refused(point);
      } catch (RuntimeException again) {
        LOG.log(Level.DEBUG, "The login was not renewed: {0}", again.getClass().getName());
      }
    }
    lock.lock();
    try {
      return pauses.next();
    } finally {
      lock.unlock();
    }
  }

  // What a connection tells.

  @Override
  public long now() {
    return uptime.get();
  }

  @Override
  public void ready(Link link) {
    Link old;
    lock.lock();
    try {
      if (next != link) {
        return;
      }
      next = null;
      old = current;
      current = link;
    } finally {
      lock.unlock();
    }
    end(old);
    board.connected();
    board.show(State.LIVE, old == null ? "Connected." : "Connected anew, with a fresh login.");
    if (registry.open(link, now())) {
      // Established while this one was being made: another one will have it.
      attemptIn(isOlderThanSession(link) ? Duration.ZERO : WITHOUT_SESSION, false);
    }
  }

  @Override
  public void message(Link link, Frame frame) {
    board.message();
    news.accept(frame);
  }

  @Override
  public void brokerage(Link link, boolean there, String why) {
    if (there) {
      if (link == current && registry.open(link, now())) {
        attemptIn(Duration.ZERO, false);
      }
      return;
    }
    board.show(link == current ? State.LIVE : State.CONNECTING, why);
    // Looking after it may take long, and the connection's thread has messages to read.
    try {
      runtime.executor().execute(() -> login.brokerageLost(login.point(), why));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The runtime is closed; the brokerage session is left alone");
    }
  }

  @Override
  public void unreadable(Link link) {
    board.unreadable();
  }

  @Override
  public void refused(Link link, int status, Map<String, List<String>> headers) {
    if (status == 401) {
      lock.lock();
      try {
        refusal =
            AuthChallenge.builder(
                    SignableRequest.forWebSocket(link.address()),
                    status,
                    link.authorization().credentialTag())
                .headers(headers)
                .build();
      } finally {
        lock.unlock();
      }
    }
    lost(link, "the broker refused the WebSocket (" + status + ")", status == 429 ? PENALTY : null);
  }

  @Override
  public void down(Link link, String why) {
    lost(link, why, null);
  }

  private void lost(Link link, String why, @Nullable Duration penalty) {
    Duration pause;
    boolean still;
    lock.lock();
    try {
      if (link == current) {
        current = null;
        if (link.readyFor(now()) >= SOUND) {
          pauses.forget();
        }
      } else if (link == next) {
        next = null;
      } else {
        return;
      }
      still = current != null;
      pause = penalty == null ? pauses.next() : penalty;
    } finally {
      lock.unlock();
    }
    String sentence = Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
    if (!still) {
      LOG.log(Level.DEBUG, "The stream is interrupted: {0}", why);
      board.show(State.WAITING, sentence);
    }
    attemptIn(pause, false);
  }

  // Once a second.

  private void beat() {
    Link open;
    Link coming;
    lock.lock();
    try {
      pulse = null;
      if (closed || !registry.isWanted()) {
        return;
      }
      tick();
      open = current;
      coming = next;
    } finally {
      lock.unlock();
    }
    try {
      long now = now();
      if (coming != null) {
        coming.look(now).ifPresent(coming::giveUp);
      }
      if (open != null) {
        open.look(now).ifPresent(open::giveUp);
      }
      if (open != null && open == current) {
        registry.renew(open, now);
        if (isOutdated(open)) {
          attemptIn(Duration.ZERO, false);
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "The stream was not looked after: {0}", e.getClass().getName());
    } finally {
      beatAgain();
    }
  }

  private void beatAgain() {
    lock.lock();
    try {
      if (!closed && pulse == null && registry.isWanted()) {
        pulse = runtime.scheduler().schedule(this::beat, PULSE);
      }
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "The scheduler is shut down; the stream is left alone");
    } finally {
      lock.unlock();
    }
  }

  /** Time goes by, also when the clock was set back or far ahead. */
  private void tick() {
    Instant now = runtime.clock().instant();
    Duration step = Duration.between(lastPulse, now);
    lastPulse = now;
    boolean odd = step.isNegative() || step.compareTo(LONGEST_LEAP) > 0;
    uptime.addAndGet((odd ? PULSE : step).toMillis());
  }

  /** Whether login, token or brokerage session were renewed since the connection was opened. */
  private boolean isOutdated(Link link) {
    if (login.renewedSince(link.point())) {
      return true;
    }
    if (isOlderThanSession(link) && registry.needsBrokerage()) {
      return true;
    }
    Map<String, String> now =
        login.authorize(SignableRequest.forWebSocket(login.address())).queryParameters();
    return !now.equals(link.authorization().queryParameters());
  }

  private boolean isOlderThanSession(Link link) {
    lock.lock();
    try {
      return link.point() < establishedAt;
    } finally {
      lock.unlock();
    }
  }
}
