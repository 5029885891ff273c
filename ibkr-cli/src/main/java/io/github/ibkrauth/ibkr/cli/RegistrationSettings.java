package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.TextNode;

/** The settings that belong to a registration, with blanks for what the broker issues. */
final class RegistrationSettings {

  private RegistrationSettings() {}

  /**
   * Returns them as YAML.
   *
   * @param folder where the files are
   * @param consumerKey the consumer key, or the empty text
   */
  static String yaml(RegistrationFolder folder, String consumerKey) {
    return """
    # Fill in what is blank between the quotes; the registration page shows it.
    ibkr:
      auth:
        strategy: oauth1a
        oauth1a:
          consumer-key: %s
          access-token: ""
          # The whole text, on one line.
          access-token-secret: ""
          signature-key-file: %s
          signature-public-key-file: %s
          encryption-key-file: %s
          encryption-public-key-file: %s
          dh-parameters-file: %s
    """
        .formatted(
            quoted(consumerKey),
            path(folder, RegistrationFile.PRIVATE_SIGNATURE),
            path(folder, RegistrationFile.PUBLIC_SIGNATURE),
            path(folder, RegistrationFile.PRIVATE_ENCRYPTION),
            path(folder, RegistrationFile.PUBLIC_ENCRYPTION),
            path(folder, RegistrationFile.DH_PARAMETERS));
  }

  private static String path(RegistrationFolder folder, RegistrationFile file) {
    return quoted(folder.path(file).toString());
  }

  /** A JSON string is a YAML double-quoted scalar. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
