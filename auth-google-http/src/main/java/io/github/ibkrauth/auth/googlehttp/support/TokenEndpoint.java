package io.github.ibkrauth.auth.googlehttp.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address that issues tokens. Sends one request for each call: no retry, no redirect, nothing
 * logged. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TokenEndpoint {

  private static final int BODY_LIMIT = 1024 * 1024;

  private final String step;
  private final URI uri;
  private final HttpRequestFactory requests;
  private final HttpDefaults defaults;

  /**
   * Creates an endpoint; no I/O.
   *
   * @param step what messages call it, such as {@code access token}
   * @param uri where it is
   * @param transport what sends
   * @param defaults time-outs and {@code User-Agent}
   */
  public TokenEndpoint(String step, URI uri, HttpTransport transport, HttpDefaults defaults) {
    this.step = Objects.requireNonNull(step, "step");
    this.uri = Objects.requireNonNull(uri, "uri");
    this.defaults = Objects.requireNonNull(defaults, "defaults");
    this.requests =
        Objects.requireNonNull(transport, "transport").createRequestFactory(defaults::prepare);
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("the address for the " + step + " must be absolute");
    }
  }

  /**
   * Sends a body and returns whatever comes back, of any status. Blocks.
   *
   * @param headers headers to add
   * @param contentType media type of the body
   * @param body the body; sent as UTF-8
   * @throws io.github.ibkrauth.auth.error.AuthTransportException when there is no complete answer:
   *     code {@code UNKNOWN_HOST}, {@code TIMEOUT}, {@code TRANSPORT}, or {@code INTERRUPTED} when
   *     the thread was interrupted, whose flag stays set
   * @throws AuthProtocolException when the answer's header makes no sense
   */
  public Answer post(Map<String, String> headers, String contentType, String body) {
    Objects.requireNonNull(contentType, "contentType");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send("POST", headers, new ByteArrayContent(contentType, bytes));
  }

  /**
   * Posts no body, with {@code Content-Length: 0}, and returns whatever comes back, of any status.
   * Blocks; throws what {@link #post} throws.
   *
   * @param headers headers to add
   */
  public Answer postNothing(Map<String, String> headers) {
    return send("POST", headers, new EmptyContent());
  }

  /**
   * Gets, and returns whatever comes back, of any status. Blocks; throws what {@link #post} throws.
   *
   * @param headers headers to add
   */
  public Answer get(Map<String, String> headers) {
    return send("GET", headers, null);
  }

  private Answer send(String method, Map<String, String> headers, @Nullable HttpContent content) {
    if (Thread.currentThread().isInterrupted()) {
      throw IoFailure.interrupted(step, uri);
    }
    try {
      HttpRequest request =
          requests.buildRequest(method, new GenericUrl(uri.toString(), true), content);
      request.setNumberOfRetries(0).setThrowExceptionOnExecuteError(false);
      headers.forEach((name, value) -> setHeader(request, name, value));
      return read(request.execute());
    } catch (IOException e) {
      throw IoFailure.explain(step, uri, defaults, e);
    } catch (NumberFormatException e) {
      throw new AuthProtocolException(
          Details.of(
              AuthErrorCode.PROTOCOL,
              step
                  + ": "
                  + uri.getHost()
                  + " answered with a malformed header; check the address."));
    }
  }

  /** Returns what messages call it. */
  public String step() {
    return step;
  }

  /** Returns where it is. */
  public URI uri() {
    return uri;
  }

  private static void setHeader(HttpRequest request, String name, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new IllegalArgumentException("The header " + name + " has a control character.");
    }
    switch (name.toLowerCase(Locale.ROOT)) {
      case "authorization" -> request.getHeaders().setAuthorization(value);
      case "accept" -> request.getHeaders().setAccept(value);
      case "user-agent" -> request.getHeaders().setUserAgent(value);
      case "cookie" -> request.getHeaders().setCookie(value);
      default -> request.getHeaders().set(name, value);
    }
  }

  private static Answer read(HttpResponse response) throws IOException {
    try {
      InputStream content = response.getContent();
      byte[] bytes = content == null ? new byte[0] : content.readNBytes(BODY_LIMIT);
      return new Answer(
          response.getStatusCode(),
          ResponseHeaders.of(response),
          new String(bytes, charset(response)));
    } finally {
      response.disconnect();
    }
  }

  private static Charset charset(HttpResponse response) {
    try {
      Charset named =
          response.getMediaType() == null ? null : response.getMediaType().getCharsetParameter();
      return named == null ? StandardCharsets.UTF_8 : named;
    } catch (IllegalArgumentException unknownCharset) {
      return StandardCharsets.UTF_8;
    }
  }

  @Override
  public String toString() {
    return "TokenEndpoint(" + step + " at " + uri.getHost() + ")";
  }

  /** What came back. Immutable and thread-safe. */
  @ApiLevel(ApiLevel.Kind.SUPPORT)
  public static final class Answer {

    private static final ObjectMapper JSON =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final int status;
    private final Map<String, List<String>> headers;
    private final String body;

    private Answer(int status, Map<String, List<String>> headers, String body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    /** Returns the HTTP status. */
    public int status() {
      return status;
    }

    /** Returns the headers; names compare without case; read-only. */
    public Map<String, List<String>> headers() {
      return headers;
    }

    /**
     * Returns the body, or the empty text; at most its first 1 MiB. It usually holds a token: never
     * show it.
     */
    public String body() {
      return body;
    }

    /** Returns the server's time from {@code Date}. */
    public Optional<Instant> serverDate() {
      return ResponseHeaders.date(headers);
    }

    /** Returns how long the server asks to wait, from {@code Retry-After}. */
    public Optional<Duration> retryAfter() {
      return ResponseHeaders.retryAfter(headers);
    }

    /** Returns the body as JSON, or nothing when it is not JSON from beginning to end. */
    public Optional<JsonNode> json() {
      try {
        JsonNode node = JSON.readTree(body);
        return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
      } catch (JsonProcessingException notJson) {
        return Optional.empty();
      }
    }

    /** Returns the status only. */
    @Override
    public String toString() {
      return "Answer(" + status + ")";
    }
  }
}
