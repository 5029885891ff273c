package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Where an instruction stands. Codes this library does not name are kept as they are; compare with
 * {@code equals}.
 *
 * @param code such as {@code "PENDING"}
 */
public record InstructionState(String code) {

  /** It is being worked on. */
  public static final InstructionState PENDING = new InstructionState("PENDING");

  /** It was carried out. */
  public static final InstructionState PROCESSED = new InstructionState("PROCESSED");

  /** It was turned down. */
  public static final InstructionState REJECTED = new InstructionState("REJECTED");

  private static final Set<InstructionState> NAMED = Set.of(PENDING, PROCESSED, REJECTED);

  /** Takes any code. */
  public InstructionState {
    Objects.requireNonNull(code, "code");
  }

  /** Returns whether this code is one of the constants. */
  public boolean isNamed() {
    return NAMED.contains(this);
  }

  /** Returns the code. */
  @Override
  public String toString() {
    return code;
  }
}
