package io.github.ibkrauth.ibkr.json;

import io.github.ibkrauth.auth.error.AuthErrorCode;

/**
 * A field of the broker's answer is missing, or holds something that its accessor cannot read. The
 * rest of the answer is unaffected, and the raw value stays reachable through {@link
 * JsonModel#json()}.
 */
public final class UnexpectedFieldException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final AuthErrorCode CODE = AuthErrorCode.of("UNEXPECTED_FIELD");
  private static final int LONGEST_QUOTE = 40;

  private final String field;

  private UnexpectedFieldException(String field, String message) {
    super(message + " [" + CODE + "]");
    this.field = field;
  }

  static UnexpectedFieldException missing(String field, String expected) {
    return new UnexpectedFieldException(
        field,
        "The broker's answer has no field '" + field + "', where " + expected + " is expected.");
  }

  static UnexpectedFieldException found(String field, String expected, JsonValue found) {
    return new UnexpectedFieldException(
        field,
        "Field '"
            + field
            + "' of the broker's answer should be "
            + expected
            + " but is "
            + describe(field, found)
            + ".");
  }

  static UnexpectedFieldException noNumber(String field, String state) {
    return new UnexpectedFieldException(
        field, "The broker sent no number in field '" + field + "': it is " + state + ".");
  }

  /** Returns the class of the failure; it stands at the end of the message, too. */
  public AuthErrorCode code() {
    return CODE;
  }

  /** Returns the field's name on the wire. */
  public String field() {
    return field;
  }

  private static String describe(String field, JsonValue found) {
    if (found instanceof JsonScalar scalar
        && found.kind() != JsonValue.Kind.NULL
        && !SensitiveFields.hides(field)) {
      return found.kind().words() + " ('" + quote(scalar.characters()) + "')";
    }
    return found.kind().words();
  }

  static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
