package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The banks that can be connected.
 *
 * @param json the object as the broker sent it
 */
public record ParticipatingBanks(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ParticipatingBanks {
    Objects.requireNonNull(json, "json");
  }

  /** The kind of connection. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** The banks. */
  public List<ParticipatingBank> banks() {
    return json.objects("participatingBanks", ParticipatingBank::new);
  }
}
