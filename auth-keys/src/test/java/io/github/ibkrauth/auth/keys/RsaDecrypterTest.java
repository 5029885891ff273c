package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class RsaDecrypterTest {

  private static final byte[] SECRET = "an access token secret, 32 bytes".getBytes();
  private static final String OTHER_KEY =
      "The RSA key does not decrypt the text: it was encrypted for another key (are two keys"
          + " swapped?), or it is damaged.";

  @Test
  void decrypt_whenEncryptedForTheKey_returnsTheText() throws Exception {
    byte[] ciphertext = encrypt(TestKeys.PAIR.getPublic());
    assertThat(RsaDecrypter.of(KEY).decrypt(ciphertext)).isEqualTo(SECRET);
    assertThat(RsaDecrypter.of(KEY, TestKeys.BC).decrypt(ciphertext)).isEqualTo(SECRET);
  }

  @Test
  void decrypt_whenEncryptedForAnotherKey_saysSo() throws Exception {
    byte[] ciphertext = encrypt(TestKeys.rsa(2048).getPublic());
    assertThat(sentence(() -> RsaDecrypter.of(KEY).decrypt(ciphertext))).isEqualTo(OTHER_KEY);
  }

  @Test
  void decrypt_whenTextHasAnotherLength_saysWhich() {
    assertThat(sentence(() -> RsaDecrypter.of(KEY).decrypt(new byte[255])))
        .isEqualTo(
            "The encrypted text has 255 bytes, but this RSA key makes texts of 256 bytes: it was"
                + " cut, or encrypted for another key.");
  }

  @Test
  void decrypt_whenNoProviderTakesTheKey_saysSo() {
    assertThat(sentence(() -> RsaDecrypter.of(new DeviceKey("RSA")).decrypt(new byte[256])))
        .startsWith("The RSA key cannot decrypt (InvalidKeyException). Check that the key may be");
  }

  @Test
  void decrypt_whenVectorIsGood_returnsItsSecret() {
    JsonNode vectors = Vectors.read("access_token_secret.json");
    RsaDecrypter decrypter = RsaDecrypter.of(Vectors.key(vectors.path("key").asText()));
    int checked = 0;
    for (JsonNode vector : vectors.path("cases")) {
      assertThat(HexFormat.of().formatHex(decrypter.decrypt(ciphertext(vector))))
          .as(vector.path("id").asText())
          .isEqualTo(vector.path("secretHex").asText());
      checked++;
    }
    assertThat(checked).isPositive();
  }

  @Test
  void decrypt_whenVectorIsBad_refusesIt() {
    JsonNode vectors = Vectors.read("access_token_secret.json");
    RsaDecrypter decrypter = RsaDecrypter.of(Vectors.key(vectors.path("key").asText()));
    int checked = 0;
    for (JsonNode vector : vectors.path("invalid")) {
      if (vector.path("why").asText().equals("not base64")) {
        continue;
      }
      checked++;
      Assertions.assertThatExceptionOfType(AuthConfigurationException.class)
          .as(vector.path("id").asText() + " " + vector.path("why").asText())
          .isThrownBy(() -> decrypter.decrypt(ciphertext(vector)))
          .withNoCause();
    }
    assertThat(checked).isEqualTo(3);
  }

  private static byte[] ciphertext(JsonNode vector) {
    return Base64.getDecoder().decode(vector.path("accessTokenSecretBase64").asText());
  }

  private static byte[] encrypt(PublicKey key) throws Exception {
    Cipher cipher = Cipher.getInstance(JcaRsaDecrypter.PKCS1_V1_5);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher.doFinal(SECRET);
  }
}
