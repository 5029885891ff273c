package io.github.ibkrauth.ibkr.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what a value of another program is. Stateless. */
final class AliasValue {

  private static final Pattern REFERENCE =
      Pattern.compile("(file|env|keystore):.*", Pattern.DOTALL);
  private static final Pattern HEX = Pattern.compile("(0x)?[0-9A-Fa-f]{64,}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{400,}={0,2}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
  private static final Pattern FRACTION = Pattern.compile("(\\d{1,6})\\.(\\d{1,3})\\d*");

  private AliasValue() {}

  /** Returns whether this names the place of a value. */
  static boolean isReference(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /** Returns whether this is a key itself or a reference to one, and not the path of its file. */
  static boolean isKey(String value) {
    String dense = dense(value);
    return isReference(value)
        || value.contains("-----BEGIN")
        || isBase64OfPem(dense)
        || BASE64.matcher(dense).matches();
  }

  /** Returns whether these are parameters themselves or a reference to them. */
  static boolean isDh(String value) {
    return isReference(value)
        || value.contains("-----BEGIN")
        || HEX.matcher(dense(value).replace(":", "")).matches();
  }

  private static String dense(String value) {
    return value.replaceAll("\\s", "");
  }

  private static boolean isBase64OfPem(String dense) {
    try {
      return new String(Base64.getDecoder().decode(dense), StandardCharsets.ISO_8859_1)
          .contains("-----BEGIN");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns a number of seconds as a time span; anything else as it is. */
  static String span(String value) {
    if (SECONDS.matcher(value).matches()) {
      return value + "s";
    }
    var fraction = FRACTION.matcher(value);
    return fraction.matches()
        ? Long.parseLong(fraction.group(1)) * 1000
            + Long.parseLong((fraction.group(2) + "00").substring(0, 3))
            + "ms"
        : value;
  }

  /** Returns yes or no as ibind reads it. */
  static Optional<Boolean> truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "y", "yes", "t", "true", "on", "1" -> Optional.of(true);
      case "n", "no", "f", "false", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Returns an address without what makes no difference. */
  static String address(String value) {
    return value.replaceFirst("/+$", "");
  }

  /** Returns whether two values mean the same; two addresses may differ in the path of the API. */
  static boolean same(String one, String other) {
    return one.equals(other)
        || (one.contains("://") && other.contains("://") && essence(one).equals(essence(other)));
  }

  private static String essence(String value) {
    return address(value).replaceFirst("/v1/(api|portal)$", "");
  }
}
