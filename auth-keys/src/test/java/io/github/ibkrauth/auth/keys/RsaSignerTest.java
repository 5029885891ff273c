package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PAIR;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.AuthRuntime;
import java.security.PrivateKey;
import java.security.Security;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RsaSignerTest {

  private static final byte[] DATA = "header.claims".getBytes(UTF_8);

  @Test
  void sign_whenVerifiedWithThePublicHalf_holds() throws Exception {
    byte[] signature = RsaSigner.of(KEY).sign(DATA);
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(PAIR.getPublic());
    verifier.update(DATA);
    assertThat(verifier.verify(signature)).isTrue();
    assertThat(signature).hasSize(256);
  }

  @Test
  void sign_whenOtherProvider_givesTheSameBytes() {
    assertThat(RsaSigner.of(KEY, TestKeys.BC).sign(DATA)).isEqualTo(RsaSigner.of(KEY).sign(DATA));
  }

  @Test
  void sign_whenManyThreadsShareIt_givesTheSameBytes() {
    RsaSigner signer = RsaSigner.of(KEY);
    byte[] expected = signer.sign(DATA);
    assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> signer.sign(DATA)))
        .allSatisfy(signature -> assertThat(signature).isEqualTo(expected));
  }

  @Test
  void sign_whenKeyIsInADevice_usesItsProvider() {
    PrivateKey handle = new DeviceKey("RSA");
    DeviceProvider device = new DeviceProvider(KEY);
    assertThat(RsaSigner.of(handle, device).sign(DATA)).isEqualTo(RsaSigner.of(KEY).sign(DATA));
    assertThat(Security.getProvider(device.getName())).isNull();
  }

  @Test
  void sign_whenTheProviderOfTheDeviceIsInstalled_findsIt() {
    DeviceProvider device = new DeviceProvider(KEY);
    Security.addProvider(device);
    try {
      assertThat(RsaSigner.of(new DeviceKey("RSA")).sign(DATA))
          .isEqualTo(RsaSigner.of(KEY).sign(DATA));
    } finally {
      Security.removeProvider(device.getName());
    }
  }

  @Test
  void sign_whenNoProviderTakesTheKey_saysSo() {
    assertThat(sentence(() -> RsaSigner.of(new DeviceKey("RSA")).sign(DATA)))
        .isEqualTo(
            "The RSA key cannot sign with SHA-256 (InvalidKeyException). Check that the key may be"
                + " used for signing and that its security provider or device is available.");
  }

  @Test
  void sign_whenTheDeviceFails_namesItsCodeOnly() {
    DeviceProvider broken = new DeviceProvider(null);
    assertThat(sentence(() -> RsaSigner.of(new DeviceKey("RSA"), broken).sign(DATA)))
        .isEqualTo(
            "The RSA key cannot sign with SHA-256 (ProviderException, CKR_DEVICE_REMOVED). Check"
                + " that the key may be used for signing and that its security provider or device"
                + " is available.");
  }

  @Test
  void of_whenKeyIsNotRsa_refusesIt() {
    PrivateKey ec = TestKeys.pair("EC", 256).getPrivate();
    assertThat(sentence(() -> RsaSigner.of(ec)))
        .isEqualTo("An RSA key is needed to sign, but this is a key for EC.");
    assertThat(sentence(() -> RsaDecrypter.of(ec)))
        .isEqualTo("An RSA key is needed to decrypt, but this is a key for EC.");
  }

  @Test
  void of_whenNull_refusesIt() {
    assertThatNullPointerException().isThrownBy(() -> RsaSigner.of(null)).withMessage("key");
    assertThatNullPointerException()
        .isThrownBy(() -> RsaSigner.of(KEY, null))
        .withMessage("provider");
  }

  @Test
  void service_whenLent_isFound() {
    RsaSigner kms = data -> new byte[] {(byte) data.length};
    try (AuthRuntime runtime = AuthRuntime.builder().service(RsaSigner.class, kms).build()) {
      assertThat(runtime.service(RsaSigner.class).orElseThrow().sign(DATA)).containsExactly(13);
    }
  }

  @Test
  void toString_showsTheSizeOnly() {
    assertThat(RsaSigner.of(KEY)).hasToString("RsaSigner(RSA, 2048 bits)");
    assertThat(RsaSigner.of(new DeviceKey("RSA"))).hasToString("RsaSigner(RSA)");
    assertThat(RsaDecrypter.of(KEY)).hasToString("RsaDecrypter(RSA, 2048 bits)");
  }

  @Test
  void sign_whenVectorOfJwt_givesItsSignature() {
    JsonNode vectors = Vectors.read("jwt.json");
    PrivateKey key3072 = TestKeys.read(vectors.path("key3072").path("pkcs1DerBase64").asText());
    int checked = 0;
    for (JsonNode vector : vectors.path("cases")) {
      PrivateKey key =
          vector.path("key").asText().equals("oauth2_3072")
              ? key3072
              : Vectors.key(vector.path("key").asText());
      byte[] signature =
          RsaSigner.of(key).sign(vector.path("signingInput").asText().getBytes(UTF_8));
      assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(signature))
          .isEqualTo(vector.path("signatureBase64Url").asText());
      checked++;
    }
    assertThat(checked).isPositive();
  }

  @Test
  void sign_whenVectorOfOAuth1a_givesItsSignature() {
    JsonNode vectors = Vectors.read("rsa_signing.json");
    RsaSigner signer = RsaSigner.of(Vectors.key(vectors.path("key").asText()));
    int checked = 0;
    for (JsonNode vector : vectors.path("cases")) {
      for (JsonNode expected : vector.path("expected")) {
        assertThat(
                HexFormat.of()
                    .formatHex(signer.sign(expected.path("baseString").asText().getBytes(UTF_8))))
            .isEqualTo(expected.path("signatureHex").asText());
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }
}
