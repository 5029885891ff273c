package io.github.ibkrauth.auth.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Planted secrets, and every form in which one may show up. Thread-safe. */
final class Canaries {

  private static final int SHORTEST = 8;
  private static final int SHORTEST_PEM_LINE = 16;

  /** From a form to what it is called. */
  private final Map<String, String> forms = new ConcurrentHashMap<>();

  void add(String secret) {
    if (secret.strip().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a canary has " + SHORTEST + " characters at least, or it is found by chance");
    }
    forms.putAll(formsOf(secret.strip()));
  }

  /** Returns a sentence for each planted secret in a text, with the secret itself blotted out. */
  Map<String, String> findIn(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    forms.forEach(
        (form, name) -> {
          if (text.contains(form)) {
            found.put(name, excerpt(text, text.indexOf(form), form.length()));
          }
        });
    return found;
  }

  private String excerpt(String text, int at, int length) {
    String before = text.substring(Math.max(0, at - 60), at);
    String after = text.substring(at + length, Math.min(text.length(), at + length + 20));
    String[] shown = {before + "«secret»" + after};
    forms.keySet().forEach(form -> shown[0] = shown[0].replace(form, "«secret»"));
    return shown[0];
  }

  private static Map<String, String> formsOf(String secret) {
    Map<String, String> all = new LinkedHashMap<>();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (secret.contains("-----BEGIN")) {
      Arrays.stream(secret.split("\\\\n|\\R"))
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_PEM_LINE && !line.startsWith("-----"))
          .filter(line -> !line.contains(": "))
          .forEach(line -> all.put(line, "a line of a PEM secret"));
    } else {
      all.put(secret, "a secret");
      String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
      all.putIfAbsent(encoded, "a secret, url-encoded");
      all.putIfAbsent(encoded.replace("+", "%20"), "a secret, url-encoded");
    }
    all.putIfAbsent(HexFormat.of().formatHex(bytes), "a secret in hexadecimal digits");
    for (int shift = 0; shift < 3; shift++) {
      String base64 = base64(bytes, shift);
      all.putIfAbsent(base64, "a secret in base64");
      all.putIfAbsent(base64.replace('+', '-').replace('/', '_'), "a secret in base64url");
    }
    return all;
  }

  /**
   * Returns the base64 digits that depend on the secret alone when it stands after so many other
   * bytes, as in {@code base64(user:secret)}.
   */
  private static String base64(byte[] secret, int shift) {
    byte[] shifted = new byte[shift + secret.length];
    System.arraycopy(secret, 0, shifted, shift, secret.length);
    String digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = shift == 0 ? 0 : shift + 1;
    int to = shifted.length % 3 == 0 ? digits.length() : digits.length() - 1;
    return digits.substring(from, to);
  }
}
