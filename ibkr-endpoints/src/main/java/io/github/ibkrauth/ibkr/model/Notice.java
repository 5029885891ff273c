package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A notice of the broker.
 *
 * @param json the object as the broker sent it
 */
public record Notice(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Notice {
    Objects.requireNonNull(json, "json");
  }

  /** Its id. */
  public String id() {
    return json.requireText("ID");
  }

  /** Whether it was read. */
  public boolean read() {
    return json.flag("R");
  }

  /** When it was sent. */
  public Optional<Instant> date() {
    return json.time("D");
  }

  /** The title. */
  public Optional<String> title() {
    return json.text("MS");
  }

  /** The text; often HTML. */
  public Optional<String> text() {
    return json.text("MD");
  }

  /** Internal to the broker. */
  public boolean html() {
    return json.flag("HT");
  }

  /** What it is about. */
  public Optional<NoticeType> type() {
    return json.text("FC").map(NoticeType::new);
  }
}
