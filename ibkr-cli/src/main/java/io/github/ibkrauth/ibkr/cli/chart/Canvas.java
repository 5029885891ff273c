package io.github.ibkrauth.ibkr.cli.chart;

import java.util.Arrays;

/** A sheet of characters, each with an ink. Not thread-safe. */
final class Canvas {

  /** What a character is written with. */
  enum Ink {
    PLAIN(""),
    RISE("\u001b[32m"),
    FALL("\u001b[31m");

    private static final String OFF = "\u001b[0m";

    private final String on;

    Ink(String on) {
      this.on = on;
    }
  }

  private final int width;
  private final char[][] characters;
  private final Ink[][] inks;

  Canvas(int width, int rows) {
    this.width = width;
    this.characters = new char[rows][width];
    this.inks = new Ink[rows][width];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(characters[row], ' ');
      Arrays.fill(inks[row], Ink.PLAIN);
    }
  }

  int width() {
    return width;
  }

  int rows() {
    return characters.length;
  }

  void put(int column, int row, char character, Ink ink) {
    characters[row][column] = character;
    inks[row][column] = ink;
  }

  /**
   * Returns a row.
   *
   * @param coloured whether to write the inks as terminals understand them
   */
  String row(int row, boolean coloured) {
    if (!coloured) {
      return new String(characters[row]);
    }
    StringBuilder text = new StringBuilder();
    Ink now = Ink.PLAIN;
    for (int column = 0; column < width; column++) {
      Ink next = inks[row][column];
      if (next != now) {
        text.append(now == Ink.PLAIN ? "" : Ink.OFF).append(next.on);
        now = next;
      }
      text.append(characters[row][column]);
    }
    return text.append(now == Ink.PLAIN ? "" : Ink.OFF).toString();
  }
}
