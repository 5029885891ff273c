package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What to add to a request: headers, query parameters, and a tag that says which credential was
 * used. The tag comes back in {@link AuthChallenge}, so that a refusal can only ever drop the
 * credential that was refused. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class RequestAuthorization {

  private final Map<String, String> headers;
  private final Map<String, String> queryParameters;
  private final Object credentialTag;

  private RequestAuthorization(
      Map<String, String> headers, Map<String, String> queryParameters, Object credentialTag) {
    this.headers = headers;
    this.queryParameters = queryParameters;
    this.credentialTag = credentialTag;
  }

  /**
   * Returns an authorization by one header.
   *
   * @param name header name
   * @param value header value
   * @param credentialTag which credential was used; compared by identity or {@code equals}, never
   *     printed
   * @throws IllegalArgumentException when name or value has a line break
   */
  public static RequestAuthorization ofHeader(String name, String value, Object credentialTag) {
    requireOneLine(name, value);
    return new RequestAuthorization(
        Map.of(name, value), Map.of(), Objects.requireNonNull(credentialTag, "credentialTag"));
  }

  /**
   * Starts an authorization of several parts.
   *
   * @param credentialTag which credential was used
   */
  public static Builder builder(Object credentialTag) {
    return new Builder(credentialTag);
  }

  /** HTTP libraries refuse a line break as well, but quote the value when they say so. */
  private static void requireOneLine(String name, String value) {
    if (hasLineBreak(name)) {
      throw new IllegalArgumentException("the name of an authorization header has a line break");
    }
    if (hasLineBreak(value)) {
      throw new IllegalArgumentException("the authorization header " + name + " has a line break");
    }
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** Returns the headers to set; each replaces one of the same name. Read-only. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the query parameters to append, not yet encoded, in order. Read-only. */
  public Map<String, String> queryParameters() {
    return queryParameters;
  }

  /** Returns the tag of the credential used. */
  public Object credentialTag() {
    return credentialTag;
  }

  /** Returns the names of what is added, without values. */
  @Override
  public String toString() {
    return "RequestAuthorization(headers "
        + headers.keySet()
        + ", query "
        + queryParameters.keySet()
        + ")";
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> queryParameters = new LinkedHashMap<>();
    private final Object credentialTag;

    private Builder(Object credentialTag) {
      this.credentialTag = Objects.requireNonNull(credentialTag, "credentialTag");
    }

    /**
     * Adds a header.
     *
     * @throws IllegalArgumentException when name or value has a line break
     */
    public Builder header(String name, String value) {
      requireOneLine(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      headers.put(name, value);
      return this;
    }

    /** Adds a query parameter, not encoded. */
    public Builder queryParameter(String name, String value) {
      queryParameters.put(
          Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Builds the authorization. */
    public RequestAuthorization build() {
      return new RequestAuthorization(
          Collections.unmodifiableMap(new LinkedHashMap<>(headers)),
          Collections.unmodifiableMap(new LinkedHashMap<>(queryParameters)),
          credentialTag);
    }
  }
}
