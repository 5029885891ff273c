package io.github.ibkrauth.ibkr.cli;

/** The files that registering for OAuth 1.0a needs, in the order in which they are shown. */
enum RegistrationFile {
  PUBLIC_SIGNATURE(
      "public_signature.pem", "public half of the signature key", "public signature key", false),
  PUBLIC_ENCRYPTION(
      "public_encryption.pem", "public half of the encryption key", "public encryption key", false),
  DH_PARAMETERS(
      "dhparam.pem", "Diffie-Hellman parameters", "Diffie-Hellman parameters (prime)", false),
  PRIVATE_SIGNATURE("private_signature.pem", "private half of the signature key", "", true),
  PRIVATE_ENCRYPTION("private_encryption.pem", "private half of the encryption key", "", true),
  SETTINGS("ibkr.yaml", "settings, with blanks to fill in", "", true);

  private final String fileName;
  private final String content;
  private final String upload;
  private final boolean secret;

  RegistrationFile(String fileName, String content, String upload, boolean secret) {
    this.fileName = fileName;
    this.content = content;
    this.upload = upload;
    this.secret = secret;
  }

  String fileName() {
    return fileName;
  }

  /** Returns what it holds, in words. */
  String content() {
    return content;
  }

  /** Returns what the registration page takes it for; empty when it is not uploaded. */
  String upload() {
    return upload;
  }

  /** Returns whether nobody but its owner may read it. */
  boolean isSecret() {
    return secret;
  }
}
