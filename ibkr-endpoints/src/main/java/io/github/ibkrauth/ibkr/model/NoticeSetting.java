package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether notices of one type are wanted.
 *
 * @param json the object as the broker sent it
 */
public record NoticeSetting(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public NoticeSetting {
    Objects.requireNonNull(json, "json");
  }

  /** The type. */
  public Optional<NoticeType> type() {
    return json.text("FC").map(NoticeType::new);
  }

  /** The title. */
  public Optional<String> title() {
    return json.text("FN");
  }

  /** What it is about. */
  public Optional<String> description() {
    return json.text("FD");
  }

  /** Whether its disclaimer was read. */
  public boolean disclaimerRead() {
    return json.flag("H");
  }

  /** Whether it can be switched on and off. */
  public boolean changeable() {
    return json.flag("A");
  }
}
