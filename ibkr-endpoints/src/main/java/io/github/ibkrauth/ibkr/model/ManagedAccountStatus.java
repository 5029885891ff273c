package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an account stands in its life.
 *
 * @param json the object as the broker sent it
 */
public record ManagedAccountStatus(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public ManagedAccountStatus {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public Optional<String> accountId() {
    return json.text("accountId");
  }

  /** The state at the clearing house. */
  public Optional<ClearingStatus> status() {
    return json.text("status").map(ClearingStatus::new);
  }

  /** The state in words. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** The state of the application. */
  public Optional<String> state() {
    return json.text("state");
  }

  /** More words. */
  public Optional<String> message() {
    return json.text("message");
  }

  /** When it was opened. */
  public Optional<LocalDate> opened() {
    return json.date("dateOpened");
  }

  /** When the application was begun. */
  public Optional<LocalDate> started() {
    return json.date("dateStarted");
  }

  /** When it was closed. */
  public Optional<LocalDate> closed() {
    return json.date("dateClosed");
  }

  /** The account above it. */
  public Optional<String> masterAccountId() {
    return json.text("masterAccountId");
  }

  /** The account that administers it. */
  public Optional<String> adminAccountId() {
    return json.text("adminAccountId");
  }
}
