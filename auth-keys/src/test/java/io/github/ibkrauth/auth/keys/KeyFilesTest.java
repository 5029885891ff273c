package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilesTest {

  @TempDir private Path dir;

  @Test
  void read_whenText_returnsIt() throws IOException {
    Path file = Files.writeString(dir.resolve("key.pem"), TestKeys.pkcs8());
    assertThat(KeyFiles.read(file, "the.file").reveal()).isEqualTo(TestKeys.pkcs8());
  }

  @Test
  void read_whenDer_returnsWhatPemKeysReads() throws IOException {
    assertThat(key(Files.write(dir.resolve("key.der"), KEY.getEncoded()))).isEqualTo(KEY);
    assertThat(key(Files.write(dir.resolve("pkcs1.der"), TestKeys.pkcs1Der(KEY)))).isEqualTo(KEY);
  }

  @Test
  void read_whenUtf16_returnsWhatPemKeysReads() throws IOException {
    Path file = dir.resolve("windows.pem");
    Files.writeString(file, '\uFEFF' + TestKeys.pkcs8(), StandardCharsets.UTF_16LE);
    assertThat(key(file)).isEqualTo(KEY);
    Files.writeString(file, '\uFEFF' + TestKeys.pkcs8(), StandardCharsets.UTF_8);
    assertThat(key(file)).isEqualTo(KEY);
  }

  @Test
  void read_whenMissing_saysSo() {
    Path file = dir.resolve("absent.pem");
    assertThat(sentence(() -> KeyFiles.read(file, "the.file")))
        .isEqualTo("the.file (" + file + ") does not exist.");
  }

  @Test
  void read_whenDirectory_saysSo() {
    assertThat(sentence(() -> KeyFiles.read(dir, "the.file")))
        .isEqualTo("the.file (" + dir + ") is a directory, but a file is needed.");
  }

  @Test
  void read_whenEmpty_saysSo() throws IOException {
    Path file = Files.createFile(dir.resolve("empty.pem"));
    assertThat(sentence(() -> KeyFiles.read(file, "the.file")))
        .isEqualTo("the.file (" + file + ") is empty.");
  }

  @Test
  void read_whenTooLarge_saysSo() throws IOException {
    Path file = Files.write(dir.resolve("large"), new byte[KeyFiles.MAX_KEY_BYTES + 1]);
    assertThat(sentence(() -> KeyFiles.read(file, "the.file")))
        .isEqualTo("the.file (" + file + ") is larger than 256 KiB: it is not a key.");
  }

  @Test
  void read_whenNotPermitted_saysSo() throws IOException {
    Path file = Files.writeString(dir.resolve("closed.pem"), TestKeys.pkcs8());
    mode(file, "---------");
    Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
    assertThat(sentence(() -> KeyFiles.read(file, "the.file")))
        .isEqualTo(
            "the.file ("
                + file
                + ") cannot be read: the user that runs this program has no permission.");
  }

  @Test
  void complaint_quotesNothingOfTheFailure() {
    assertThat(KeyFiles.complaint(new AccessDeniedException("secret")))
        .isEqualTo("cannot be read: the user that runs this program has no permission.");
    assertThat(KeyFiles.complaint(new IOException("secret")))
        .isEqualTo("cannot be read (IOException).");
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----", "rw-r--r--", "rw----r--"})
  void permissionsWarning_whenOthersMayRead_saysHowToClose(String permissions) throws IOException {
    Path file = Files.createFile(dir.resolve("open.pem"));
    mode(file, permissions);
    assertThat(KeyFiles.permissionsWarning(file, "the.file"))
        .contains(
            "the.file ("
                + file
                + ") can be read by other users of this machine ("
                + permissions
                + "): run chmod 600 on it.");
  }

  @ParameterizedTest
  @CsvSource({"rw-------", "r--------", "rwx--x--x"})
  void permissionsWarning_whenOthersMayNotRead_isAbsent(String permissions) throws IOException {
    Path file = Files.createFile(dir.resolve("closed.pem"));
    mode(file, permissions);
    assertThat(KeyFiles.permissionsWarning(file, "the.file")).isEmpty();
  }

  @Test
  void permissionsWarning_whenMissing_isAbsent() {
    assertThat(KeyFiles.permissionsWarning(dir.resolve("absent"), "the.file")).isEmpty();
  }

  @Test
  void everything_whenTheFileSystemHasNoPermissions_works() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(dir.resolve("keys.zip"), Map.of("create", "true"))) {
      Path file = Files.writeString(zip.getPath("/key.pem"), TestKeys.pkcs8());
      assertThat(key(file)).isEqualTo(KEY);
      assertThat(KeyFiles.permissionsWarning(file, "the.file")).isEmpty();
    }
  }

  private static PrivateKey key(Path file) {
    return PemKeys.forSetting("the.file").privateKey(KeyFiles.read(file, "the.file"));
  }

  private static void mode(Path file, String permissions) throws IOException {
    Assumptions.assumeTrue(
        file.getFileSystem().supportedFileAttributeViews().contains("posix"), "no permissions");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
