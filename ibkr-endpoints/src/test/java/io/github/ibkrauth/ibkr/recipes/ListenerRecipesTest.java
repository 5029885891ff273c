package io.github.ibkrauth.ibkr.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The listeners of docs/recipes/metrics-and-logs.md, at work against the simulator. */
class ListenerRecipesTest {

  private static final String NAME = "recipe.ibkr";
  private static final AuthEvent FAILED =
      new AuthEvent.TokenRefreshFailed(
          Instant.EPOCH,
          "oauth2-jwt",
          "s1",
          "access token",
          AuthErrorCode.SERVER_TROUBLE,
          Duration.ofSeconds(7));

  @Test
  void meters_whenASessionIsOpened_countAndTimeIt() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    MeterListener listener = new MeterListener(registry);

    try (IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
        IbkrClient client =
            IbkrClient.builder(config(simulator))
                .listener(listener)
                .brokerageListener(listener)
                .connect()) {
      client.brokerage().open();
      assertThat(registry.get("ibkr.session.ready").gauge().value()).isEqualTo(1);
      assertThat(registry.get("ibkr.session.changes").tag("state", "READY").counter().count())
          .isEqualTo(1);
      assertThat(registry.get("ibkr.auth.token").tag("strategy", "oauth2-jwt").timers())
          .isNotEmpty()
          .allSatisfy(timer -> assertThat(timer.count()).isPositive());
    }

    assertThat(registry.get("ibkr.session.ready").gauge().value()).isZero();
  }

  @Test
  void meters_whenATokenCannotBeFetched_countByCode() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    new MeterListener(registry).onEvent(FAILED);

    assertThat(registry.get("ibkr.auth.token.failed").tag("code", "SERVER_TROUBLE").counter())
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
  }

  @Test
  void log_whenASessionIsOpened_saysSoWithoutATokenInIt() {
    Logger sink = Logger.getLogger(NAME);
    Lines lines = new Lines();
    sink.setLevel(Level.ALL);
    sink.setUseParentHandlers(false);
    sink.addHandler(lines);
    LogListener listener = new LogListener(LoggerFactory.getLogger(NAME));

    try (IbkrSimulator simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
        IbkrClient client =
            IbkrClient.builder(config(simulator))
                .listener(listener)
                .brokerageListener(listener)
                .connect()) {
      client.brokerage().open();
      listener.onEvent(FAILED);
    } finally {
      sink.removeHandler(lines);
    }

    assertThat(lines.texts)
        .anyMatch(
            line -> line.startsWith("INFO") && line.contains("Brokerage session: READY after"))
        .anyMatch(line -> line.startsWith("WARNING") && line.contains("SERVER_TROUBLE"))
        .noneMatch(line -> line.contains("eyJ"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MeterListener", "LogListener"})
  void page_whenRead_showsTheClassesAsTheyAreTestedHere(String name) throws IOException {
    Path here = Path.of("src/test/java/io/github/ibkrauth/ibkr/recipes", name + ".java");
    String source = Files.readString(here);
    String page = Files.readString(Path.of("../docs/recipes/metrics-and-logs.md"));

    assertThat(page).contains(source.substring(source.indexOf("public final class")));
    assertThat(page)
        .contains(
            source
                .lines()
                .filter(line -> line.startsWith("import "))
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow());
  }

  private static AuthConfig config(IbkrSimulator simulator) {
    Map<String, String> values = simulator.configuration("oauth2-jwt");
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", values).build();
  }

  /** Keeps what is logged. */
  private static final class Lines extends Handler {

    private final List<String> texts = new ArrayList<>();

    @Override
    public void publish(LogRecord record) {
      texts.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
