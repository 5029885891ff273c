package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** Keys made for one run of the tests, and the forms in which users have them. */
final class TestKeys {

  static final String PASSPHRASE = "correct horse 7!";
  static final BouncyCastleProvider BC = new BouncyCastleProvider();
  static final KeyPair PAIR = rsa(2048);
  static final RSAPrivateCrtKey KEY = (RSAPrivateCrtKey) PAIR.getPrivate();

  private TestKeys() {}

  static KeyPair rsa(int bits) {
    return pair("RSA", bits);
  }

  static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  static String pkcs8() {
    return pem("PRIVATE KEY", KEY.getEncoded());
  }

  static byte[] pkcs1Der(PrivateKey key) {
    try {
      return PrivateKeyInfo.getInstance(key.getEncoded())
          .parsePrivateKey()
          .toASN1Primitive()
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pkcs1() {
    return pem("RSA PRIVATE KEY", pkcs1Der(KEY));
  }

  static String encryptedPkcs8(ASN1ObjectIdentifier cipher) {
    try {
      return write(
          new JcaPKCS8Generator(
              KEY,
              new JceOpenSSLPKCS8EncryptorBuilder(cipher)
                  .setProvider(BC)
                  .setPassword(PASSPHRASE.toCharArray())
                  .setIterationCount(100)
                  .build()));
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encryptedPkcs8() {
    return encryptedPkcs8(PKCS8Generator.AES_256_CBC);
  }

  static String traditional(String cipher) {
    try (StringWriter text = new StringWriter();
        JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(
          KEY, new JcePEMEncryptorBuilder(cipher).setProvider(BC).build(PASSPHRASE.toCharArray()));
      writer.flush();
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static PrivateKey read(String text) {
    return PemKeys.forSetting("the.key").privateKey(Secret.of(text));
  }

  static PrivateKey read(String text, String passphrase) {
    return PemKeys.forSetting("the.key")
        .withPassphrase(Secret.of(passphrase), "the.passphrase")
        .privateKey(Secret.of(text));
  }

  /** Returns the one sentence with which something is refused; checks that it has no cause. */
  static String sentence(ThrowingCallable action) {
    AuthConfigurationException refused =
        Assertions.catchThrowableOfType(AuthConfigurationException.class, action);
    Assertions.assertThat(refused).as("nothing was refused").isNotNull();
    Assertions.assertThat(refused).hasNoCause();
    Assertions.assertThat(refused.getSuppressed()).isEmpty();
    Assertions.assertThat(refused.problems()).hasSize(1);
    return refused.problems().get(0);
  }

  private static String write(Object object) throws IOException {
    try (StringWriter text = new StringWriter();
        JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
      writer.flush();
      return text.toString();
    }
  }
}
