package io.github.ibkrauth.ibkr.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, in columns that line up. Numbers stand at the right of theirs. Where the
 * terminal is too narrow, the texts of the elastic column are cut. Not thread-safe.
 */
final class Table {

  private static final String GAP = "  ";
  private static final int LEAST_ELASTIC = 8;

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private int elastic = -1;

  /** Adds a column of texts. */
  Table text(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /** Adds a column of texts that may be cut. */
  Table elasticText(String heading) {
    elastic = columns.size();
    return text(heading);
  }

  /** Adds a column of numbers. */
  Table number(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  /** Adds a row, one cell a column. */
  Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + columns.size() + " columns");
    }
    // A line break or another control character would break the lines that make the table.
    rows.add(List.of(cells).stream().map(cell -> cell.replaceAll("\\p{Cntrl}+", " ")).toList());
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Returns the lines.
   *
   * @param width how wide they may be; 0 for as wide as they are
   */
  List<String> lines(int width) {
    int[] widths = widths();
    if (elastic >= 0 && width > 0) {
      int all = GAP.length() * (widths.length - 1);
      for (int each : widths) {
        all += each;
      }
      int tooMuch = Math.max(0, all - width);
      widths[elastic] =
          Math.max(Math.min(LEAST_ELASTIC, widths[elastic]), widths[elastic] - tooMuch);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).heading());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(cells.get(i), widths[i]);
      String padding = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).number() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    int[] characters = cell.codePoints().toArray();
    return characters.length <= width
        ? cell
        : new String(characters, 0, Math.max(0, width - 1)) + "…";
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private record Column(String heading, boolean number) {}
}
