package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.ibkrauth.auth.http.BodySigner;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;

/**
 * Turns a JSON object into a signed token: its members, unchanged to the letter, plus issuer and
 * times. Thread-safe.
 */
final class JwtBodySigner implements BodySigner {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> OURS = Set.of("iss", "iat", "exp");

  private final Jws jws;
  private final String issuerJson;
  private final Duration lifetime;
  private final InstantSource clock;

  JwtBodySigner(Jws jws, String clientId, Duration lifetime, InstantSource clock) {
    this.jws = jws;
    this.issuerJson = JsonNodeFactory.instance.textNode(clientId).toString();
    this.lifetime = lifetime;
    this.clock = clock;
  }

  @Override
  public String contentType() {
    return "application/jwt";
  }

  @Override
  public String sign(String json) {
    Objects.requireNonNull(json, "json");
    boolean empty = check(json);
    String body = json.strip();
    long now = clock.instant().getEpochSecond();
    // The text is extended, not parsed and written again: an amount such as 10.00 stays 10.00.
    return jws.sign(
        body.substring(0, body.length() - 1)
            + (empty ? "" : ",")
            + "\"iss\":"
            + issuerJson
            + ",\"exp\":"
            + (now + lifetime.toSeconds())
            + ",\"iat\":"
            + now
            + "}");
  }

  /** Returns whether the object has no members; throws if the text is not one JSON object. */
  private static boolean check(String json) {
    boolean empty = true;
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("A signed body must be a JSON object.");
      }
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_OBJECT;
          token = parser.nextToken()) {
        empty = false;
        String name = parser.currentName();
        if (OURS.contains(name)) {
          throw new IllegalArgumentException(
              "A signed body must not have the member '"
                  + name
                  + "' itself: signing adds it. Leave it out.");
        }
        parser.nextToken();
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("A signed body must be one JSON object and no more.");
      }
      return empty;
    } catch (IOException e) {
      // The cause is left out on purpose: its message quotes the body.
      throw new IllegalArgumentException("A signed body must be a JSON object; this is no JSON.");
    }
  }
}
