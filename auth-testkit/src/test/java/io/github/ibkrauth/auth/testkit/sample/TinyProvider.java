package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A small strategy as its author would write it, with a fault on demand. */
public class TinyProvider implements AuthStrategyProvider {

  private final Fault fault;

  /** Creates the provider, without a fault. */
  public TinyProvider() {
    this(Fault.NONE);
  }

  TinyProvider(Fault fault) {
    this.fault = fault;
  }

  @Override
  public String id() {
    return fault == Fault.BAD_ID ? "Tiny Token" : "tiny-token";
  }

  @Override
  public Set<String> aliases() {
    return Set.of(fault == Fault.UPPER_CASE_ALIAS ? "Tiny" : "tiny");
  }

  @Override
  public int spiVersion() {
    return fault == Fault.FOREIGN_SPI_VERSION ? 99 : SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return ConfigSpec.of(
        "tiny-token",
        List.of(
            TinyKeys.BASE_URL,
            TinyKeys.CLIENT_SECRET,
            fault == Fault.UNEXPLAINED_KEY
                ? ConfigKey.duration("tiny-token.timeout")
                : TinyKeys.TIMEOUT));
  }

  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    if (fault == Fault.NEEDS_A_CONTEXT_CLASS_LOADER) {
      Objects.requireNonNull(Thread.currentThread().getContextClassLoader(), "loader");
    }
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    TinyStrategy strategy = new TinyStrategy(config, runtime, fault);
    switch (fault) {
      case ASKS_IN_CREATE -> strategy.askAndForget();
      case THREAD_IN_CREATE -> startThread();
      case TASK_IN_CREATE -> runtime.executor().execute(() -> {});
      default -> {}
    }
    return strategy;
  }

  private List<String> problems(AuthConfig config) {
    List<String> problems = new ArrayList<>(configSpec().problems(config));
    return switch (fault) {
      case FIRST_PROBLEM_ONLY -> problems.subList(0, Math.min(1, problems.size()));
      case IGNORES_UNKNOWN_KEYS ->
          problems.stream().filter(problem -> !problem.contains("unknown")).toList();
      case QUOTES_VALUES -> {
        if (!problems.isEmpty()) {
          problems.add(
              "tiny-token.timeout was "
                  + config.find(ConfigKey.text("tiny-token.timeout")).orElse(""));
        }
        yield problems;
      }
      default -> problems;
    };
  }

  private static void startThread() {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(2000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
