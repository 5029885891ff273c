package io.github.ibkrauth.ibkr.simulator;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;

/** An access token secret as the broker hands it out: encrypted for the consumer, in base64. */
final class EncryptedSecret {
  private EncryptedSecret() {}

  static String of(ConsumerGrant grant) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.ENCRYPT_MODE, grant.consumer.keys().get().encryptionPublic());
      return Base64.getEncoder().encodeToString(cipher.doFinal(grant.secret));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt an access token secret", e);
    }
  }
}
