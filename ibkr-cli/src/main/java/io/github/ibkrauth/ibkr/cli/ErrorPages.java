package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The pages of {@code docs/errors}, which are packed beside this class. */
final class ErrorPages {

  private static final String FOLDER = "errors/";
  private static final Pattern ENTRY = Pattern.compile("(?m)^- \\[([A-Z0-9_]+)]\\(\\1\\.md\\)");

  private ErrorPages() {}

  /**
   * Returns the page of a code.
   *
   * @param code as it stands in a message, with or without brackets, in any case
   */
  static Optional<String> of(String code) {
    String name = name(code);
    return codes().contains(name) ? read(name + ".md") : Optional.empty();
  }

  /** Returns the list of all codes, for people. */
  static String index() {
    return read("README.md").orElseThrow();
  }

  /** Returns every code that has a page. */
  static List<String> codes() {
    return ENTRY.matcher(index()).results().map((MatchResult entry) -> entry.group(1)).toList();
  }

  /** Returns a code without what surrounds it in a message. */
  static String name(String code) {
    return code.replaceAll("[\\[\\]\\s]", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Optional<String> read(String file) {
    try (InputStream page = ErrorPages.class.getResourceAsStream(FOLDER + file)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
