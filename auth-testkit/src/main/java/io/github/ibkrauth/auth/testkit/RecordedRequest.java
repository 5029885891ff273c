package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a {@link ScriptedTransport} was asked to send it. Immutable and thread-safe.
 *
 * @param method the HTTP method
 * @param url the whole address, as it would go to the wire
 * @param headers names compare without case; {@code Content-Type}, {@code Content-Length} and
 *     {@code Content-Encoding} are among them when a real transport would send them
 * @param bodyBytes the body, empty when there is none
 * @param connectTimeout zero for none
 * @param readTimeout zero for none
 * @param writeTimeout zero for none
 */
@ApiLevel(ApiLevel.Kind.API)
public record RecordedRequest(
    String method,
    String url,
    Map<String, List<String>> headers,
    byte[] bodyBytes,
    Duration connectTimeout,
    Duration readTimeout,
    Duration writeTimeout) {

  /** Copies the body. */
  public RecordedRequest {
    bodyBytes = bodyBytes.clone();
  }

  /** Returns a copy of the body. */
  @Override
  public byte[] bodyBytes() {
    return bodyBytes.clone();
  }

  /** Returns the body as text. */
  public String body() {
    return new String(bodyBytes, StandardCharsets.UTF_8);
  }

  /** Returns the address, parsed. */
  public URI uri() {
    return URI.create(url);
  }

  /** Returns the path as on the wire. */
  public String path() {
    return uri().getRawPath();
  }

  /** Returns the first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Returns method and address without query, names of headers, and the body's length. */
  @Override
  public String toString() {
    return method
        + " "
        + url.replaceFirst("\\?.*", "?...")
        + " "
        + headers.keySet()
        + " "
        + bodyBytes.length
        + " bytes";
  }
}
