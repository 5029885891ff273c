package io.github.ibkrauth.ibkr.endpoint;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer, read whole; the response behind it is closed.
 *
 * @param status the HTTP status
 * @param contentType as sent, or the empty text
 * @param body the bytes, decompressed
 * @param charset of the body
 * @param retryAfter how long the broker asks to wait
 * @param tooLong whether the body is longer than is read
 */
record Answer(
    int status,
    String contentType,
    byte[] body,
    Charset charset,
    @Nullable Duration retryAfter,
    boolean tooLong) {

  /** Bodies are read up to here: 16 MiB, several times the longest answer known. */
  static final int LONGEST_BODY = 16 * 1024 * 1024;

  /** Reads an answer and closes the response, whatever happens. */
  static Answer of(HttpResponse response) throws IOException {
    boolean whole = false;
    try {
      byte[] body = new byte[0];
      InputStream content = response.getContent();
      if (content != null) {
        body = content.readNBytes(LONGEST_BODY + 1);
      }
      boolean tooLong = body.length > LONGEST_BODY;
      Answer answer =
          new Answer(
              response.getStatusCode(),
              response.getContentType() == null ? "" : response.getContentType(),
              tooLong ? new byte[0] : body,
              charset(response),
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

  /** Returns the same with another time to wait. */
  Answer withRetryAfter(@Nullable Duration wait) {
    return new Answer(status, contentType, body, charset, wait, tooLong);
  }

  boolean ok() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, charset);
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
    return IbkrJson.read(body);
  }

  private static Charset charset(HttpResponse response) {
    try {
      Charset named = response.getContentCharset();
      // Without a charset the library says Latin 1; the broker means UTF-8.
      return named.equals(StandardCharsets.ISO_8859_1) ? StandardCharsets.UTF_8 : named;
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
