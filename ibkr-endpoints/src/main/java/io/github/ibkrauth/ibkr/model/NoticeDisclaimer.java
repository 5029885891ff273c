package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * The disclaimer of a type of notices.
 *
 * @param json the object as the broker sent it
 */
public record NoticeDisclaimer(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public NoticeDisclaimer {
    Objects.requireNonNull(json, "json");
  }

  /** The type. */
  public Optional<NoticeType> type() {
    return json.text("FC").map(NoticeType::new);
  }

  /** The disclaimer. */
  public Optional<String> text() {
    return json.text("DT");
  }
}
