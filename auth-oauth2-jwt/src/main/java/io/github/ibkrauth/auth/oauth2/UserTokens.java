package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.Secret;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user agreed to, as the server gave it. Immutable.
 *
 * @param access the access token
 * @param issuedAt when it was issued, by the local clock
 * @param expiresAt when it ends, by the local clock, if the server said
 * @param refresh buys the next one, if there is one
 * @param scope what the server said it granted, if it said
 * @param server who issued them; they go nowhere else
 */
record UserTokens(
    Secret access,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    @Nullable Secret refresh,
    @Nullable String scope,
    String server) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration MARGIN = Duration.ofMinutes(1);

  /** Returns whether the access token is good for a while: a minute, or a tenth of its life. */
  boolean lasts(Instant now) {
    if (expiresAt == null) {
      return true;
    }
    Duration tenth = Duration.between(issuedAt, expiresAt).dividedBy(10);
    Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
    return now.isBefore(expiresAt.minus(margin));
  }

  /** Returns whether the access token has not ended yet. */
  boolean isAlive(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }

  /** Returns the text that is sealed. */
  Secret text() {
    ObjectNode json = JSON.createObjectNode();
    json.put("access_token", access.reveal());
    json.put("issued_at", issuedAt.toString());
    if (expiresAt != null) {
      json.put("expires_at", expiresAt.toString());
    }
    if (refresh != null) {
      json.put("refresh_token", refresh.reveal());
    }
    if (scope != null) {
      json.put("scope", scope);
    }
    json.put("server", server);
    return Secret.of(json.toString());
  }

  /** Reads such a text; nothing when it is something else. */
  static Optional<UserTokens> parse(Secret text) {
    try {
      JsonNode json = JSON.readTree(text.reveal());
      String access = member(json, "access_token");
      String issuedAt = member(json, "issued_at");
      String server = member(json, "server");
      if (access == null || issuedAt == null || server == null) {
        return Optional.empty();
      }
      String expiresAt = member(json, "expires_at");
      String refresh = member(json, "refresh_token");
      return Optional.of(
          new UserTokens(
              Secret.of(access),
              Instant.parse(issuedAt),
              expiresAt == null ? null : Instant.parse(expiresAt),
              refresh == null ? null : Secret.of(refresh),
              member(json, "scope"),
              server));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String member(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isTextual() ? value.textValue() : null;
  }

  /** Returns a fingerprint and the end. */
  @Override
  public String toString() {
    return "UserTokens(fp:" + access.fingerprint() + ", expires " + expiresAt + ")";
  }
}
