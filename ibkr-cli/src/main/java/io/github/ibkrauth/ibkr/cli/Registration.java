package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.keys.DhParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.spec.DHParameterSpec;

/**
 * What a consumer of OAuth 1.0a registers: two RSA key pairs of 2048 bits and Diffie-Hellman
 * parameters, each as the registration page takes it: PEM with LF line ends. The private halves are
 * PKCS#8, the public ones SubjectPublicKeyInfo, the parameters PKCS#3.
 *
 * @param signature signs token requests
 * @param encryption opens the access token secret
 * @param dh prime and generator
 */
record Registration(KeyPair signature, KeyPair encryption, DhParameters dh) {

  private static final int RSA_BITS = 2048;

  /** Makes both key pairs. */
  static Registration make(DhParameters dh) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return new Registration(generator.generateKeyPair(), generator.generateKeyPair(), dh);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make RSA keys", e);
    }
  }

  static String privateHalf(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String publicHalf(KeyPair pair) {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /** Returns prime and generator as {@code openssl dhparam} writes them. */
  String dhPem() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("DH");
      parameters.init(new DHParameterSpec(dh.p(), dh.g()));
      return pem("DH PARAMETERS", parameters.getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot write Diffie-Hellman parameters", e);
    }
  }

  /** Returns nothing of the keys. */
  @Override
  public String toString() {
    return "Registration(" + dh + ")";
  }

  private static String pem(String label, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
