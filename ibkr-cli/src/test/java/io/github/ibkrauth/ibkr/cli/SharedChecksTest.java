package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a computer and its network; each trouble fails the step it belongs to. */
class SharedChecksTest {

  private static final URI BROKER = URI.create("https://broker.test");
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @TempDir Path directory;

  @Test
  void timeZones_whenTheRuntimeIsComplete_pass() {
    CheckResult result = new TimeZoneCheck(TimeZoneCheck.Source.RUNTIME).result(Instant.EPOCH);

    assertThat(result.verdict()).as(result.detail()).isEqualTo(Verdict.PASS);
  }

  @Test
  void timeZones_whenOneIsMissing_failAndNameIt() {
    CheckResult result =
        new TimeZoneCheck(
                zone -> {
                  if (zone.equals("Asia/Hong_Kong")) {
                    throw new ZoneRulesException("unknown");
                  }
                  return TimeZoneCheck.Source.RUNTIME.versions(zone);
                })
            .result(Instant.EPOCH);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.detail()).endsWith("the time in Asia/Hong_Kong");
    assertThat(result.remedy()).isNotEmpty();
  }

  @Test
  void timeZones_whenTheRulesAreWrong_fail() {
    CheckResult result =
        new TimeZoneCheck(zone -> new TreeMap<>(Map.of("2026a", ZoneRules.of(ZoneOffset.UTC))))
            .result(NOW);

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.detail()).contains("America/New_York", "Asia/Hong_Kong", "Europe/Zurich");
  }

  @Test
  void timeZones_whenTheRulesAreOld_warn() {
    CheckResult result =
        new TimeZoneCheck(
                zone ->
                    new TreeMap<>(
                        Map.of(
                            "2019b",
                            TimeZoneCheck.Source.RUNTIME.versions(zone).lastEntry().getValue())))
            .result(NOW);

    assertThat(result.verdict()).isEqualTo(Verdict.WARN);
    assertThat(result.detail()).contains("2019b");
  }

  @Test
  void proxy_whenNoneIsSet_passes() {
    assertThat(proxy(List.of(Proxy.NO_PROXY), Map.of()).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void proxy_whenItTakesNoConnections_fails() throws IOException {
    CheckResult result = proxy(List.of(httpProxy(closedPort())), Map.of());

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.detail()).contains("127.0.0.1:").contains("takes no connections");
  }

  @Test
  void proxy_whenItTakesConnections_passes() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      assertThat(proxy(List.of(httpProxy(server.getLocalPort())), Map.of()).verdict())
          .isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void proxy_whenOnlyTheEnvironmentNamesOneAndTheStraightWayIsClosed_fails() {
    CheckResult result =
        proxy(List.of(Proxy.NO_PROXY), Map.of("HTTPS_PROXY", "http://user:hunter2@proxy:3128"));

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.detail()).contains("HTTPS_PROXY").doesNotContain("hunter2");
    assertThat(result.remedy()).contains("https.proxyHost");
  }

  @Test
  void proxy_whenItIsASocksProxy_warns() {
    Proxy socks = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", 1080));

    assertThat(proxy(List.of(socks), Map.of()).verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void tls_whenAnAuthorityIsUnknown_failsUntilItIsNamed() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().tls(true).start()) {
      simulator.writeTo(directory);
      JsonNode well = doctor(Map.of());
      assertThat(step(well, "TLS").get("verdict").asText()).as(well.toString()).isEqualTo("PASS");

      X509Certificate own = simulator.certificate().orElseThrow();
      CheckResult result = tls(BROKER, own, false);
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.remedy()).contains("ibkr.auth.http.trust-certificate");
      assertThat(tls(BROKER, own, true).verdict()).isEqualTo(Verdict.PASS);
      assertThat(tls(URI.create("https://api.ibkr.com"), own, true).verdict())
          .isEqualTo(Verdict.WARN);
    }
  }

  @Test
  void doctor_whenTlsIsOpenedOnTheWay_triesNoLogin() throws IOException {
    try (IbkrSimulator simulator = IbkrSimulator.builder().tls(true).start()) {
      simulator.writeTo(directory);
      Path file = directory.resolve("ibkr.yaml");
      String text = Files.readString(file);
      assertThat(text).contains("trust-certificate");
      Files.writeString(file, text.replaceAll("(?m)^.*trust-certificate.*$", ""));

      JsonNode report = doctor(Map.of());

      assertThat(step(report, "TLS").get("verdict").asText())
          .as(report.toString())
          .isEqualTo("FAIL");
      assertThat(step(report, "TLS").get("code").asText()).isEqualTo("CHECK_TLS");
      assertThat(step(report, "login").get("verdict").asText()).isEqualTo("SKIP");
      assertThat(step(report, "brokerage session").get("verdict").asText()).isEqualTo("SKIP");
      assertThat(simulator.requests().entries()).isEmpty();
    }
  }

  @Test
  void tls_whenThereIsNoConnection_isLeftToTheStepsBelow() {
    CheckResult result =
        new TlsCheck(
                uri -> {
                  throw new IOException("refused");
                },
                "http.trust-certificate",
                false)
            .result(List.of(BROKER));

    assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
  }

  @Test
  void fileModes_whenOthersMayReadASecretInTheSettings_warns() throws IOException {
    Assumptions.assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      simulator.writeTo(directory);
      Path file = directory.resolve("ibkr.yaml");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

      JsonNode report = doctor(Map.of(), "--profile", "oauth1a");

      JsonNode step = step(report, "file modes");
      assertThat(step.get("verdict").asText()).as(report.toString()).isEqualTo("WARN");
      assertThat(step.get("detail").asText()).contains("ibkr.yaml");
      assertThat(step.get("code").asText()).isEqualTo("CHECK_FILE_MODES");
      assertThat(report.get("verdict").asText()).isEqualTo("WARN");
    }
  }

  private JsonNode doctor(Map<String, String> environment, String... options) {
    CommandRun.Setup setup = CommandRun.in(directory);
    environment.forEach(setup::with);
    String[] words = new String[options.length + 2];
    words[0] = "doctor";
    words[1] = "--json";
    System.arraycopy(options, 0, words, 2, options.length);
    return setup.run(words).json();
  }

  private static JsonNode step(JsonNode report, String name) {
    for (JsonNode step : report.get("steps")) {
      if (step.get("step").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("there is no step " + name + " in " + report);
  }

  private static CheckResult tls(URI server, X509Certificate shown, boolean ownTrust) {
    return new TlsCheck(uri -> List.of(shown), "ibkr.auth.http.trust-certificate", ownTrust)
        .result(List.of(server));
  }

  private static CheckResult proxy(List<Proxy> proxies, Map<String, String> environment) {
    ProxySelector selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return proxies;
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    return new ProxyCheck(Optional.of(selector), environment, Duration.ofSeconds(2))
        .result(List.of(BROKER));
  }

  private static Proxy httpProxy(int port) {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", port));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return server.getLocalPort();
    }
  }
}
