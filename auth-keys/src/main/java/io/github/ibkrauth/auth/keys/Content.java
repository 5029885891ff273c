package io.github.ibkrauth.auth.keys;

import java.util.Map;

/** What a text or a file holds, and what to tell a user who meant it to be an RSA private key. */
enum Content {
  PKCS1(""),
  PKCS8(""),
  ENCRYPTED_PKCS8(""),
  PUBLIC_KEY(
      "holds a public key, but the private key is needed: give the file that was kept, not the one"
          + " that was uploaded."),
  CERTIFICATE("holds a certificate, but the private key that belongs to it is needed."),
  CERTIFICATE_REQUEST(
      "holds a certificate request, but the private key that belongs to it is needed."),
  EC_KEY("holds an EC key, but an RSA key is needed" + Content.MAKE_ONE),
  ED_KEY("holds an Ed25519 or Ed448 key, but an RSA key is needed" + Content.MAKE_ONE),
  DSA_KEY("holds a DSA key, but an RSA key is needed" + Content.MAKE_ONE),
  PSS_KEY(
      "holds an RSA key that is limited to PSS signatures, but a plain RSA key is needed"
          + Content.MAKE_ONE),
  OTHER_KEY(
      "holds a private key that is not an RSA key, but an RSA key is needed" + Content.MAKE_ONE),
  DH_PARAMETERS("holds Diffie-Hellman parameters, but an RSA private key is needed."),
  EC_PARAMETERS("holds the parameters of an elliptic curve, but an RSA private key is needed."),
  OPENSSH(
      "holds a key in OpenSSH's own format: convert a copy of it with ssh-keygen -p -m PEM -f"
          + " COPY."),
  PUTTY(
      "holds a key in PuTTY's own format: export it from PuTTYgen as an OpenSSH key in PEM form."),
  JWK("holds a JSON Web Key, but a key in PEM form is needed."),
  KEY_STORE("is a key store, not a PEM text: set its path as the key store instead."),
  OTHER_PEM("holds a PEM block that is not a private key."),
  TRUNCATED("is cut off: the key is longer than the text."),
  GARBLED("is damaged: it is not a private key in PEM form, nor Base64 of one.");

  private static final String MAKE_ONE =
      ": make one with openssl genrsa -out private.pem 2048, and register its public half.";

  private static final Map<String, Content> LABELS =
      Map.ofEntries(
          Map.entry("RSA PRIVATE KEY", PKCS1),
          Map.entry("PRIVATE KEY", PKCS8),
          Map.entry("ENCRYPTED PRIVATE KEY", ENCRYPTED_PKCS8),
          Map.entry("EC PRIVATE KEY", EC_KEY),
          Map.entry("DSA PRIVATE KEY", DSA_KEY),
          Map.entry("OPENSSH PRIVATE KEY", OPENSSH),
          Map.entry("PUBLIC KEY", PUBLIC_KEY),
          Map.entry("RSA PUBLIC KEY", PUBLIC_KEY),
          Map.entry("CERTIFICATE", CERTIFICATE),
          Map.entry("TRUSTED CERTIFICATE", CERTIFICATE),
          Map.entry("X509 CERTIFICATE", CERTIFICATE),
          Map.entry("CERTIFICATE REQUEST", CERTIFICATE_REQUEST),
          Map.entry("NEW CERTIFICATE REQUEST", CERTIFICATE_REQUEST),
          Map.entry("DH PARAMETERS", DH_PARAMETERS),
          Map.entry("X9.42 DH PARAMETERS", DH_PARAMETERS),
          Map.entry("EC PARAMETERS", EC_PARAMETERS));

  private final String complaint;

  Content(String complaint) {
    this.complaint = complaint;
  }

  /** Returns what a PEM label announces. */
  static Content ofLabel(String label) {
    Content known = LABELS.get(label);
    if (known != null) {
      return known;
    }
    return label.endsWith("PRIVATE KEY") ? OTHER_KEY : OTHER_PEM;
  }

  /** Returns whether this may be an RSA private key. */
  boolean readable() {
    return complaint.isEmpty();
  }

  /** Returns the end of the sentence that begins with the setting; empty when readable. */
  String complaint() {
    return complaint;
  }
}
