package io.github.ibkrauth.ibkr.cli;

/** A text as it must be typed into a shell. */
final class ShellWord {

  private ShellWord() {}

  static String of(String text) {
    return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
