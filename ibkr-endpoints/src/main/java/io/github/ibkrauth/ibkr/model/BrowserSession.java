package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.Objects;
import java.util.Optional;

/**
 * A session of the broker's web pages, made for a user.
 *
 * @param json the object as the broker sent it
 */
public record BrowserSession(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public BrowserSession {
    Objects.requireNonNull(json, "json");
  }

  /** Whether it is alive. */
  public boolean active() {
    return json.flag("active");
  }

  /**
   * Where the user's browser has to go. Whoever opens it is logged in as the user: it is a secret
   * until then, and {@link #toString()} leaves it out.
   */
  public Optional<String> url() {
    return json.text("url");
  }

  @Override
  public String toString() {
    return "BrowserSession[active=" + json.get("active").orElse(JsonValue.ofNull()) + "]";
  }
}
