package io.github.ibkrauth.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a strategy that others ask for. A strategy may add its own. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Capability {

  /** Signatures cover method and address, so each attempt needs a new one. */
  public static final Capability SIGNS_URL = of("SIGNS_URL");

  /** The credential itself must be kept alive by beats. */
  public static final Capability KEEP_ALIVE = of("KEEP_ALIVE");

  /** A human logs in. */
  public static final Capability INTERACTIVE = of("INTERACTIVE");

  /** Its tokens may be shared by processes through a store. */
  public static final Capability SHAREABLE = of("SHAREABLE");

  /** Its signer authorizes WebSocket requests. */
  public static final Capability WEBSOCKET = of("WEBSOCKET");

  /** Its session can sign bodies. */
  public static final Capability SIGNS_BODY = of("SIGNS_BODY");

  private final String name;

  private Capability(String name) {
    this.name = name;
  }

  /** Returns the capability of that name: upper-case letters, digits and underscores. */
  public static Capability of(String name) {
    Objects.requireNonNull(name, "name");
    if (!name.matches("[A-Z][A-Z0-9_]{1,63}")) {
      throw new IllegalArgumentException("not a capability: '" + name + "'");
    }
    return new Capability(name);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Capability that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
