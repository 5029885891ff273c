package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.ibkr.BrokerageSession;
import io.github.ibkrauth.ibkr.BrokerageSessionListener;
import io.github.ibkrauth.ibkr.SessionStatus;
import io.github.ibkrauth.ibkr.SessionStep;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Prints a line at each change of a brokerage session until somebody ends it. A session that this
 * program has not opened is looked at now and then, and left as it is.
 */
final class StatusWatch implements BrokerageSessionListener {

  private static final Duration TURN = Duration.ofMillis(200);

  private final Invocation invocation;
  private final Connection client;
  private final Duration betweenLooks;
  private final Ending ending = new Ending();
  private final Queue<SessionStatus> changes = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private @Nullable SessionLine last;
  private @Nullable Instant nextLook;
  private Optional<AuthStatus> seen = Optional.empty();
  private Optional<Failure> trouble = Optional.empty();

  /**
   * Prepares the watch.
   *
   * @param client logged in
   * @param betweenLooks how often to look at a session that this program has not opened
   */
  StatusWatch(Invocation invocation, Connection client, Duration betweenLooks) {
    this.invocation = invocation;
    this.client = client;
    this.betweenLooks = betweenLooks;
  }

  /**
   * Watches.
   *
   * @param open whether to open the session
   */
  void run(boolean open) {
    BrokerageSession session = client.brokerage();
    session.addListener(this);
    if (open) {
      Thread opener = new Thread(() -> open(session), "ibkr-open");
      opener.setDaemon(true);
      opener.start();
    }
    ending.await(this::stop, TURN, () -> turn(open));
  }

  @Override
  public void changed(SessionStatus before, SessionStatus after) {
    changes.add(after);
  }

  @Override
  public void step(SessionStep step, String outcome) {
    invocation.printer().step("  " + step + ": " + outcome, invocation.options().json());
  }

  private static void open(BrokerageSession session) {
    try {
      session.open();
    } catch (RuntimeException e) {
      // Its status says so, and when it is tried again.
    }
  }

  private void stop() {
    stopped = true;
    client.close();
  }

  private void turn(boolean open) {
    SessionStatus change = changes.poll();
    while (change != null) {
      print(change);
      change = changes.poll();
    }
    SessionStatus now = client.brokerage().status();
    if (!open && now.state() == BrokerageSession.State.IDLE) {
      look();
    }
    print(now);
  }

  private void look() {
    Instant now = Instant.now();
    if (nextLook != null && now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(betweenLooks);
    try {
      client.session().tickle();
      seen = Optional.of(client.session().status());
      trouble = Optional.empty();
    } catch (RuntimeException e) {
      if (isEnding()) {
        return;
      }
      seen = Optional.empty();
      trouble = Optional.of(FailureReader.read(e));
    }
  }

  /** Returns whether what happens now comes from the wish to end. */
  private boolean isEnding() {
    return stopped || Thread.currentThread().isInterrupted();
  }

  private void print(SessionStatus status) {
    SessionStatus now = client.brokerage().status();
    // The status of now may know more of the same state, such as when the next attempt is.
    boolean same = now.state() == status.state() && now.since().equals(status.since());
    SessionLine line =
        new SessionLine(Instant.now(), same ? now : status, now.forecast(), seen, trouble);
    if (isEnding() || last != null && line.tellsTheSameAs(last)) {
      return;
    }
    last = line;
    invocation.printer().line(invocation.options().json() ? line.json() : line.text());
    if (invocation.printer().isNobodyReading()) {
      ending.now();
    }
  }
}
