package io.github.ibkrauth.auth.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * Returns the known name that takes the fewest edits, if that is at most a third of its length,
   * and two at least.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(word, name) <= Math.max(2, name.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(word, name))
                .thenComparing(name -> name));
  }

  /** Returns {@code " Did you mean 'x'?"}, or nothing. */
  public static String hint(String word, Collection<String> known) {
    return to(word, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
