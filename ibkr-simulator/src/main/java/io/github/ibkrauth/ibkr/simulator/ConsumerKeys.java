package io.github.ibkrauth.ibkr.simulator;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.CompletableFuture;

/** The two RSA key pairs of an OAuth 1.0a consumer. */
record ConsumerKeys(KeyPair signature, KeyPair encryption) {
  static ConsumerKeys of(String consumerKey, RsaKeys keys) {
    CompletableFuture<KeyPair> signature =
        CompletableFuture.supplyAsync(() -> keys.pair("signature of " + consumerKey));
    KeyPair encryption = keys.pair("encryption for " + consumerKey);
    return new ConsumerKeys(signature.join(), encryption);
  }

  RSAPublicKey signaturePublic() {
    return (RSAPublicKey) signature.getPublic();
  }

  RSAPublicKey encryptionPublic() {
    return (RSAPublicKey) encryption.getPublic();
  }

  @Override
  public String toString() {
    return "ConsumerKeys[redacted]";
  }
}
