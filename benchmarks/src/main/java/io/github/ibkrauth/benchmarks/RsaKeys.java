package io.github.ibkrauth.benchmarks;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** The two RSA keys of 2048 bits of this process, made when they are first used. */
public final class RsaKeys {

  private RsaKeys() {}

  /** Returns the pair that signs. */
  public static KeyPair signature() {
    return Signature.PAIR;
  }

  /** Returns the pair that the access token secret is encrypted for. */
  public static KeyPair encryption() {
    return Encryption.PAIR;
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has RSA", e);
    }
  }

  private static final class Signature {
    private static final KeyPair PAIR = pair();
  }

  private static final class Encryption {
    private static final KeyPair PAIR = pair();
  }
}
