package io.github.ibkrauth.ibkr.endpoint;

import com.google.api.client.http.HttpMediaType;
import com.google.api.client.http.HttpResponse;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.UnreadableBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, read whole; the response behind it is closed. The body is parsed when it is first
 * asked for, and once. Used by one thread.
 */
final class Answer {

  /** Bodies are read up to here: 16 MiB, several times the longest answer known. */
  static final int LONGEST_BODY = 16 * 1024 * 1024;

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final @Nullable Duration retryAfter;
  private final boolean tooLong;
  private @Nullable JsonValue json;

  private Answer(
      int status, String contentType, byte[] body, @Nullable Duration retryAfter, boolean tooLong) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.retryAfter = retryAfter;
    this.tooLong = tooLong;
  }

  /** Reads an answer and closes the response, whatever happens. */
  static Answer of(HttpResponse response) throws IOException {
    boolean whole = false;
    try {
      byte[] body = new byte[0];
      InputStream content = response.getContent();
      if (content != null) {
        body = read(content, response.getHeaders().getContentLength());
      }
      boolean tooLong = body.length > LONGEST_BODY;
      Answer answer =
          new Answer(
              response.getStatusCode(),
              response.getContentType() == null ? "" : response.getContentType(),
              tooLong ? new byte[0] : body,
              retryAfter(response.getHeaders().getRetryAfter()),
              tooLong);
      if (!tooLong && content != null) {
        // A stream that was read to its end gives the connection back for the next call.
        content.close();
      }
      whole = !tooLong && content != null;
      return answer;
    } finally {
      if (!whole) {
        response.disconnect();
      }
    }
  }

  /**
   * Reads up to one byte more than is allowed. What the server says about the length only helps to
   * take no larger space than is needed: it may be wrong, or be that of the compressed body.
   */
  private static byte[] read(InputStream content, @Nullable Long length) throws IOException {
    if (length == null || length < 0 || length > LONGEST_BODY) {
      return content.readNBytes(LONGEST_BODY + 1);
    }
    byte[] body = content.readNBytes(length.intValue());
    int more = content.read();
    if (more < 0) {
      return body;
    }
    byte[] rest = content.readNBytes(LONGEST_BODY - body.length);
    byte[] whole = Arrays.copyOf(body, body.length + 1 + rest.length);
    whole[body.length] = (byte) more;
    System.arraycopy(rest, 0, whole, body.length + 1, rest.length);
    return whole;
  }

  /** Returns the same with another time to wait. */
  Answer withRetryAfter(@Nullable Duration wait) {
    return new Answer(status, contentType, body, wait, tooLong);
  }

  int status() {
    return status;
  }

  /** Returns what was sent as the type, or the empty text. */
  String contentType() {
    return contentType;
  }

  /** Returns the bytes, decompressed. */
  byte[] body() {
    return body;
  }

  /** Returns how long the broker asks to wait. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns whether the body is longer than is read. */
  boolean tooLong() {
    return tooLong;
  }

  boolean ok() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, charset());
  }

  /** Returns the body as an object, or nothing when it is something else. */
  Optional<JsonObject> object() {
    try {
      return body.length == 0 ? Optional.empty() : json().asObject();
    } catch (UnreadableBodyException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the body as JSON.
   *
   * @throws UnreadableBodyException when it is none
   */
  JsonValue json() {
    JsonValue known = json;
    if (known == null) {
      known = IbkrJson.read(body);
      json = known;
    }
    return known;
  }

  private Charset charset() {
    try {
      Charset named =
          contentType.isEmpty() ? null : new HttpMediaType(contentType).getCharsetParameter();
      // Latin 1 is what is written where nobody thought of it; the broker means UTF-8.
      return named == null || named.equals(StandardCharsets.ISO_8859_1)
          ? StandardCharsets.UTF_8
          : named;
    } catch (IllegalArgumentException unknownCharset) {
      return StandardCharsets.UTF_8;
    }
  }

  private static @Nullable Duration retryAfter(@Nullable String seconds) {
    return seconds != null && seconds.strip().matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds.strip()))
        : null;
  }
}
