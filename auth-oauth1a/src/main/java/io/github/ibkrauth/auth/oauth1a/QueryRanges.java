package io.github.ibkrauth.auth.oauth1a;

import java.util.Arrays;

/**
 * The pairs of a query as places in its text, sorted by name, then by value: what {@link
 * BaseStringRecipe#RAW} signs, without copying it apart. Not thread-safe.
 */
final class QueryRanges {

  private final String text;

  /** Three numbers a pair: where its name begins, where that ends, where the value ends. */
  private int[] places = new int[3 * 4];

  private int count;

  /** Cuts and sorts a query; empty pairs are left out. */
  QueryRanges(String text, int from) {
    this.text = text;
    int start = from;
    while (start <= text.length()) {
      int next = text.indexOf('&', start);
      int end = next < 0 ? text.length() : next;
      if (end > start) {
        add(start, end);
      }
      start = end + 1;
    }
  }

  int count() {
    return count;
  }

  /** Returns whether the name at that place is less than another. */
  boolean nameIsBelow(int index, String other) {
    return Pair.compare(text, places[3 * index], places[3 * index + 1], other, 0, other.length())
        < 0;
  }

  /** Returns whether any name begins so. */
  boolean hasNameWith(String prefix) {
    for (int i = 0; i < count; i++) {
      if (text.startsWith(prefix, places[3 * i])
          && places[3 * i + 1] - places[3 * i] >= prefix.length()) {
        return true;
      }
    }
    return false;
  }

  /** Appends a pair, encoded once. */
  void write(int index, Ascii target) {
    target.encoded(text, places[3 * index], places[3 * index + 1]).plain("%3D");
    if (places[3 * index + 1] < places[3 * index + 2]) {
      target.encoded(text, places[3 * index + 1] + 1, places[3 * index + 2]);
    }
  }

  /** Puts a pair where it belongs: at the end as a rule, for many queries are sorted already. */
  private void add(int start, int end) {
    int equals = text.indexOf('=', start);
    int middle = equals < 0 || equals > end ? end : equals;
    if (3 * count == places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    int at = count;
    if (at > 0 && comesBefore(start, middle, end, at - 1)) {
      at = firstAfter(start, middle, end);
      System.arraycopy(places, 3 * at, places, 3 * (at + 1), 3 * (count - at));
    }
    count++;
    places[3 * at] = start;
    places[3 * at + 1] = middle;
    places[3 * at + 2] = end;
  }

  /** Returns the first place whose pair comes after a pair, which must come before the last. */
  private int firstAfter(int start, int middle, int end) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int half = (low + high) >>> 1;
      if (comesBefore(start, middle, end, half)) {
        high = half;
      } else {
        low = half + 1;
      }
    }
    return low;
  }

  private boolean comesBefore(int start, int middle, int end, int other) {
    int names = Pair.compare(text, start, middle, text, places[3 * other], places[3 * other + 1]);
    if (names != 0) {
      return names < 0;
    }
    int from = Math.min(middle + 1, end);
    int otherFrom = Math.min(places[3 * other + 1] + 1, places[3 * other + 2]);
    return Pair.compare(text, from, end, text, otherFrom, places[3 * other + 2]) < 0;
  }
}
