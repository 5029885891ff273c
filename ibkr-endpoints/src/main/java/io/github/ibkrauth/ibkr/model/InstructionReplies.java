package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What became of several instructions that were sent together.
 *
 * @param json the object as the broker sent it
 */
public record InstructionReplies(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public InstructionReplies {
    Objects.requireNonNull(json, "json");
  }

  /** 202 when all were accepted, 207 when only some were. */
  public OptionalLong status() {
    return json.whole("status");
  }

  /** The id of the set, for asking again. */
  public OptionalLong instructionSetId() {
    return json.whole("instructionSetId");
  }

  /** Each of them. */
  public List<InstructionReply> replies() {
    return json.objects("instructionResults", InstructionReply::new);
  }
}
