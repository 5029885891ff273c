package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.TestIdentity;
import io.github.ibkrauth.auth.http.Origin;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownServersTest {

  private static final String ONE = shown("1");
  private static final String TWO = shown("2");
  private static final Origin HERE = new Origin("https", "localhost", 5000);

  @TempDir Path folder;

  @Test
  void remember_thenFingerprintAndForget() throws Exception {
    KnownServers known = KnownServers.in(folder.resolve("a").resolve("b"));
    Origin six = new Origin("https", "[::1]", 5000);

    assertThat(known.fingerprint(HERE)).isEmpty();
    assertThat(known.forget(HERE)).isFalse();
    assertThat(known.file().getParent()).doesNotExist();
    known.remember(HERE, "sha256:" + "1".repeat(64));
    known.remember(six, ONE);
    known.remember(HERE, TWO);

    assertThat(known.fingerprint(HERE)).contains(TWO);
    assertThat(known.fingerprint(six)).contains(ONE);
    assertThat(known.fingerprint(new Origin("https", "localhost", 5001))).isEmpty();
    assertThat(Files.readString(known.file()))
        .isEqualTo("[::1]:5000 sha256:" + ONE + "\nlocalhost:5000 sha256:" + TWO + "\n");
    assertThat(known.forget(HERE)).isTrue();
    assertThat(known.forget(HERE)).isFalse();
    assertThat(known.fingerprint(HERE)).isEmpty();
    assertThat(known.fingerprint(six)).contains(ONE);
  }

  @Test
  void remember_makesFilesForTheirOwnerOnly() throws Exception {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    KnownServers known = KnownServers.in(folder.resolve("state"));

    known.remember(HERE, ONE);

    assertThat(mode(known.file())).isEqualTo("rw-------");
    assertThat(mode(known.file().resolveSibling("known-servers.lock"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("state"))).isEqualTo("rwx------");
  }

  @Test
  void remember_whenThereAreComments_keepsThem() throws Exception {
    KnownServers known = KnownServers.in(folder);
    Files.writeString(
        known.file(), "# of the office\n\nLOCALHOST:5000  sha256:" + "a".repeat(64) + "\n# end\n");

    assertThat(known.fingerprint(HERE)).contains(shown("A"));
    known.remember(HERE, ONE);

    assertThat(Files.readAllLines(known.file()))
        .containsExactly("# of the office", "", "# end", "localhost:5000 sha256:" + ONE);
  }

  @Test
  void remember_whenItIsNoFingerprint_changesNothing() {
    KnownServers known = KnownServers.in(folder);

    assertThatThrownBy(() -> known.remember(HERE, "1".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SHA-1");
    assertThat(known.file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:5000",
        "localhost sha256:%1",
        "localhost:5000 %1",
        "localhost:5000 sha256:AA:BB",
        "localhost:5000 sha1:%1",
        "localhost:5000 sha256:%1 and more",
        "localhost:5000 sha256:%1\nlocalhost:5000 sha256:%2",
        "\u0000\u0001",
      })
  void fingerprint_whenALineIsDamaged_refusesEverything(String text) throws Exception {
    KnownServers known = KnownServers.in(folder);
    String content = text.replace("%1", "1".repeat(64)).replace("%2", "2".repeat(64));
    Files.writeString(known.file(), "other:1 sha256:" + TWO + "\n" + content + "\n");

    for (Runnable use :
        List.<Runnable>of(
            () -> known.fingerprint(HERE),
            () -> known.remember(HERE, ONE),
            () -> known.forget(HERE))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(AuthConfigurationException.class)
          .hasMessageMatching("(?s).*known-servers, line [23], .*Mend or remove the line.*");
    }
    assertThat(Files.readString(known.file())).contains(content);
  }

  @Test
  void fingerprint_whenTheFileCannotBeRead_refuses() throws Exception {
    KnownServers noText = KnownServers.in(folder);
    Files.write(noText.file(), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
    assertThatThrownBy(() -> noText.fingerprint(HERE))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("is no text");

    KnownServers noFile = KnownServers.in(Files.createDirectory(folder.resolve("x")));
    Files.createDirectory(noFile.file());
    assertThatThrownBy(() -> noFile.fingerprint(HERE))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void remember_whenManyProgramsWrite_losesNothing() throws Exception {
    List<Process> programs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      programs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString(),
                  String.valueOf(10_000 * (i + 1)))
              .redirectErrorStream(true)
              .start());
    }
    for (Process program : programs) {
      String output = new String(program.getInputStream().readAllBytes());
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).as(output).isZero();
    }

    KnownServers known = KnownServers.in(folder);
    assertThat(Files.readAllLines(known.file())).hasSize(3 * Writer.SERVERS);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < Writer.SERVERS; j++) {
        assertThat(known.fingerprint(new Origin("https", "localhost", 10_000 * (i + 1) + j)))
            .contains(ONE);
      }
    }
  }

  /** A program of its own that remembers some servers. */
  static final class Writer {

    static final int SERVERS = 40;

    private Writer() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < SERVERS; i++) {
        KnownServers.in(Path.of(arguments[0]))
            .remember(new Origin("https", "localhost", Integer.parseInt(arguments[1]) + i), ONE);
      }
    }
  }

  @Test
  void defaultDirectory_followsTheSystemsCustom() {
    Path home = folder.resolve("home");
    Map<String, String> none = Map.of();

    assertThat(KnownServers.defaultDirectory(none, "Linux", home))
        .isEqualTo(home.resolve(".local/state/ibkrauth"));
    assertThat(
            KnownServers.defaultDirectory(
                Map.of("XDG_STATE_HOME", folder.resolve("s").toString()), "Linux", home))
        .isEqualTo(folder.resolve("s").resolve("ibkrauth"));
    assertThat(KnownServers.defaultDirectory(Map.of("XDG_STATE_HOME", "relative"), "Linux", home))
        .isEqualTo(home.resolve(".local/state/ibkrauth"));
    assertThat(KnownServers.defaultDirectory(none, "Mac OS X", home))
        .isEqualTo(home.resolve("Library/Application Support/ibkrauth"));
    Map<String, String> windows = new HashMap<>();
    windows.put("LOCALAPPDATA", folder.resolve("l").toString());
    assertThat(KnownServers.defaultDirectory(windows, "Windows 11", home))
        .isEqualTo(folder.resolve("l").resolve("ibkrauth"));
    assertThat(KnownServers.defaultDirectory(none, "Windows 11", home))
        .isEqualTo(home.resolve("AppData/Local/ibkrauth"));
    assertThat(KnownServers.defaultDirectory()).hasFileName("ibkrauth");
  }

  @Test
  void remembered_whenAnotherComputerIsNew_refusesInsteadOfRemembering() throws Exception {
    TestIdentity identity = TestIdentity.selfSigned("gateway.example.com");
    Origin there = new Origin("https", "gateway.example.com", 5000);
    KnownServers known = KnownServers.in(folder);
    CertificateJudge judge = new RememberedCertificate(there, known, false);
    X509Certificate[] chain = identity.chain();

    assertThatThrownBy(() -> judge.judge(chain, "UNKNOWN"))
        .isInstanceOfSatisfying(
            CertificateRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED))
        .hasMessageContaining(identity.fingerprint())
        .hasMessageContaining("ibkr gateway pin");
    assertThat(known.fingerprint(there)).isEmpty();

    known.remember(there, identity.fingerprint());
    judge.judge(chain, "UNKNOWN");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String shown(String digit) {
    return (digit.repeat(2) + ":").repeat(31) + digit.repeat(2);
  }
}
