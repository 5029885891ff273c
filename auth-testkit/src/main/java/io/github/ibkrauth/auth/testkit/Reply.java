package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.ApiLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedTransport} answers: a status, headers and body, possibly late or cut short;
 * or a failure of the connection. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Reply {

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;
  private final Duration delay;
  private final int cutAfter;
  private final @Nullable IOException failure;

  private Reply(
      int status,
      List<Map.Entry<String, String>> headers,
      byte[] body,
      Duration delay,
      int cutAfter,
      @Nullable IOException failure) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delay = delay;
    this.cutAfter = cutAfter;
    this.failure = failure;
  }

  /** Returns an answer without headers and body. */
  public static Reply status(int status) {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("not an HTTP status: " + status);
    }
    return new Reply(status, List.of(), new byte[0], Duration.ZERO, -1, null);
  }

  /** Returns an answer with a JSON body. */
  public static Reply json(int status, String json) {
    return status(status).body("application/json", json);
  }

  /** Returns a connection that fails before any answer. */
  public static Reply failure(IOException failure) {
    return new Reply(
        0, List.of(), new byte[0], Duration.ZERO, -1, Objects.requireNonNull(failure, "failure"));
  }

  /** Returns the same with one more header. */
  public Reply header(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Reply(status, List.copyOf(more), body, delay, cutAfter, failure);
  }

  /** Returns the same with a text as body, in UTF-8. */
  public Reply body(String contentType, String text) {
    Reply typed = header("Content-Type", contentType);
    return new Reply(
        status, typed.headers, text.getBytes(StandardCharsets.UTF_8), delay, cutAfter, failure);
  }

  /** Returns the same, given after a time; longer than the read time-out, it becomes a time-out. */
  public Reply after(Duration time) {
    return new Reply(
        status, headers, body, Objects.requireNonNull(time, "time"), cutAfter, failure);
  }

  /** Returns the same with a connection that breaks after so many bytes of the body. */
  public Reply cutAfter(int bytes) {
    if (bytes < 0 || bytes > body.length) {
      throw new IllegalArgumentException("the body has " + body.length + " bytes, not " + bytes);
    }
    return new Reply(status, headers, body, delay, bytes, failure);
  }

  int status() {
    return status;
  }

  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  byte[] body() {
    return body.clone();
  }

  Duration delay() {
    return delay;
  }

  /** Returns after how many bytes the connection breaks, -1 for never. */
  int cutAfter() {
    return cutAfter;
  }

  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public String toString() {
    return failure == null
        ? "Reply(" + status + ")"
        : "Reply(" + failure.getClass().getName() + ")";
  }
}
