package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A token together with the decorations it is sent as, made once, so that authorizing a request
 * makes nothing. Serves as its own credential tag. Compared by identity. Thread-safe.
 */
final class BearerToken {

  /** What a token is good for. */
  enum Kind {
    /** Buys SSO sessions, and is the bearer below {@code /gw/api}. */
    ACCESS,
    /** The bearer of everything else. */
    SSO
  }

  private final Kind kind;
  private final String sessionId;
  private final Secret value;
  private final Instant issuedAt;
  private final @Nullable String scope;
  private final @Nullable String ip;
  private final int refusalsBefore;
  private final AtomicBoolean complainedOf = new AtomicBoolean();
  private final RequestAuthorization asHeader;
  private final RequestAuthorization asQuery;

  private BearerToken(Builder builder) {
    this.kind = builder.kind;
    this.sessionId = builder.sessionId;
    this.value = Secret.of(builder.value);
    this.issuedAt = builder.issuedAt;
    this.scope = builder.scope;
    this.ip = builder.ip;
    this.refusalsBefore = builder.refusalsBefore;
    this.asHeader = RequestAuthorization.ofHeader("Authorization", "Bearer " + builder.value, this);
    this.asQuery =
        RequestAuthorization.builder(this).queryParameter("bearer_token", builder.value).build();
  }

  /**
   * Starts a token.
   *
   * @param sessionId the session that holds it
   * @param issuedAt when it was issued, by the local clock
   */
  static Builder builder(Kind kind, String sessionId, String value, Instant issuedAt) {
    return new Builder(kind, sessionId, value, issuedAt);
  }

  Kind kind() {
    return kind;
  }

  /** Returns whether it was issued to that session. */
  boolean belongsTo(String session) {
    return sessionId.equals(session);
  }

  Secret value() {
    return value;
  }

  /** Returns eight digits that events may show. */
  String fingerprint() {
    return value.fingerprint();
  }

  Instant issuedAt() {
    return issuedAt;
  }

  /** Returns what the server said it granted, if it said. */
  @Nullable String scope() {
    return scope;
  }

  /** Returns the address an SSO session is bound to. */
  @Nullable String ip() {
    return ip;
  }

  /** Returns how many tokens in a row were refused before this one was fetched in their place. */
  int refusalsBefore() {
    return refusalsBefore;
  }

  /** Returns whether this is the first time that something is said about it. */
  boolean firstComplaint() {
    return complainedOf.compareAndSet(false, true);
  }

  RequestAuthorization asHeader() {
    return asHeader;
  }

  RequestAuthorization asQuery() {
    return asQuery;
  }

  /** Returns the kind and a fingerprint. */
  @Override
  public String toString() {
    return "BearerToken(" + kind + ", fp:" + fingerprint() + ")";
  }

  /** Collects the optional parts. Not thread-safe. */
  static final class Builder {

    private final Kind kind;
    private final String sessionId;
    private final String value;
    private final Instant issuedAt;
    private @Nullable String scope;
    private @Nullable String ip;
    private int refusalsBefore;

    private Builder(Kind kind, String sessionId, String value, Instant issuedAt) {
      this.kind = Objects.requireNonNull(kind, "kind");
      this.sessionId = Objects.requireNonNull(sessionId, "sessionId");
      this.value = Objects.requireNonNull(value, "value");
      this.issuedAt = Objects.requireNonNull(issuedAt, "issuedAt");
    }

    Builder scope(@Nullable String text) {
      this.scope = text;
      return this;
    }

    Builder ip(String address) {
      this.ip = address;
      return this;
    }

    Builder refusalsBefore(int count) {
      this.refusalsBefore = count;
      return this;
    }

    BearerToken build() {
      return new BearerToken(this);
    }
  }
}
