package io.github.ibkrauth.ibkr.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what the request log keeps: whole headers by name, and whatever looks like a
 * signed token.
 */
final class Redaction {
  static final String MARK = "[redacted]";

  private static final Set<String> SECRET_HEADERS =
      Set.of("authorization", "proxy-authorization", "cookie", "cookie2", "x-api-key");
  private static final Pattern JWS =
      Pattern.compile("[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}(\\.[A-Za-z0-9_-]*)?");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "(?i)((?:^|&)(?:[^=&]*(?:token|assertion|signature|secret|password|verifier|ticket|request_uri)[^=&]*|state|nonce|code)=)[^&]*");

  private Redaction() {}

  static Map<String, String> headers(Map<String, List<String>> headers) {
    Map<String, String> clean = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> clean.put(name, header(name, String.join(", ", values))));
    return Collections.unmodifiableMap(clean);
  }

  static String text(String text) {
    return JWS.matcher(text).replaceAll(MARK);
  }

  static String query(String query) {
    return text(SECRET_PARAMETER.matcher(query).replaceAll("$1" + MARK));
  }

  private static String header(String name, String value) {
    if (!SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      return text(value);
    }
    int space = value.indexOf(' ');
    boolean scheme = name.equalsIgnoreCase("authorization") && space > 0;
    return scheme ? value.substring(0, space + 1) + MARK : MARK;
  }
}
