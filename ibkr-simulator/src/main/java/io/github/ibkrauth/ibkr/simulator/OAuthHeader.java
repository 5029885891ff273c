package io.github.ibkrauth.ibkr.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters of an {@code Authorization: OAuth} header, decoded. */
final class OAuthHeader {
  static final String SCHEME = "OAuth ";

  private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)=\"([^\"]*)\"");
  private static final Pattern SEPARATOR = Pattern.compile(" *, *");
  private static final Set<String> UNSIGNED = Set.of("realm", "oauth_signature");

  private final Map<String, String> parameters;

  private OAuthHeader(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** A header that cannot be read; the message says what is wrong with it. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
      super(reason, null, false, false);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Whether a call carries credentials of the scheme OAuth, well-formed or not. */
  static boolean isIn(Call call) {
    return call.header("Authorization")
        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .isPresent();
  }

  static OAuthHeader of(Call call) throws Malformed {
    List<String> values = call.headers().getOrDefault("Authorization", List.of());
    if (values.size() != 1) {
      throw new Malformed(
          values.isEmpty()
              ? "the Authorization header is missing"
              : "the Authorization header was sent more than once");
    }
    return parse(values.get(0));
  }

  static OAuthHeader parse(String value) throws Malformed {
    if (!value.startsWith(SCHEME)) {
      throw new Malformed("the Authorization header does not begin with \"OAuth \"");
    }
    Map<String, String> parameters = new TreeMap<>();
    Matcher parameter = PARAMETER.matcher(value).region(SCHEME.length(), value.length());
    while (parameter.lookingAt()) {
      String name = parameter.group(1);
      Optional<String> decoded = PercentCoding.decodeStrictly(parameter.group(2));
      if (decoded.isEmpty()) {
        throw new Malformed("the value of " + name + " is not percent-encoded as in RFC 3986");
      }
      if (parameters.put(name, decoded.get()) != null) {
        throw new Malformed(name + " is given twice");
      }
      Matcher separator = SEPARATOR.matcher(value).region(parameter.end(), value.length());
      if (parameter.end() == value.length()) {
        return new OAuthHeader(Collections.unmodifiableMap(parameters));
      }
      if (!separator.lookingAt()) {
        break;
      }
      parameter.region(separator.end(), value.length());
    }
    throw new Malformed(
        "the Authorization header is not a list of key=\"value\" pairs separated by commas");
  }

  /**
   * Checks that the header has every parameter of a list, none of them empty, and none that the
   * list does not know. The realm and the four parameters every request has need not be listed.
   */
  OAuthHeader with(Set<String> required, Set<String> optional) throws Malformed {
    Set<String> needed = new TreeSet<>(required);
    needed.addAll(
        Set.of(
            "realm",
            "oauth_consumer_key",
            "oauth_nonce",
            "oauth_signature",
            "oauth_signature_method",
            "oauth_timestamp"));
    for (String name : needed) {
      if (parameters.getOrDefault(name, "").isEmpty()) {
        throw new Malformed("missing parameter " + name);
      }
    }
    for (String name : parameters.keySet()) {
      if (!needed.contains(name) && !optional.contains(name)) {
        throw new Malformed("unexpected parameter " + name);
      }
    }
    return this;
  }

  /** The value of a parameter that {@link #with} has checked. */
  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** What is signed: everything but the realm and the signature itself. */
  Map<String, String> signed() {
    Map<String, String> signed = new TreeMap<>(parameters);
    signed.keySet().removeAll(UNSIGNED);
    return signed;
  }

  @Override
  public String toString() {
    return "OAuthHeader" + parameters.keySet();
  }
}
