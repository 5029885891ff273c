package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.util.Base64;
import java.util.List;

/**
 * An access token and its secret, which is still encrypted. Immutable.
 *
 * @param token what names the grant
 * @param secret Base64 of the encrypted secret
 * @param tokenName what messages call the token
 * @param secretName what messages call the secret
 */
record AccessToken(Secret token, Secret secret, String tokenName, String secretName) {

  /** Returns the token's text, fit for a header. */
  String text() {
    String text = token.reveal().strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new AuthConfigurationException(
          List.of(
              tokenName
                  + " is not an access token: it must be printable ASCII without blanks. Copy it"
                  + " again from where it was issued."));
    }
    return text;
  }

  /** Returns the encrypted secret. */
  byte[] ciphertext() {
    String text = secret.reveal().replaceAll("\\s", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Told below, without what it quotes.
    }
    throw new AuthConfigurationException(
        List.of(
            secretName
                + " is not Base64, or was cut short. Copy the whole access token secret again, or"
                + " issue a new one."));
  }

  /** Returns nothing of the values. */
  @Override
  public String toString() {
    return "AccessToken(" + tokenName + ")";
  }
}
