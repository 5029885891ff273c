package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A person or an organisation behind a user name.
 *
 * @param json the object as the broker sent it
 */
public record AccountEntity(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public AccountEntity {
    Objects.requireNonNull(json, "json");
  }

  /** The full name. */
  public Optional<String> name() {
    return json.text("entityName");
  }

  /** The legal form, such as {@code "INDIVIDUAL"}. */
  public Optional<String> type() {
    return json.text("entityType");
  }

  /** The first name of a person. */
  public Optional<String> firstName() {
    return json.text("firstName");
  }

  /** The last name of a person. */
  public Optional<String> lastName() {
    return json.text("lastName");
  }

  /** The date of birth of a person. */
  public Optional<LocalDate> dateOfBirth() {
    return json.date("dateOfBirth");
  }
}
