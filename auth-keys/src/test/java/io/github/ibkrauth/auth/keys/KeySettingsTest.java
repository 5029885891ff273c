package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PASSPHRASE;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySettingsTest {

  private static final KeySettings SLOT = KeySettings.of("oauth2-jwt", "private-key");
  private static final String KEY_NAME = "auth.oauth2-jwt.private-key";

  @TempDir private Path dir;

  @Test
  void keys_areDeclaredInTheSection() {
    assertThat(ConfigSpec.of("oauth2-jwt", SLOT.keys()).keys().stream().map(ConfigKey::name))
        .containsExactly(
            "oauth2-jwt.private-key",
            "oauth2-jwt.private-key-file",
            "oauth2-jwt.private-key-passphrase",
            "oauth2-jwt.private-key-store",
            "oauth2-jwt.private-key-store-type",
            "oauth2-jwt.private-key-store-password",
            "oauth2-jwt.private-key-store-alias");
    assertThat(SLOT.keys().stream().filter(ConfigKey::isSecret).map(ConfigKey::name))
        .containsExactly(
            "oauth2-jwt.private-key",
            "oauth2-jwt.private-key-passphrase",
            "oauth2-jwt.private-key-store-password");
    assertThat(SLOT.keys()).allSatisfy(key -> assertThat(key.help()).endsWith("."));
  }

  @Test
  void load_whenTheFileIsTheSame_sharesTheKey_andNoticesAnotherOne() throws IOException {
    KeySettings slot = KeySettings.of("oauth2-jwt", "private-key");
    Path file = Files.writeString(dir.resolve("key.pem"), TestKeys.pkcs8());
    AuthConfig config =
        AuthConfig.builder()
            .set("auth.oauth2-jwt.private-key-file", file.toString())
            .set("auth.oauth2-jwt.private-key-passphrase", "unused")
            .build();

    PrivateKey first = slot.load(config);
    assertThat(slot.load(config)).isSameAs(first);
    PrivateKey rotated = TestKeys.rsa(2048).getPrivate();
    Files.writeString(file, TestKeys.pem("PRIVATE KEY", rotated.getEncoded()));

    assertThat(slot.load(config)).isEqualTo(rotated);
  }

  @Test
  void load_whenThePassphraseIsWrong_isRefusedThoughTheTextWasReadBefore() {
    KeySettings slot = KeySettings.of("oauth2-jwt", "private-key");
    String pem = TestKeys.encryptedPkcs8();
    AuthConfig right =
        AuthConfig.builder()
            .set("auth.oauth2-jwt.private-key", pem)
            .set("auth.oauth2-jwt.private-key-passphrase", PASSPHRASE)
            .build();
    PrivateKey key = slot.load(right);

    assertThat(key).isEqualTo(KEY);
    assertThat(
            slot.problems(
                right.with("test", Map.of("auth.oauth2-jwt.private-key-passphrase", "wrong"))))
        .hasSize(1);
  }

  @Test
  void keys_ofTwoSlots_standSideBySide() {
    List<ConfigKey<?>> both = new ArrayList<>(KeySettings.of("oauth1a", "signature-key").keys());
    both.addAll(KeySettings.of("oauth1a", "encryption-key").keys());
    assertThat(ConfigSpec.of("oauth1a", both).keys()).hasSize(14);
  }

  @Test
  void load_whenText_readsIt() {
    assertGood(config("", TestKeys.pkcs8()));
    assertGood(config("", TestKeys.base64(TestKeys.pkcs1())));
    assertGood(config("", TestKeys.encryptedPkcs8(), "-passphrase", PASSPHRASE));
  }

  @Test
  void load_whenEnvironment_readsIt() {
    AuthConfig config =
        AuthConfig.builder()
            .environment(
                Map.of(
                    "AUTH_OAUTH2_JWT_PRIVATE_KEY",
                    "env:MY_PEM",
                    "MY_PEM",
                    TestKeys.pkcs8().replace("\n", "\\n")))
            .build();
    assertGood(config);
    assertThat(SLOT.describe(config).source())
        .isEqualTo(KEY_NAME + ", set in environment variable AUTH_OAUTH2_JWT_PRIVATE_KEY");
  }

  @Test
  void load_whenFile_readsIt() throws IOException {
    assertGood(config("-file", key(TestKeys.pkcs1()).toString()));
    assertGood(
        config(
            "-file",
            key(TestKeys.traditional("AES-256-CBC")).toString(),
            "-passphrase",
            PASSPHRASE));
  }

  @Test
  void load_whenReferenceToFile_readsItAnewEachTime() throws IOException {
    Path file = key(TestKeys.pkcs8());
    AuthConfig config = config("", "file:" + file);
    assertGood(config);
    assertGood(config("", "file://" + file));
    Files.writeString(
        file, TestKeys.pem("PRIVATE KEY", TestKeys.rsa(2048).getPrivate().getEncoded()));
    assertThat(SLOT.load(config)).isNotEqualTo(KEY);
  }

  @Test
  void load_whenStore_readsIt() {
    Path store =
        TestCertificates.write(dir.resolve("keys.p12"), TestCertificates.pkcs12(TestKeys.PAIR));
    assertGood(config("-store", store.toString(), "-store-password", TestCertificates.PASSWORD));
    Path jks =
        TestCertificates.write(
            dir.resolve("keys.jks"),
            TestCertificates.store(
                "JKS", "key password", Map.of("a", TestKeys.PAIR, "b", TestKeys.rsa(2048))));
    assertGood(
        config(
            "-store", jks.toString(),
            "-store-type", "JKS",
            "-store-password", TestCertificates.PASSWORD,
            "-store-alias", "a",
            "-passphrase", "key password"));
  }

  @Test
  void problems_whenNothingIsSet_namesTheThreeWays() {
    AuthConfig config = AuthConfig.builder().build();
    assertThat(SLOT.isSet(config)).isFalse();
    assertThat(SLOT.problems(config))
        .containsExactly(
            KEY_NAME
                + " is missing: the RSA private key as PEM text, Base64 of it, file:/path or"
                + " env:NAME. Set it in the configuration file or as environment variable"
                + " AUTH_OAUTH2_JWT_PRIVATE_KEY. Or set "
                + KEY_NAME
                + "-file to the path of a key file, or "
                + KEY_NAME
                + "-store to that of a Java key store.");
  }

  @Test
  void problems_whenTwoWaysAreSet_saysWhich() throws IOException {
    AuthConfig config = config("", TestKeys.pkcs8(), "-file", key(TestKeys.pkcs8()).toString());
    assertThat(SLOT.problems(config))
        .containsExactly(
            KEY_NAME + " and " + KEY_NAME + "-file are set, but only one of them may be.");
    assertThatExceptionOfType(AuthConfigurationException.class).isThrownBy(() -> SLOT.load(config));
  }

  @Test
  void problems_whenManyThingsAreWrong_tellsAllAtOnce() {
    Path absent = dir.resolve("absent");
    AuthConfig config = config("", "garbage", "-file", absent.toString(), "-store-alias", "mine");
    List<String> expected =
        List.of(
            KEY_NAME + " and " + KEY_NAME + "-file are set, but only one of them may be.",
            KEY_NAME
                + "-store-alias is set, but "
                + KEY_NAME
                + "-store is not: set it too, or remove the other.",
            KEY_NAME + " is damaged: it is not a private key in PEM form, nor Base64 of one.",
            KEY_NAME + "-file (" + absent + ") does not exist.");
    assertThat(SLOT.problems(config)).containsExactlyElementsOf(expected);
    assertThatExceptionOfType(AuthConfigurationException.class)
        .isThrownBy(() -> SLOT.load(config))
        .satisfies(e -> assertThat(e.problems()).containsExactlyElementsOf(expected));
    assertThatExceptionOfType(AuthConfigurationException.class)
        .isThrownBy(() -> SLOT.describe(config));
  }

  @Test
  void problems_whenPassphraseIsMissing_namesItsSetting() throws IOException {
    Path file = key(TestKeys.encryptedPkcs8());
    assertThat(SLOT.problems(config("-file", file.toString())))
        .containsExactly(
            KEY_NAME
                + "-file ("
                + file
                + ") is encrypted: set its passphrase as "
                + KEY_NAME
                + "-passphrase.");
  }

  @Test
  void problems_whenReferenceLeadsNowhere_saysTheSameAsTheSpecification() {
    for (AuthConfig config :
        List.of(config("", "file:" + dir.resolve("absent")), config("", "env:NOT_SET_ANYWHERE"))) {
      Set<String> all = new LinkedHashSet<>(SLOT.problems(config));
      all.addAll(ConfigSpec.of("oauth2-jwt", SLOT.keys()).problems(config));
      assertThat(all).hasSize(1);
      assertThat(all.iterator().next()).startsWith(KEY_NAME + " refers to the ");
    }
  }

  @Test
  void problems_whenReferencedFileIsEmpty_saysTheSameAsTheSpecification() throws IOException {
    Path empty = key("\n");
    AuthConfig config = config("", "file:" + empty);
    assertThat(SLOT.problems(config))
        .containsExactly(KEY_NAME + " is empty: file:" + empty + " holds nothing but blanks.")
        .isEqualTo(ConfigSpec.of("oauth2-jwt", SLOT.keys()).problems(config));
  }

  @Test
  void describe_tellsSourceSizeAndPublicHalf() throws IOException {
    Path file = key(TestKeys.pkcs8());
    mode(file, "rw-------");
    KeyFacts facts = SLOT.describe(config("-file", file.toString()));
    assertThat(facts.source()).isEqualTo(KEY_NAME + "-file, set in test.yaml, read from " + file);
    assertThat(facts.bits()).hasValue(2048);
    assertThat(facts.publicKey().orElseThrow()).isEqualTo(TestKeys.PAIR.getPublic());
    assertThat(facts.permissionsWarning()).isEmpty();
    assertThat(facts)
        .hasToString(
            "KeyFacts(" + KEY_NAME + "-file, set in test.yaml, read from " + file + ", 2048 bits)");
  }

  @Test
  void describe_whenVector_givesTheHashOfItsPublicKey() {
    for (String name : List.of("signature", "encryption", "oauth2")) {
      var vector = Vectors.read("keys.json").path("rsa").path(name);
      AuthConfig config = config("", vector.path("pkcs1DerBase64").asText());
      assertThat(SLOT.describe(config).publicKeySha256())
          .contains(vector.path("spkiSha256Hex").asText());
      assertThat(SLOT.load(config).getEncoded())
          .isEqualTo(java.util.Base64.getDecoder().decode(vector.path("pkcs8DerBase64").asText()));
    }
  }

  @Test
  void load_whenOthersMayReadTheFile_warnsOnce() throws IOException {
    Path file = key(TestKeys.pkcs8());
    mode(file, "rw-r--r--");
    AuthConfig reference = config("", "file:" + file);
    AuthConfig path = config("-file", file.toString());
    String warning =
        " ("
            + file
            + ") can be read by other users of this machine (rw-r--r--): run chmod 600 on it.";
    List<String> logged = new ArrayList<>();
    Handler handler = collector(logged);
    Logger logger = Logger.getLogger(KeyFiles.class.getName());
    logger.addHandler(handler);
    try {
      assertThat(SLOT.describe(reference).permissionsWarning()).contains(KEY_NAME + warning);
      assertThat(logged).isEmpty();
      SLOT.load(reference);
      SLOT.load(reference);
      SLOT.load(path);
      SLOT.load(path);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(logged).containsExactly(KEY_NAME + warning, KEY_NAME + "-file" + warning);
  }

  @Test
  void signer_whenConfigured_signsWithTheKey() {
    AuthConfig config = config("", TestKeys.pkcs8());
    byte[] data = {1, 2, 3};
    try (AuthRuntime runtime = AuthRuntime.system()) {
      assertThat(SLOT.signer(config, runtime).sign(data)).isEqualTo(RsaSigner.of(KEY).sign(data));
      assertThat(SLOT.decrypter(config, runtime)).hasToString("RsaDecrypter(RSA, 2048 bits)");
    }
  }

  @Test
  void signer_whenLent_needsNoConfiguration() {
    RsaSigner signer = data -> data;
    RsaDecrypter decrypter = data -> data;
    try (AuthRuntime runtime =
        AuthRuntime.builder()
            .service(RsaSigner.class, signer)
            .service(RsaDecrypter.class, decrypter)
            .build()) {
      AuthConfig empty = AuthConfig.builder().build();
      assertThat(SLOT.signer(empty, runtime)).isSameAs(signer);
      assertThat(SLOT.decrypter(empty, runtime)).isSameAs(decrypter);
      assertThat(sentence(() -> SLOT.signer(config("", TestKeys.pkcs8()), runtime)))
          .isEqualTo(
              KEY_NAME
                  + " is set, but the application lends a RsaSigner as well: keep only one of"
                  + " them.");
    }
  }

  @Test
  void signer_whenNeither_tellsWhatIsMissing() {
    try (AuthRuntime runtime = AuthRuntime.system()) {
      assertThat(sentence(() -> SLOT.signer(AuthConfig.builder().build(), runtime)))
          .startsWith(KEY_NAME + " is missing: ");
    }
  }

  @Test
  void toString_namesTheSlot() {
    assertThat(SLOT).hasToString("KeySettings(oauth2-jwt.private-key)");
  }

  private static void assertGood(AuthConfig config) {
    assertThat(SLOT.isSet(config)).isTrue();
    assertThat(SLOT.problems(config)).isEmpty();
    assertThat(SLOT.load(config)).isEqualTo(KEY);
    assertThat(ConfigSpec.of("oauth2-jwt", SLOT.keys()).problems(config)).isEmpty();
  }

  private static AuthConfig config(String... suffixesAndValues) {
    Map<String, String> values = new java.util.HashMap<>();
    for (int i = 0; i < suffixesAndValues.length; i += 2) {
      values.put(KEY_NAME + suffixesAndValues[i], suffixesAndValues[i + 1]);
    }
    return AuthConfig.builder().values("test.yaml", values).build();
  }

  private Path key(String pem) throws IOException {
    Path file = Files.writeString(dir.resolve("key-" + Math.abs(pem.hashCode()) + ".pem"), pem);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  private static void mode(Path file, String permissions) throws IOException {
    Assumptions.assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static Handler collector(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
