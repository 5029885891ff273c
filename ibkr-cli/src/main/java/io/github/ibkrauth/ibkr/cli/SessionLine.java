package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.Interruption;
import io.github.ibkrauth.ibkr.SessionStatus;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line about a brokerage session.
 *
 * @param time when it was so
 * @param status where the session stands, as this program knows it
 * @param forecast the next interruption that can be foreseen
 * @param seen what the broker says of a session that this program has not opened
 * @param trouble why the broker could not say it
 */
record SessionLine(
    Instant time,
    SessionStatus status,
    Optional<Interruption> forecast,
    Optional<AuthStatus> seen,
    Optional<Failure> trouble) {

  /** Returns whether another line would tell nothing new. */
  boolean tellsTheSameAs(SessionLine other) {
    return status.state() == other.status.state()
        && status.since().equals(other.status.since())
        && status.why().equals(other.status.why())
        && status.nextAttempt().equals(other.status.nextAttempt())
        && seen.map(SessionView::sentence).equals(other.seen.map(SessionView::sentence))
        && trouble.map(Failure::code).equals(other.trouble.map(Failure::code));
  }

  /** Returns the line for people. */
  String text() {
    StringBuilder line = new StringBuilder();
    line.append(shown(time)).append("  ").append(status.state()).append("  ");
    line.append(what());
    status.lastStep().ifPresent(step -> line.append(" [last step ").append(step).append(']'));
    status.lastError().ifPresent(error -> line.append(" [last error ").append(error).append(']'));
    status
        .nextAttempt()
        .ifPresent(next -> line.append(" [next attempt ").append(shown(next)).append(']'));
    forecast.ifPresent(next -> line.append(" [expected: ").append(words(next, time)).append(']'));
    return line.toString().replaceAll("\\p{Cntrl}+", " ");
  }

  /** Returns the line for programs. */
  String json() {
    ObjectNode node = Json.object();
    node.put("time", shown(time));
    node.put("state", status.state().name());
    node.put("since", shown(status.since()));
    node.put("why", status.why());
    Json.put(node, "lastStep", status.lastStep().map(Enum::name));
    Json.put(node, "lastError", status.lastError());
    Json.put(node, "nextAttempt", status.nextAttempt().map(SessionLine::shown));
    node.set("forecast", json(forecast));
    node.set("brokerage", seen.map(SessionView::json).orElse(null));
    trouble.ifPresent(failure -> node.set("error", Printer.node(failure)));
    return Json.line(node);
  }

  /** Returns what is forecast, or JSON's null. */
  static @Nullable ObjectNode json(Optional<Interruption> forecast) {
    return forecast
        .map(
            next -> {
              ObjectNode node = Json.object();
              node.put("what", next.what());
              node.put("at", shown(next.at()));
              node.put("until", shown(next.until()));
              return node;
            })
        .orElse(null);
  }

  /** Returns what is expected and when. */
  static String words(Interruption next, Instant now) {
    return next.covers(now)
        ? next.what() + ", under way until " + shown(next.until())
        : next.what()
            + " at "
            + shown(next.at())
            + " (in "
            + SessionView.inWords(Duration.between(now, next.at()))
            + ")";
  }

  private String what() {
    return trouble
        .map(Failure::text)
        .or(() -> seen.map(found -> "At the broker: " + SessionView.sentence(found) + "."))
        .orElseGet(status::why);
  }

  private static String shown(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
