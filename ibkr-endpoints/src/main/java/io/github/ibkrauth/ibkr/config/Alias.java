package io.github.ibkrauth.ibkr.config;

/**
 * A name under which another program knows a setting.
 *
 * @param form how its value is read
 * @param target the full name of ours; empty where there is none
 * @param note why it has no effect here; empty where it has one
 */
record Alias(Form form, String target, String note) {

  static Alias text(String target) {
    return new Alias(Form.TEXT, target, "");
  }

  static Alias of(Form form, String target) {
    return new Alias(form, target, "");
  }

  static Alias unused(String note) {
    return new Alias(Form.UNUSED, "", note);
  }

  /** How a value is read. */
  enum Form {
    /** As it is. */
    TEXT,
    /** A private key as PEM text, as Base64 of it, or the path of its file. */
    KEY,
    /** Diffie-Hellman parameters as PEM text, as hexadecimal digits, or the path of their file. */
    DH,
    /** A number of seconds. */
    SECONDS,
    /** A web address. */
    ADDRESS,
    /** A host name. */
    HOST,
    /** A path below the address of the API. */
    ENDPOINT,
    /** Whether closing logs out. */
    LOGOUT,
    /** A certificate file, or whether certificates are looked at. */
    CERTIFICATE,
    /** Whether OAuth 1.0a is used. */
    USE_OAUTH,
    /** The name of a strategy. */
    STRATEGY,
    /** The user name; means something to OAuth 2 only. */
    USER_NAME,
    /** The address of the API, whatever the strategy. */
    ANY_ADDRESS,
    /** Must be the one word that is the target. */
    FIXED,
    /** Belongs to a grant that the broker does not have. */
    NO_GRANT,
    /** Has no effect. */
    UNUSED
  }
}
