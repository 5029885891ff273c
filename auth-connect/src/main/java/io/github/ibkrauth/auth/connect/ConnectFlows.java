package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the connect flow of the strategy that the configuration names. Thread-safe; nothing is
 * cached.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ConnectFlows {

  private final AuthStrategies strategies;

  private ConnectFlows(AuthStrategies strategies) {
    this.strategies = strategies;
  }

  /** Returns the flows of all strategies on the class path or module path. */
  public static ConnectFlows discover() {
    return of(AuthStrategies.discover());
  }

  /** Returns the flows of these strategies. */
  public static ConnectFlows of(AuthStrategies strategies) {
    return new ConnectFlows(Objects.requireNonNull(strategies, "strategies"));
  }

  /**
   * Returns whether {@link #open} would find a flow for these settings; it may still find problems
   * in them.
   *
   * @throws io.github.ibkrauth.auth.error.AuthException when the strategy itself cannot be chosen
   */
  public boolean offers(AuthConfig config) {
    ConnectFlowProvider provider = providers(config).get(strategies.chosen(config).id());
    return provider != null && provider.offers(config);
  }

  /**
   * Opens the flow of the strategy that {@code strategy} names. No network.
   *
   * @param config the application's settings, those of {@code AuthStrategies}
   * @param runtime lends the {@code TokenStore} and the {@code SecretSealer}
   * @throws io.github.ibkrauth.auth.error.StrategySelectionException when the strategy cannot be
   *     chosen
   * @throws AuthConfigurationException when it has no flow, or not with these settings, or with
   *     every problem of them
   */
  public ConnectFlow open(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(runtime, "runtime");
    String id = strategies.chosen(config).id();
    Map<String, ConnectFlowProvider> providers = providers(config);
    ConnectFlowProvider provider = providers.get(id);
    if (provider == null) {
      throw new AuthConfigurationException(
          List.of(
              "Users cannot connect by the strategy "
                  + id
                  + ", which "
                  + config.spelling(AuthStrategies.STRATEGY)
                  + " names: it has no connect flow. Strategies that have one: "
                  + (providers.isEmpty() ? "none found" : String.join(", ", providers.keySet()))
                  + "."));
    }
    if (!provider.offers(config)) {
      throw new AuthConfigurationException(List.of(provider.requirement(config)));
    }
    return provider.open(config, runtime);
  }

  /** Returns the providers by strategy, those that the configuration trusts. */
  private Map<String, ConnectFlowProvider> providers(AuthConfig config) {
    List<String> trusted = config.find(AuthStrategies.TRUSTED).orElse(List.of());
    Map<String, ConnectFlowProvider> found = new TreeMap<>();
    for (ClassLoader loader : loaders(strategies.chosen(config))) {
      for (ServiceLoader.Provider<ConnectFlowProvider> each : steps(loader)) {
        if (trusts(trusted, each.type().getName())) {
          ConnectFlowProvider provider = each.get();
          found.putIfAbsent(provider.strategyId(), provider);
        }
      }
    }
    return found;
  }

  private static List<ServiceLoader.Provider<ConnectFlowProvider>> steps(ClassLoader loader) {
    List<ServiceLoader.Provider<ConnectFlowProvider>> steps = new ArrayList<>();
    try {
      ServiceLoader.load(ConnectFlowProvider.class, loader).stream().forEach(steps::add);
    } catch (ServiceConfigurationError e) {
      throw new AuthConfigurationException(
          "A connect flow on the class path cannot be loaded: " + e.getMessage(), e);
    }
    return steps;
  }

  /** The strategy's own loader goes first, so that a strategy is not served by another's flow. */
  private static Set<ClassLoader> loaders(AuthStrategyProvider chosen) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    add(loaders, chosen.getClass().getClassLoader());
    add(loaders, ConnectFlows.class.getClassLoader());
    add(loaders, Thread.currentThread().getContextClassLoader());
    return loaders;
  }

  private static void add(Set<ClassLoader> loaders, @Nullable ClassLoader loader) {
    if (loader != null) {
      loaders.add(loader);
    }
  }

  private static boolean trusts(List<String> list, String className) {
    return list.isEmpty()
        || list.stream()
            .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
            .anyMatch(name -> className.equals(name) || className.startsWith(name + "."));
  }
}
