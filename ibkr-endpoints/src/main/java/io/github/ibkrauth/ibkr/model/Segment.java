package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * A part of an account that is held and margined on its own. Codes this library does not name are
 * kept as they are; compare with {@code equals}.
 *
 * @param code the ending of its keys in a summary, without the hyphen
 */
public record Segment(String code) {

  /** Securities. */
  public static final Segment SECURITIES = new Segment("s");

  /** Commodities. */
  public static final Segment COMMODITIES = new Segment("c");

  private static final Set<Segment> NAMED = Set.of(SECURITIES, COMMODITIES);

  /** Takes any code. */
  public Segment {
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
