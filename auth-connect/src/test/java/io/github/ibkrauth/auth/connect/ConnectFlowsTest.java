package io.github.ibkrauth.auth.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectFlowsTest {

  @TempDir Path folder;

  private final AuthRuntime runtime = AuthRuntime.system();
  private final ConnectFlows flows =
      ConnectFlows.of(
          AuthStrategies.builder()
              .withoutDiscovery()
              .add(new Named("sample"))
              .add(new Named("plain"))
              .build());

  @AfterEach
  void stop() {
    runtime.close();
  }

  @Test
  void open_whenTheStrategyHasAFlow_givesIt() {
    AuthConfig config = config("sample", Map.of("auth.sample.connect", "yes"));

    assertThat(flows.offers(config)).isTrue();
    try (ConnectFlow flow = flows.open(config, runtime)) {
      assertThat(flow.strategyId()).isEqualTo("sample");
    }
  }

  @Test
  void open_whenTheSettingsAreForSomethingElse_saysWhatToSet() {
    AuthConfig config = config("sample", Map.of());

    assertThat(flows.offers(config)).isFalse();
    assertThatThrownBy(() -> flows.open(config, runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("Set auth.sample.connect");
  }

  @Test
  void open_whenTheStrategyHasNone_namesThoseThatHave() {
    AuthConfig config = config("plain", Map.of());

    assertThat(flows.offers(config)).isFalse();
    assertThatThrownBy(() -> flows.open(config, runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("by the strategy plain, which auth.strategy names")
        .hasMessageContaining("have one: sample");
  }

  @Test
  void open_whenTheFlowIsNotTrusted_doesNotMakeIt() {
    AuthConfig config =
        config(
            "sample",
            Map.of("auth.sample.connect", "yes", "auth.strategy.trusted", Named.class.getName()));

    assertThatThrownBy(() -> flows.open(config, runtime))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("have one: none; not trusted by auth.strategy.trusted: ")
        .hasMessageContaining(SampleFlowProvider.class.getName());
  }

  @Test
  void open_whenAnotherFlowCannotBeLoaded_servesTheOneThatIsAskedFor() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(ConnectFlowProvider.class.getName()), "com.example.NoSuchClass\n");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader broken = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(broken);

      flows.open(config("sample", Map.of("auth.sample.connect", "yes")), runtime).close();
      assertThatThrownBy(() -> flows.open(config("plain", Map.of()), runtime))
          .hasMessageContaining("com.example.NoSuchClass");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void open_whenTheStrategyIsUnknown_failsAsTheChoiceOfAStrategyDoes() {
    assertThatThrownBy(() -> flows.open(config("other", Map.of()), runtime))
        .isInstanceOf(StrategySelectionException.class);
  }

  @Test
  void toString_ofARequest_leavesTheQueryOut() {
    ConnectRequest request =
        new ConnectRequest("ann", URI.create("https://x.example/a?state=s3cret"), Instant.EPOCH);

    assertThat(request).asString().contains("ann", "https://x.example/a,").doesNotContain("s3cret");
  }

  private static AuthConfig config(String strategy, Map<String, String> more) {
    return AuthConfig.builder().set("auth.strategy", strategy).values("test", more).build();
  }

  /** A strategy that is only chosen. */
  private record Named(String id) implements AuthStrategyProvider {

    @Override
    public int spiVersion() {
      return SpiVersion.CURRENT;
    }

    @Override
    public Set<String> aliases() {
      return Set.of();
    }

    @Override
    public ConfigSpec configSpec() {
      return ConfigSpec.of(id, List.of());
    }

    @Override
    public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
      throw new AssertionError("no session is opened to connect");
    }
  }
}
