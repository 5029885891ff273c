package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.googlehttp.TestIdentity;
import io.github.ibkrauth.auth.http.Origin;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFileTest {

  private static final Origin ORIGIN = new Origin("https", "localhost", 5000);
  private static final String PASSWORD = "canary-of-the-file";
  private static TestIdentity one;
  private static TestIdentity two;

  @TempDir Path folder;

  @BeforeAll
  static void identities() throws Exception {
    one = TestIdentity.selfSigned("localhost");
    two = TestIdentity.expiredWithoutNames();
  }

  @Test
  void read_whenPem_findsEveryCertificateAndNoKey() throws Exception {
    Path file = write("some text\n" + one.pemOfKey() + one.pem() + "between\n" + two.pem());

    assertThat(read(file, "")).containsExactly(one.certificate(), two.certificate());
  }

  @Test
  void read_whenPemHasWindowsLineEnds_findsIt() throws Exception {
    assertThat(read(write(one.pem().replace("\n", "\r\n")), "")).containsExactly(one.certificate());
  }

  @Test
  void read_whenDer_findsIt() throws Exception {
    Path file = Files.write(folder.resolve("one.der"), one.certificate().getEncoded());

    assertThat(read(file, "")).containsExactly(one.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void read_whenStored_findsCertificatesAndThoseOfKeys(String type) throws Exception {
    assertThat(read(store(type, true), PASSWORD))
        .containsExactlyInAnyOrder(one.certificate(), two.certificate());
  }

  @Test
  void read_whenJksWithoutPassword_findsThem() throws Exception {
    assertThat(read(store("JKS", true), "")).hasSize(2);
  }

  @Test
  void read_whenPkcs12WithoutPassword_asksForIt() throws Exception {
    assertRefused(store("PKCS12", true), "", "without its password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void read_whenThePasswordIsWrong_saysSoWithoutIt(String type) throws Exception {
    assertRefused(store(type, true), "wrong-canary", "with the password that is set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void read_whenStoreIsEmpty_saysSo(String type) throws Exception {
    assertRefused(store(type, false), PASSWORD, "holds no certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void read_whenStoreIsCutOff_saysSo(String type) throws Exception {
    byte[] whole = Files.readAllBytes(store(type, true));
    Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 200));

    assertRefused(file, PASSWORD, "is damaged");
  }

  @Test
  void read_whenOnlyAKey_saysWhatIsWanted() throws Exception {
    assertRefused(write(one.pemOfKey()), "", "holds a private key and no certificate");
    assertRefused(
        write(one.pemOfKey().replace("PRIVATE", "RSA PRIVATE")), "", "holds a private key and no");
  }

  @Test
  void read_whenNotCertificates_saysSo() throws Exception {
    assertRefused(write(""), "", "holds no certificate");
    assertRefused(write("hello"), "", "holds no certificate");
    assertRefused(write("-----BEGIN PUBLIC KEY-----\nAAAA\n"), "", "BEGIN CERTIFICATE");
    assertRefused(
        write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "", "damaged");
    assertRefused(
        write("-----BEGIN CERTIFICATE-----\nAAAAA=\n-----END CERTIFICATE-----\n"), "", "damaged");
    assertRefused(write(one.pem() + "x".repeat(1024 * 1024)), "", "longer than 1 MiB");
    assertRefused(folder, "", "there is no file");
    assertRefused(folder.resolve("none.pem"), "", "there is no file");
  }

  private void assertRefused(Path file, String password, String words) {
    assertThatThrownBy(() -> ServerTrust.file(ORIGIN, file, secret(password)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("canary");
  }

  private static Iterable<X509Certificate> read(Path file, String password) {
    return new CertificateFile(file, secret(password)).read();
  }

  private static Optional<Secret> secret(String password) {
    return password.isEmpty() ? Optional.empty() : Optional.of(Secret.of(password));
  }

  private Path write(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "some", ".pem"), text);
  }

  private Path store(String type, boolean filled) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    if (filled) {
      store.setCertificateEntry("one", one.certificate());
      store.setKeyEntry("two", two.keys().getPrivate(), PASSWORD.toCharArray(), two.chain());
    }
    Path file = folder.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
