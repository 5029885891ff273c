package io.github.ibkrauth.ibkr.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A user's connection as it is stored. A value that may hold secrets: it is only written sealed.
 *
 * @param userId whose it is
 * @param strategyId how it logs in
 * @param connectedAt since when
 * @param manual whether the settings are credentials that the user typed in
 * @param settings what is laid over the application's own
 */
record StoredConnection(
    UserId userId,
    String strategyId,
    Instant connectedAt,
    boolean manual,
    Map<String, String> settings) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the settings. */
  StoredConnection {
    settings = Map.copyOf(settings);
  }

  Secret write() {
    ObjectNode json = JSON.createObjectNode();
    json.put("user", userId.text());
    json.put("strategy", strategyId);
    json.put("connectedAt", connectedAt.toString());
    json.put("manual", manual);
    ObjectNode all = json.putObject("settings");
    settings.forEach(all::put);
    return Secret.of(json.toString());
  }

  /** Returns the connection, or nothing when the text is none. */
  static Optional<StoredConnection> read(Secret text) {
    try {
      JsonNode json = JSON.readTree(text.reveal());
      Map<String, String> settings = new LinkedHashMap<>();
      json.path("settings")
          .properties()
          .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
      return Optional.of(
          new StoredConnection(
              new UserId(json.path("user").asText()),
              json.path("strategy").asText(),
              Instant.parse(json.path("connectedAt").asText()),
              json.path("manual").asBoolean(),
              settings));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Shows no setting's value. */
  @Override
  public String toString() {
    return "StoredConnection(" + userId + ", " + strategyId + ")";
  }
}
