package io.github.ibkrauth.ibkr.simulator;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RSA keys of 2048 bits. Making one takes a tenth of a second and more, and a test suite starts a
 * simulator for each test: so each role has one pair in a process, unless a simulator is to have
 * its own. Thread-safe.
 */
final class RsaKeys {
  private static final Map<String, Lazy<KeyPair>> OF_PROCESS = new ConcurrentHashMap<>();

  private final boolean fresh;

  private RsaKeys(boolean fresh) {
    this.fresh = fresh;
  }

  /** Returns the keys of one simulator. */
  static RsaKeys of(boolean fresh) {
    return new RsaKeys(fresh);
  }

  /** Returns the pair for a role; blocks while it is made. */
  KeyPair pair(String role) {
    return fresh
        ? generate()
        : OF_PROCESS.computeIfAbsent(role, name -> new Lazy<>(RsaKeys::generate)).get();
  }

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no RSA", e);
    }
  }
}
