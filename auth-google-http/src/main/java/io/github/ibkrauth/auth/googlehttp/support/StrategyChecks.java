package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the checks of a strategy and makes them. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class StrategyChecks {

  private static final String BROKEN = "checks";

  private StrategyChecks() {}

  /**
   * Makes the checks that the strategy brings along, or those that any can be put to: {@code
   * configuration}, {@code host}, {@code login}. Blocks; never throws for anything that goes wrong
   * on the way.
   *
   * @param provider the strategy's
   * @param config the settings, valid or not
   * @param runtime clock, and what the application lends
   */
  public static List<CheckResult> run(
      AuthStrategyProvider provider, AuthConfig config, AuthRuntime runtime) {
    Optional<StrategyCheck> own;
    try {
      own = of(provider);
    } catch (ServiceConfigurationError | LinkageError e) {
      return List.of(
          CheckResult.fail(
              BROKEN,
              "the checks that came with " + provider.id() + " cannot be loaded",
              "Report it to who made the strategy: " + e.getClass().getSimpleName() + "."));
    }
    return own.isPresent()
        ? own.get().check(config, runtime)
        : new GeneralChecks(config, runtime, provider).run();
  }

  /** Looks where providers are looked for, beside the strategy first. */
  private static Optional<StrategyCheck> of(AuthStrategyProvider provider) {
    Class<? extends AuthStrategyProvider> wanted = provider.getClass();
    return Stream.of(
            wanted.getClassLoader(),
            StrategyChecks.class.getClassLoader(),
            Thread.currentThread().getContextClassLoader())
        .flatMap(loader -> find(loader, wanted).stream())
        .findFirst();
  }

  private static Optional<StrategyCheck> find(
      @Nullable ClassLoader loader, Class<? extends AuthStrategyProvider> wanted) {
    Predicate<StrategyCheck> fits = check -> check.provider() == wanted;
    return ServiceLoader.load(StrategyCheck.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .filter(fits)
        .findFirst();
  }
}
