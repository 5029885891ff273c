package io.github.ibkrauth.ibkr.cli.chart;

import java.util.List;

/** Draws a line through the last prices, with dots of which a character holds two by four. */
final class LineDrawing {

  private static final int ACROSS = 2;
  private static final int DOWN = 4;

  /** The first of the characters of dots; each dot adds a bit. */
  private static final char NO_DOT = '\u2800';

  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final boolean[][] dots;

  private LineDrawing(int width, int rows) {
    this.dots = new boolean[rows * DOWN][width * ACROSS];
  }

  static Drawing draw(List<Candle> given, PriceScale scale, Canvas canvas) {
    int room = canvas.width() * ACROSS;
    int merged = Math.max(1, (given.size() + room - 1) / room);
    List<Candle> candles = Candle.merge(given, merged);
    LineDrawing line = new LineDrawing(canvas.width(), canvas.rows());
    int[] columns = new int[candles.size()];
    int x = 0;
    int y = 0;
    for (int i = 0; i < columns.length; i++) {
      int nextX = columns.length == 1 ? 0 : (int) ((long) i * (room - 1) / (columns.length - 1));
      int nextY = scale.place(candles.get(i).close(), DOWN);
      if (i == 0) {
        line.dots[nextY][nextX] = true;
      } else {
        line.stretch(x, y, nextX, nextY);
      }
      x = nextX;
      y = nextY;
      columns[i] = nextX / ACROSS;
    }
    line.putOn(canvas);
    return new Drawing(candles, columns, merged, "last prices");
  }

  /** Sets the dots from one to another, without a gap. */
  private void stretch(int x, int y, int toX, int toY) {
    int steps = Math.max(Math.abs(toX - x), Math.abs(toY - y));
    for (int i = 0; i <= steps; i++) {
      double share = steps == 0 ? 0 : (double) i / steps;
      dots[(int) Math.round(y + share * (toY - y))][(int) Math.round(x + share * (toX - x))] = true;
    }
  }

  private void putOn(Canvas canvas) {
    for (int row = 0; row < canvas.rows(); row++) {
      for (int column = 0; column < canvas.width(); column++) {
        int bits = bits(column, row);
        if (bits != 0) {
          canvas.put(column, row, (char) (NO_DOT + bits), Canvas.Ink.PLAIN);
        }
      }
    }
  }

  private int bits(int column, int row) {
    int bits = 0;
    for (int down = 0; down < DOWN; down++) {
      for (int across = 0; across < ACROSS; across++) {
        if (dots[row * DOWN + down][column * ACROSS + across]) {
          bits |= BITS[down][across];
        }
      }
    }
    return bits;
  }
}
