package io.github.ibkrauth.auth.oauth1a;

import java.util.List;

/** The parameters that OAuth itself adds to one request, without signature and realm. */
interface ProtocolParameters {

  /** Returns them, not encoded, in any order. */
  List<Pair> pairs();

  /**
   * Appends them as they stand in the encoded list, unless their form depends on what else is
   * there.
   *
   * @return whether they were appended
   */
  default boolean writeBlock(Ascii target) {
    return false;
  }

  /** Returns parameters of a list. */
  static ProtocolParameters of(List<Pair> pairs) {
    List<Pair> copy = List.copyOf(pairs);
    return () -> copy;
  }
}
