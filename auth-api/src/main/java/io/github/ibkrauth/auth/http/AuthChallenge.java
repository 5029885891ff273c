package io.github.ibkrauth.auth.http;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that came back: status, headers, the beginning of the body, and which credential was
 * refused. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AuthChallenge {

  private final SignableRequest request;
  private final int status;
  private final Map<String, List<String>> headers;
  private final String body;
  private final Object credentialTag;
  private final @Nullable Instant serverDate;

  private AuthChallenge(Builder builder) {
    this.request = builder.request;
    this.status = builder.status;
    this.headers = builder.headers;
    this.body = builder.body;
    this.credentialTag = builder.credentialTag;
    this.serverDate = builder.serverDate;
  }

  /**
   * Starts a challenge.
   *
   * @param request the request that was refused
   * @param status the HTTP status, usually 401
   * @param credentialTag the tag its authorization carried
   */
  public static Builder builder(SignableRequest request, int status, Object credentialTag) {
    return new Builder(request, status, credentialTag);
  }

  /** Returns the request that was refused. */
  public SignableRequest request() {
    return request;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the headers of the answer; names compare without case; read-only. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Returns the beginning of the answer's body, or the empty text. */
  public String body() {
    return body;
  }

  /** Returns the tag of the credential that was refused. */
  public Object credentialTag() {
    return credentialTag;
  }

  /** Returns the server's own time, when it said so. */
  public Optional<Instant> serverDate() {
    return Optional.ofNullable(serverDate);
  }

  @Override
  public String toString() {
    return "AuthChallenge(" + status + " for " + request + ")";
  }

  /** Collects the parts. Not thread-safe. */
  public static final class Builder {

    private final SignableRequest request;
    private final int status;
    private final Object credentialTag;
    private Map<String, List<String>> headers = Map.of();
    private String body = "";
    private @Nullable Instant serverDate;

    private Builder(SignableRequest request, int status, Object credentialTag) {
      this.request = Objects.requireNonNull(request, "request");
      this.status = status;
      this.credentialTag = Objects.requireNonNull(credentialTag, "credentialTag");
    }

    /** Sets the headers of the answer; names compare without case. */
    public Builder headers(Map<String, List<String>> values) {
      this.headers = SignableRequest.withoutCase(values);
      return this;
    }

    /** Sets the beginning of the body. */
    public Builder body(String text) {
      this.body = Objects.requireNonNull(text, "text");
      return this;
    }

    /** Sets the server's time from its {@code Date} header. */
    public Builder serverDate(@Nullable Instant date) {
      this.serverDate = date;
      return this;
    }

    /** Builds the challenge. */
    public AuthChallenge build() {
      return new AuthChallenge(this);
    }
  }
}
