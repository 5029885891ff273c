package io.github.ibkrauth.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OaepAndPublicKeyTest {

  private static KeyPair pair;

  @BeforeAll
  static void generate() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  @Test
  void oaep_whenTheTextIsPaddedSo_thenOpensItAndNoOther() throws Exception {
    byte[] secret = "a secret".getBytes(StandardCharsets.US_ASCII);
    byte[] oaep = encrypted("RSA/ECB/OAEPWithSHA-1AndMGF1Padding", secret);
    byte[] pkcs1 = encrypted("RSA/ECB/PKCS1Padding", secret);
    RsaDecrypter decrypter = RsaDecrypter.oaep(pair.getPrivate());

    assertThat(decrypter.decrypt(oaep)).isEqualTo(secret);
    assertThatThrownBy(() -> decrypter.decrypt(pkcs1))
        .isInstanceOf(AuthConfigurationException.class);
  }

  @Test
  void publicKey_whenInEitherForm_thenIsRead() throws Exception {
    byte[] spki = pair.getPublic().getEncoded();
    byte[] pkcs1 = SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded();

    for (RSAPublicKey read :
        new RSAPublicKey[] {read(pem("PUBLIC KEY", spki)), read(pem("RSA PUBLIC KEY", pkcs1))}) {
      assertThat(read.getModulus()).isEqualTo(((RSAPublicKey) pair.getPublic()).getModulus());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
      })
  void publicKey_whenTheTextIsSomethingElse_thenSaysSo(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageStartingWith("the.key does not hold an RSA public key");
  }

  private static RSAPublicKey read(String text) {
    return PemKeys.forSetting("the.key").publicKey(text);
  }

  private static byte[] encrypted(String transformation, byte[] data) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
    return cipher.doFinal(data);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
