package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.BrokerageSession.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a brokerage session stands and why: what a health page, an alarm or a person wants to know.
 * A snapshot; holds no secret. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class SessionStatus {

  private final State state;
  private final Instant since;
  private final String why;
  private final @Nullable SessionStep lastStep;
  private final @Nullable String lastError;
  private final @Nullable Instant nextAttempt;
  private final @Nullable Interruption forecast;

  private SessionStatus(Builder builder) {
    this.state = builder.state;
    this.since = builder.since;
    this.why = builder.why;
    this.lastStep = builder.lastStep;
    this.lastError = builder.lastError;
    this.nextAttempt = builder.nextAttempt;
    this.forecast = builder.forecast;
  }

  /** Starts a status. */
  static Builder of(State state, Instant since, String why) {
    return new Builder(state, since, why);
  }

  /** Returns the state. */
  public State state() {
    return state;
  }

  /** Returns since when it is in this state, by the runtime's clock. */
  public Instant since() {
    return since;
  }

  /** Returns why it is in this state: a sentence. */
  public String why() {
    return why;
  }

  /** Returns what was done last, once anything was. */
  public Optional<SessionStep> lastStep() {
    return Optional.ofNullable(lastStep);
  }

  /**
   * Returns the class of the last failure since the session was last established: the name of an
   * {@link io.github.ibkrauth.auth.error.AuthErrorCode}, or the kind of {@link IbkrException} with
   * the broker's status, such as {@code "ServerTrouble 503"}.
   */
  public Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  /** Returns when the session tries next by itself, if it is not there and will try. */
  public Optional<Instant> nextAttempt() {
    return Optional.ofNullable(nextAttempt);
  }

  /** Returns the next interruption that can be foreseen, or the one under way. */
  public Optional<Interruption> forecast() {
    return Optional.ofNullable(forecast);
  }

  /**
   * Returns whether this session can still come up without being made anew; false only once it was
   * closed. Suits a liveness probe: restarting the program helps against nothing else.
   */
  public boolean live() {
    return state != State.CLOSED;
  }

  /**
   * Returns whether the session is established and its last signs of life are there. Suits a
   * readiness probe.
   */
  public boolean ready() {
    return state == State.READY;
  }

  Builder toBuilder() {
    Builder copy = new Builder(state, since, why);
    copy.lastStep = lastStep;
    copy.lastError = lastError;
    copy.nextAttempt = nextAttempt;
    copy.forecast = forecast;
    return copy;
  }

  /** Returns one line for a log. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(state).append(" since ").append(since).append(": ").append(why);
    if (lastStep != null) {
      line.append(" [last step ").append(lastStep).append(']');
    }
    if (lastError != null) {
      line.append(" [last error ").append(lastError).append(']');
    }
    if (nextAttempt != null) {
      line.append(" [next attempt ").append(nextAttempt).append(']');
    }
    if (forecast != null) {
      line.append(" [expected: ").append(forecast).append(']');
    }
    return line.toString();
  }

  /** Collects the parts. Not thread-safe. */
  static final class Builder {

    private State state;
    private Instant since;
    private String why;
    private @Nullable SessionStep lastStep;
    private @Nullable String lastError;
    private @Nullable Instant nextAttempt;
    private @Nullable Interruption forecast;

    private Builder(State state, Instant since, String why) {
      this.state = Objects.requireNonNull(state, "state");
      this.since = Objects.requireNonNull(since, "since");
      this.why = Objects.requireNonNull(why, "why");
    }

    Builder state(State value, Instant from, String reason) {
      this.state = value;
      this.since = from;
      this.why = reason;
      return this;
    }

    Builder why(String value) {
      this.why = value;
      return this;
    }

    Builder lastStep(@Nullable SessionStep value) {
      this.lastStep = value;
      return this;
    }

    Builder lastError(@Nullable String value) {
      this.lastError = value;
      return this;
    }

    Builder nextAttempt(@Nullable Instant value) {
      this.nextAttempt = value;
      return this;
    }

    Builder forecast(@Nullable Interruption value) {
      this.forecast = value;
      return this;
    }

    SessionStatus build() {
      return new SessionStatus(this);
    }
  }
}
