package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestCertificates.PASSWORD;
import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PAIR;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.Secret;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreKeyTest {

  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = dir.resolve("keys.p12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS", "pkcs12"})
  void load_whenOneKey_needsNoAlias(String type) {
    write(TestCertificates.store(type, PASSWORD, Map.of("mine", PAIR)));
    assertThat(store().type(type).build().load()).isEqualTo(KEY);
  }

  @Test
  void load_whenSeveralKeys_takesTheAlias() {
    write(twoKeys());
    assertThat(store().alias("mine").build().load()).isEqualTo(KEY);
    assertThat(store().alias("other").build().load()).isNotEqualTo(KEY);
  }

  @Test
  void load_whenSeveralKeysAndNoAlias_listsThem() {
    write(twoKeys());
    assertThat(sentence(() -> store().build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") holds several private keys (mine, other): choose one with the.store-alias.");
  }

  @Test
  void load_whenAliasIsUnknown_listsThem() {
    write(twoKeys());
    assertThat(sentence(() -> store().alias("neither").build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") holds no private key under the alias that the.store-alias names; it holds"
                + " mine, other.");
  }

  @Test
  void load_whenKeyHasItsOwnPassword_takesIt() {
    write(TestCertificates.store("JKS", "key password", Map.of("mine", PAIR)));
    KeyStoreKey.Builder store = store().type("JKS");
    assertThat(sentence(() -> store.build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") does not give up its key: the password of the key is wrong, or differs from"
                + " that of the store and is not set.");
    assertThat(store.keyPassword(Secret.of("key password")).build().load()).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void load_whenPasswordIsWrong_saysSo(String type) {
    write(TestCertificates.store(type, PASSWORD, Map.of("mine", PAIR)));
    String wrong = "Zebra-Quilt-9173";
    assertThat(sentence(() -> store().type(type).password(Secret.of(wrong)).build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") cannot be opened: the password set as the.store-password is wrong.");
  }

  @Test
  void load_whenPasswordIsMissing_asksForIt() {
    write(twoKeys());
    assertThat(sentence(() -> KeyStoreKey.builder(file, "the.store").build().load()))
        .isEqualTo("the.store (" + file + ") needs its password: set it as the.store-password.");
  }

  @Test
  void load_whenTypeIsUnknown_saysSo() {
    assertThat(sentence(() -> store().type("PKCS13").build().load()))
        .isEqualTo("the.store-type is not a type of key store: use PKCS12 or JKS.");
  }

  @Test
  void load_whenNotAKeyStore_saysSo() {
    String expected = "the.store (" + file + ") is not a key store of type PKCS12, or is damaged.";
    write(TestKeys.pkcs8().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(sentence(() -> store().build().load())).isEqualTo(expected);
    write(Arrays.copyOf(twoKeys(), 900));
    assertThat(sentence(() -> store().build().load())).isEqualTo(expected);
  }

  @Test
  void load_whenMissing_saysSo() {
    assertThat(sentence(() -> store().build().load()))
        .isEqualTo("the.store (" + file + ") does not exist.");
  }

  @Test
  void load_whenNoPrivateKey_saysSo() throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("ca", TestCertificates.selfSigned(PAIR));
    write(TestCertificates.bytes(certificates));
    assertThat(sentence(() -> store().build().load()))
        .isEqualTo("the.store (" + file + ") holds no private key.");
    assertThat(sentence(() -> store().alias("ca").build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") holds no private key under the alias that the.store-alias names; it holds"
                + " none.");
  }

  @Test
  void load_whenSecretKey_saysSo() throws Exception {
    KeyStore secrets = KeyStore.getInstance("PKCS12");
    secrets.load(null, null);
    secrets.setEntry(
        "aes",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
        new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
    write(TestCertificates.bytes(secrets));
    assertThat(sentence(() -> store().build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") holds a secret key under the alias aes, but a private key is needed.");
  }

  @Test
  void load_whenNotRsaOrShort_saysSo() {
    KeyPair ec = TestKeys.pair("EC", 256);
    write(TestCertificates.store("PKCS12", PASSWORD, Map.of("ec", ec)));
    assertThat(sentence(() -> store().build().load()))
        .isEqualTo(
            "the.store ("
                + file
                + ") holds a key for EC under the alias ec, but an RSA key is needed.");
    write(TestCertificates.store("PKCS12", PASSWORD, Map.of("short", TestKeys.rsa(1024))));
    assertThat(sentence(() -> store().build().load()))
        .startsWith(
            "the.store (" + file + ") holds an RSA key of 1024 bits, but at least 2048 are");
  }

  private static byte[] twoKeys() {
    return TestCertificates.store(
        "PKCS12", PASSWORD, Map.of("mine", PAIR, "other", TestKeys.rsa(2048)));
  }

  private void write(byte[] content) {
    TestCertificates.write(file, content);
  }

  private KeyStoreKey.Builder store() {
    return KeyStoreKey.builder(file, "the.store").password(Secret.of(PASSWORD));
  }
}
