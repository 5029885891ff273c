package io.github.ibkrauth.auth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Reads an RSA public key in PEM form: {@code PUBLIC KEY} or {@code RSA PUBLIC KEY}. Stateless. */
final class PublicKeyText {

  private PublicKeyText() {}

  /** Returns the key, or nothing when the text does not hold exactly one. */
  static Optional<RSAPublicKey> read(String text) {
    PemText pem = PemText.of(text);
    if (!pem.damage().isEmpty() || pem.blocks().size() != 1) {
      return Optional.empty();
    }
    PemText.Block block = pem.blocks().get(0);
    return block.der().flatMap(der -> parse(block.label(), der));
  }

  private static Optional<RSAPublicKey> parse(String label, byte[] der) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      return switch (label) {
        case "PUBLIC KEY" ->
            Optional.of((RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(der)));
        case "RSA PUBLIC KEY" -> {
          org.bouncycastle.asn1.pkcs.RSAPublicKey numbers =
              org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(der);
          yield Optional.of(
              (RSAPublicKey)
                  factory.generatePublic(
                      new RSAPublicKeySpec(numbers.getModulus(), numbers.getPublicExponent())));
        }
        default -> Optional.empty();
      };
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
