package io.github.ibkrauth.ibkr.simulator;

import java.security.KeyPair;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything an OAuth 1.0a consumer needs to talk to one running simulator. The keys are made when
 * they are first asked for. Thread-safe; its {@code toString} shows no secret.
 */
public final class ConsumerCredentials {
  private final RegisteredConsumer consumer;
  private final @Nullable ConsumerGrant grant;
  private final Supplier<String> encryptedSecret;

  private ConsumerCredentials(RegisteredConsumer consumer, @Nullable ConsumerGrant grant) {
    this.consumer = consumer;
    this.grant = grant;
    // Encryption is randomized: asking twice must not give two texts.
    this.encryptedSecret = new Lazy<>(() -> grant == null ? "" : EncryptedSecret.of(grant));
  }

  static ConsumerCredentials firstParty(ConsumerGrant grant) {
    return new ConsumerCredentials(grant.consumer, grant);
  }

  static ConsumerCredentials thirdParty(RegisteredConsumer consumer) {
    return new ConsumerCredentials(consumer, null);
  }

  /** The consumer key. */
  public String consumerKey() {
    return consumer.key();
  }

  /** The realm its requests must name. */
  public String realm() {
    return consumer.realm();
  }

  /** The private key token requests are signed with: PKCS#8, PEM, RSA 2048 bits. A secret. */
  public String signatureKeyPem() {
    return privatePem(consumer.keys().get().signature());
  }

  /** The public half the simulator verifies with: SubjectPublicKeyInfo, PEM. */
  public String signaturePublicKeyPem() {
    return publicPem(consumer.keys().get().signature());
  }

  /** The private key that decrypts access token secrets: PKCS#8, PEM, RSA 2048 bits. A secret. */
  public String encryptionKeyPem() {
    return privatePem(consumer.keys().get().encryption());
  }

  /** The public half the simulator encrypts with: SubjectPublicKeyInfo, PEM. */
  public String encryptionPublicKeyPem() {
    return publicPem(consumer.keys().get().encryption());
  }

  /** The Diffie-Hellman parameters: PKCS#3, PEM, 2048 bits, generator 2. */
  public String dhParametersPem() {
    return consumer.group().pem();
  }

  /**
   * The access token, 20 hex digits; empty for a third-party consumer, to which a user has to give
   * one.
   */
  public Optional<String> accessToken() {
    return Optional.ofNullable(grant).map(given -> given.accessToken);
  }

  /**
   * The access token secret as the broker hands it out: encrypted (PKCS#1 v1.5) with the public
   * encryption key, in base64. Empty when there is no {@link #accessToken()}. A secret.
   */
  public Optional<String> accessTokenSecret() {
    return Optional.ofNullable(grant).map(given -> encryptedSecret.get());
  }

  @Override
  public String toString() {
    return "ConsumerCredentials[" + consumer.key() + ", keys redacted]";
  }

  private static String privatePem(KeyPair pair) {
    return Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String publicPem(KeyPair pair) {
    return Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded());
  }
}
