package io.github.ibkrauth.auth.store.file;

import java.nio.charset.StandardCharsets;

/**
 * Reads the name of the key from what was sealed: one byte for the form, one for the length of the
 * name, the name.
 */
final class SealedBy {

  private SealedBy() {}

  /** Returns the name if the bytes have that form, else the empty text. */
  static String of(byte[] bytes, byte form) {
    return bytes.length < 2 || bytes[0] != form ? "" : name(bytes);
  }

  /** Returns the name in whatever form, or the empty text. */
  static String name(byte[] bytes) {
    if (bytes.length < 2 || bytes[1] < 1 || bytes.length < 2 + bytes[1]) {
      return "";
    }
    String name = new String(bytes, 2, bytes[1], StandardCharsets.US_ASCII);
    return name.matches("[A-Za-z0-9-]{1,32}") ? name : "";
  }
}
