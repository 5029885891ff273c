package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    AuthStrategyProvider chosen = strategies.chosen(config);
    ConnectFlowProvider provider = Found.of(config, chosen).providers.get(chosen.id());
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
    AuthStrategyProvider chosen = strategies.chosen(config);
    Found found = Found.of(config, chosen);
    ConnectFlowProvider provider = found.providers.get(chosen.id());
    if (provider == null) {
      throw new AuthConfigurationException(
          List.of(
              "Users cannot connect by the strategy "
                  + chosen.id()
                  + ", which "
                  + config.spelling(AuthStrategies.STRATEGY)
                  + " names: it has no connect flow. Strategies that have one: "
                  + found.described(config)
                  + "."));
    }
    if (!provider.offers(config)) {
      throw new AuthConfigurationException(List.of(provider.requirement(config)));
    }
    return provider.open(config, runtime);
  }

  /** What one search found. Not thread-safe. */
  private static final class Found {

    private static final int MOST_BROKEN_STEPS = 100;

    private final Map<String, ConnectFlowProvider> providers = new TreeMap<>();
    private final Set<String> untrusted = new TreeSet<>();
    private final Set<String> broken = new LinkedHashSet<>();

    /** Searches; the strategy's own loader goes first, so that it gets its own flow. */
    static Found of(AuthConfig config, AuthStrategyProvider chosen) {
      List<String> trusted = config.find(AuthStrategies.TRUSTED).orElse(List.of());
      Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
      loaders.add(chosen.getClass().getClassLoader());
      loaders.add(ConnectFlows.class.getClassLoader());
      loaders.add(Thread.currentThread().getContextClassLoader());
      Found found = new Found();
      loaders.stream().filter(Objects::nonNull).forEach(loader -> found.search(loader, trusted));
      return found;
    }

    /** A provider that cannot be loaded matters to nobody who wants another. */
    private void search(ClassLoader loader, List<String> trusted) {
      Iterator<ServiceLoader.Provider<ConnectFlowProvider>> steps =
          ServiceLoader.load(ConnectFlowProvider.class, loader).stream().iterator();
      int failures = 0;
      while (failures < MOST_BROKEN_STEPS) {
        try {
          if (!steps.hasNext()) {
            return;
          }
          add(steps.next(), trusted);
        } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
          failures++;
          broken.add(String.valueOf(e.getMessage()));
        }
      }
    }

    private void add(ServiceLoader.Provider<ConnectFlowProvider> step, List<String> trusted) {
      if (!trusts(trusted, step.type().getName())) {
        untrusted.add(step.type().getName());
        return;
      }
      ConnectFlowProvider provider = step.get();
      providers.putIfAbsent(provider.strategyId(), provider);
    }

    String described(AuthConfig config) {
      return (providers.isEmpty() ? "none" : String.join(", ", providers.keySet()))
          + (untrusted.isEmpty()
              ? ""
              : "; not trusted by "
                  + config.spelling(AuthStrategies.TRUSTED)
                  + ": "
                  + String.join(", ", untrusted))
          + (broken.isEmpty() ? "" : "; not loaded: " + String.join("; ", broken));
    }

    private static boolean trusts(List<String> list, String className) {
      return list.isEmpty()
          || list.stream()
              .map(name -> name.endsWith(".*") ? name.substring(0, name.length() - 2) : name)
              .anyMatch(name -> className.equals(name) || className.startsWith(name + "."));
    }
  }
}
