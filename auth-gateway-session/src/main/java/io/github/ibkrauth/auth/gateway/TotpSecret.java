package io.github.ibkrauth.auth.gateway;

import com.google.common.io.BaseEncoding;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the secret of an authenticator. No message holds any part of what was read, so no cause is
 * kept either: a decoder's message may quote it. Stateless.
 */
final class TotpSecret {

  private static final String SCHEME = "otpauth://";

  /** What every issuer gives at least; a shorter one was not copied whole. */
  private static final int FEWEST_BITS = 80;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Set<Integer> LENGTHS_OF_NOTHING = Set.of(1, 3, 6);

  private TotpSecret() {}

  /**
   * Returns the key.
   *
   * @throws AuthConfigurationException when the text is neither base32 nor an address with it
   */
  static byte[] parse(String text) {
    String given = text.strip();
    return given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? decode(ofAddress(given))
        : decode(given);
  }

  private static byte[] decode(String text) {
    String base32 =
        upperCase(text.replaceAll("[\\s\\u00A0\\u2010-\\u2015-]+", "").replaceAll("=+$", ""));
    if (base32.isEmpty()) {
      throw problem("The TOTP secret is empty: copy the key that the authenticator was given.");
    }
    for (int i = 0; i < base32.length(); i++) {
      if (ALPHABET.indexOf(base32.charAt(i)) < 0) {
        throw problem(
            "The TOTP secret is no base32: character "
                + (i + 1)
                + " of "
                + base32.length()
                + " is none of A-Z and 2-7 (there is no 0, 1, 8 or 9). Copy the key again.");
      }
    }
    if (base32.length() * 5 < FEWEST_BITS) {
      throw problem(
          "The TOTP secret has "
              + base32.length()
              + " characters, and no issuer gives fewer than 16: copy the whole key.");
    }
    if (LENGTHS_OF_NOTHING.contains(base32.length() % 8)) {
      throw problem(
          "The TOTP secret has "
              + base32.length()
              + " characters, which no base32 text has: one is missing or too many.");
    }
    return BaseEncoding.base32().decode(base32);
  }

  /** Of ASCII letters alone: there are foreign letters whose upper case is an ASCII letter. */
  private static String upperCase(String text) {
    StringBuilder upper = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
    }
    return upper.toString();
  }

  private static String ofAddress(String address) {
    String rest = address.substring(SCHEME.length());
    int fragment = rest.indexOf('#');
    String whole = fragment < 0 ? rest : rest.substring(0, fragment);
    int question = whole.indexOf('?');
    String path = question < 0 ? whole : whole.substring(0, question);
    String type = path.split("/", 2)[0];
    if (!type.equalsIgnoreCase("totp")) {
      throw problem(
          "The otpauth address is not of type totp: one-time passwords by time are wanted, such as"
              + " otpauth://totp/label?secret=….");
    }
    Map<String, String> parameters = parameters(question < 0 ? "" : whole.substring(question + 1));
    require(parameters, "algorithm", Set.of("SHA1", "SHA-1", "HMACSHA1"), "SHA1");
    require(parameters, "digits", Set.of("6"), "6");
    require(parameters, "period", Set.of("30"), "30");
    String secret = parameters.get("secret");
    if (secret == null) {
      throw problem("The otpauth address has no parameter secret.");
    }
    return secret;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
        throw problem("The otpauth address has a parameter twice.");
      }
    }
    return parameters;
  }

  private static void require(
      Map<String, String> parameters, String name, Set<String> accepted, String wanted) {
    String value = parameters.getOrDefault(name, wanted).strip().toUpperCase(Locale.ROOT);
    if (!accepted.contains(value)) {
      throw problem(
          "The otpauth address sets "
              + name
              + " to something else than "
              + wanted
              + ": only SHA1, 6 digits and 30 s are supported, as IBKR uses them.");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw problem("The otpauth address has a '%' that two hexadecimal digits do not follow.");
    }
  }

  private static AuthConfigurationException problem(String sentence) {
    return new AuthConfigurationException(List.of(sentence));
  }
}
