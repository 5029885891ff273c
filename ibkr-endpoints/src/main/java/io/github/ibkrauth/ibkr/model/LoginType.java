package io.github.ibkrauth.ibkr.model;

import java.util.Objects;
import java.util.Set;

/**
 * Whether a login is for real or for paper trading. Codes this library does not name are kept as
 * they are; compare with {@code equals}.
 *
 * @param code the broker's number, as text
 */
public record LoginType(String code) {

  /** Real money. */
  public static final LoginType LIVE = new LoginType("1");

  /** Paper trading. */
  public static final LoginType PAPER = new LoginType("2");

  private static final Set<LoginType> NAMED = Set.of(LIVE, PAPER);

  /** Takes any code. */
  public LoginType {
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
