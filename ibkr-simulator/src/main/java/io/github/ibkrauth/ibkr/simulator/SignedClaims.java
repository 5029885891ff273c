package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a JWS whose signature, key id and issuer have been verified. */
record SignedClaims(Map<String, Object> claims) {
  Optional<String> text(String name) {
    return claims.get(name) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** When it is no longer good; its verification has found {@code exp} to be in seconds. */
  Instant expiresAt() {
    return claims.get("exp") instanceof Number seconds
        ? Instant.ofEpochSecond(seconds.longValue())
        : Instant.MAX;
  }

  /** A claim that may be one text or a list of texts; anything else in it counts as malformed. */
  Optional<List<String>> texts(String name) {
    Object value = claims.get(name);
    if (value instanceof String text) {
      return Optional.of(List.of(text));
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return Optional.of(list.stream().map(String.class::cast).toList());
    }
    return Optional.empty();
  }
}
