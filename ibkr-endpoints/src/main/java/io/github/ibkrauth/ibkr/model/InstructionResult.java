package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One instruction and where it stands. What was asked for, such as an amount that can be withdrawn,
 * stands beside these fields in {@link #json()}.
 *
 * @param json the object as the broker sent it
 */
public record InstructionResult(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public InstructionResult {
    Objects.requireNonNull(json, "json");
  }

  /** The id that the client gave it. */
  public OptionalLong clientInstructionId() {
    return json.whole("clientInstructionId");
  }

  /** What it asks for. */
  public Optional<String> instructionType() {
    return json.text("instructionType");
  }

  /** Where it stands. */
  public Optional<InstructionState> state() {
    return json.text("instructionStatus").map(InstructionState::new);
  }

  /** The broker's id. */
  public OptionalLong instructionId() {
    return json.whole("instructionId");
  }

  /** The broker's reference; 0 when there is none yet. */
  public OptionalLong referenceId() {
    return json.whole("ibReferenceId");
  }

  /** More words. */
  public Optional<String> description() {
    return json.text("description");
  }

  /** Why it was rejected. */
  public Optional<InstructionError> error() {
    return json.object("error", InstructionError::new);
  }
}
