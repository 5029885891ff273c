package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of one instruction about money, positions or banks.
 *
 * @param json the object as the broker sent it
 */
public record InstructionReply(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public InstructionReply {
    Objects.requireNonNull(json, "json");
  }

  /** The HTTP status of this one instruction. */
  public OptionalLong status() {
    return json.whole("status");
  }

  /** The id of the set it belongs to, for asking again. */
  public OptionalLong instructionSetId() {
    return json.whole("instructionSetId");
  }

  /** The instruction itself. */
  public Optional<InstructionResult> result() {
    return json.object("instructionResult", InstructionResult::new);
  }

  /** The kind of problem. */
  public Optional<String> title() {
    return json.text("title");
  }

  /** The kind of problem, as a URI. */
  public Optional<String> type() {
    return json.text("type");
  }

  /** The problem in words. */
  public Optional<String> detail() {
    return json.text("detail");
  }

  /** When it was refused. */
  public Optional<String> currentTime() {
    return json.text("currentTime");
  }

  /** What is wrong with which field. */
  public List<JsonValue> invalidArguments() {
    return json.values("invalidArguments");
  }
}
