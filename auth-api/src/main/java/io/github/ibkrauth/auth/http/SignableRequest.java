package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a signature covers: method, address, headers and form of one attempt, exactly as they go to
 * the wire. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class SignableRequest {

  private final String method;
  private final URI uri;
  private final Origin origin;
  private final Map<String, List<String>> headers;
  private final List<Map.Entry<String, String>> formParameters;
  private final int attempt;
  private final byte[] bodyDigest;

  private SignableRequest(Builder builder) {
    this.method = builder.method;
    this.uri = builder.uri;
    this.origin = builder.origin;
    this.headers = builder.headers;
    this.formParameters = builder.formParameters;
    this.attempt = builder.attempt;
    this.bodyDigest = builder.bodyDigest;
  }

  /**
   * Starts a request.
   *
   * @param method upper-case HTTP method
   * @param uri the address exactly as it will be on the wire
   * @throws IllegalArgumentException when the address has no host, or a scheme other than those of
   *     {@link Origin}
   */
  public static Builder builder(String method, URI uri) {
    return new Builder(method, uri);
  }

  /**
   * Returns the request that opens a WebSocket.
   *
   * @param uri an address with scheme {@code ws} or {@code wss}
   * @throws IllegalArgumentException for another scheme
   */
  public static SignableRequest forWebSocket(URI uri) {
    SignableRequest request = builder("GET", uri).build();
    if (!request.isWebSocket()) {
      throw new IllegalArgumentException("a WebSocket address begins with ws: or wss:");
    }
    return request;
  }

  /** Returns the HTTP method, upper case. */
  public String method() {
    return method;
  }

  /** Returns the address exactly as it will be on the wire. */
  public URI uri() {
    return uri;
  }

  /** Returns scheme, host and port of the address. */
  public Origin origin() {
    return origin;
  }

  /** Returns whether this opens a WebSocket. */
  public boolean isWebSocket() {
    // An address has one of four schemes: ws, wss, http, https.
    char first = uri.getScheme().charAt(0);
    return first == 'w' || first == 'W';
  }

  /** Returns the headers set so far; names compare without case; read-only. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * Returns the pairs of an {@code application/x-www-form-urlencoded} body, still encoded; empty
   * for any other body.
   */
  public List<Map.Entry<String, String>> formParameters() {
    return formParameters;
  }

  /** Returns 1 for the first attempt, 2 for the first repetition. */
  public int attempt() {
    return attempt;
  }

  /** Returns the SHA-256 digest of the body, where the caller computed it. */
  public Optional<byte[]> bodyDigest() {
    return bodyDigest.length == 0 ? Optional.empty() : Optional.of(bodyDigest.clone());
  }

  /** Returns method, origin and path; never the query, which may hold a token. */
  @Override
  public String toString() {
    return method + " " + origin + Objects.requireNonNullElse(uri.getRawPath(), "");
  }

  /** Copies headers into a read-only map whose names compare without case. */
  static Map<String, List<String>> withoutCase(Map<String, List<String>> headers) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, list) -> copy.merge(name, List.copyOf(list), SignableRequest::joined));
    return Collections.unmodifiableMap(copy);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private static final byte[] NO_DIGEST = new byte[0];

    private final String method;
    private final URI uri;
    private final Origin origin;
    private Map<String, List<String>> headers = Map.of();
    private List<Map.Entry<String, String>> formParameters = List.of();
    private int attempt = 1;
    private byte[] bodyDigest = NO_DIGEST;

    private Builder(String method, URI uri) {
      this.method = Objects.requireNonNull(method, "method");
      this.uri = Objects.requireNonNull(uri, "uri");
      this.origin = Origin.of(uri);
    }

    /** Sets the headers; names compare without case. */
    public Builder headers(Map<String, List<String>> values) {
      this.headers = withoutCase(values);
      return this;
    }

    /** Sets the pairs of a form body, still encoded as on the wire. */
    public Builder formParameters(List<Map.Entry<String, String>> pairs) {
      this.formParameters = List.copyOf(pairs);
      return this;
    }

    /** Sets which attempt this is, from 1. */
    public Builder attempt(int number) {
      if (number < 1) {
        throw new IllegalArgumentException("attempts count from 1, not " + number);
      }
      this.attempt = number;
      return this;
    }

    /** Sets the SHA-256 digest of the body. */
    public Builder bodyDigest(byte[] sha256) {
      if (sha256.length != 32) {
        throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + sha256.length);
      }
      this.bodyDigest = sha256.clone();
      return this;
    }

    /** Builds the request. */
    public SignableRequest build() {
      return new SignableRequest(this);
    }
  }
}
