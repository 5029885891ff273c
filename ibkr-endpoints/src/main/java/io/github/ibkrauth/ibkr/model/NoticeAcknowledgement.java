package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to changing how notices are handled.
 *
 * @param json the object as the broker sent it
 */
public record NoticeAcknowledgement(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public NoticeAcknowledgement {
    Objects.requireNonNull(json, "json");
  }

  /** Whether it was accepted. */
  public boolean accepted() {
    return json.flag("V");
  }

  /** How long it took. */
  public Optional<Duration> duration() {
    return json.millis("T");
  }

  /** The notice it was about. */
  public Optional<NoticeState> notice() {
    return json.object("P", NoticeState::new);
  }
}
