package io.github.ibkrauth.ibkr.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream that keeps what is printed. */
final class Captured extends PrintStream {

  private final ByteArrayOutputStream bytes;

  Captured() {
    this(new ByteArrayOutputStream());
  }

  private Captured(ByteArrayOutputStream bytes) {
    super(bytes, true, StandardCharsets.UTF_8);
    this.bytes = bytes;
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
