package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads what the openssl program writes, on machines that have it. */
class OpensslTest {

  private static final Path OPENSSL = Path.of("/usr/bin/openssl");
  private static final String PASSWORD = "pass:" + TestKeys.PASSPHRASE;

  @TempDir private Path dir;
  private Path key;

  @BeforeEach
  void writeKey() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(OPENSSL), "no openssl on this machine");
    key = Files.writeString(dir.resolve("plain.pem"), TestKeys.pkcs8());
  }

  @Test
  void privateKey_whenWrittenByOpenssl_readsIt() throws Exception {
    List<List<String>> commands =
        List.of(
            List.of("rsa", "-traditional"),
            List.of("pkcs8", "-topk8", "-nocrypt"),
            List.of("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", PASSWORD),
            List.of(
                "pkcs8", "-topk8", "-v2", "des3", "-v2prf", "hmacWithSHA1", "-passout", PASSWORD),
            List.of("pkcs8", "-topk8", "-scrypt", "-passout", PASSWORD),
            List.of("rsa", "-traditional", "-aes256", "-passout", PASSWORD),
            List.of("rsa", "-traditional", "-des3", "-passout", PASSWORD),
            List.of("rsa", "-text"));
    for (List<String> command : commands) {
      assertThat(TestKeys.read(run(command, "-in", key.toString()), TestKeys.PASSPHRASE))
          .as(command.toString())
          .isEqualTo(KEY);
    }
  }

  @Test
  void read_whenDerWrittenByOpenssl_readsIt() throws Exception {
    Path der = dir.resolve("key.der");
    run(List.of("rsa", "-outform", "DER"), "-in", key.toString(), "-out", der.toString());
    assertThat(PemKeys.forSetting("the.file").privateKey(KeyFiles.read(der, "the.file")))
        .isEqualTo(KEY);
  }

  @Test
  void load_whenPkcs12WrittenByOpenssl_readsIt() throws Exception {
    Path certificate =
        Files.writeString(
            dir.resolve("certificate.pem"),
            TestKeys.pem("CERTIFICATE", TestCertificates.selfSigned(TestKeys.PAIR).getEncoded()));
    Path store = dir.resolve("keys.p12");
    run(
        List.of("pkcs12", "-export", "-passout", PASSWORD),
        "-inkey",
        key.toString(),
        "-in",
        certificate.toString(),
        "-out",
        store.toString());
    assertThat(
            KeyStoreKey.builder(store, "the.store")
                .password(Secret.of(TestKeys.PASSPHRASE))
                .build()
                .load())
        .isEqualTo(KEY);
    String pem = run(List.of("pkcs12", "-nodes", "-passin", PASSWORD), "-in", store.toString());
    assertThat(pem).contains("BEGIN CERTIFICATE");
    assertThat(TestKeys.read(pem)).isEqualTo(KEY);
  }

  @Test
  void parse_whenParametersAreShownByOpenssl_readsThem() throws Exception {
    BigInteger prime = DhParametersTest.PRIME;
    Path file =
        Files.writeString(
            dir.resolve("dhparam.pem"),
            TestKeys.pem("DH PARAMETERS", DhParametersTest.der(prime, BigInteger.TWO)));
    String pem = run(List.of("dhparam", "-text"), "-in", file.toString());
    assertThat(pem).contains("DH Parameters: (2048 bit)");
    assertThat(DhParameters.parse(pem, BigInteger.TEN, "dh"))
        .isEqualTo(DhParameters.of(prime, BigInteger.TWO, "dh"));
  }

  private static String run(List<String> command, String... more) throws Exception {
    List<String> line = new ArrayList<>(List.of(OPENSSL.toString()));
    line.addAll(command);
    line.addAll(List.of(more));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command.toString()).isZero();
    return output;
  }
}
