package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.TokenStoreProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes the token store that the configuration names ({@code store.kind}) and what seals for it, of
 * the {@linkplain TokenStoreProvider kinds} on the class path. Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class TokenStores {

  private final Map<String, TokenStoreProvider> kinds;
  private final List<String> broken;

  private TokenStores(Map<String, TokenStoreProvider> kinds, List<String> broken) {
    this.kinds = kinds;
    this.broken = broken;
  }

  /** Looks for kinds of stores by {@link ServiceLoader}. */
  public static TokenStores discover() {
    Map<String, TokenStoreProvider> kinds = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    var found =
        ServiceLoader.load(TokenStoreProvider.class, TokenStores.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return new TokenStores(kinds, List.copyOf(broken));
        }
        add(kinds, found.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken.add("A kind of token store on the class path is broken: " + e.getMessage());
      }
    }
  }

  private static void add(Map<String, TokenStoreProvider> kinds, TokenStoreProvider provider) {
    TokenStoreProvider other = kinds.putIfAbsent(provider.id(), provider);
    if (other != null && other.getClass() != provider.getClass()) {
      throw new ServiceConfigurationError(
          provider.getClass().getName()
              + " and "
              + other.getClass().getName()
              + " both have the id "
              + provider.id()
              + ". Remove one.");
    }
  }

  /** Returns the ids of the kinds that are there. */
  public Set<String> ids() {
    return kinds.keySet();
  }

  /** Returns every setting that a store of any kind on the class path reads. */
  public Collection<ConfigKey<?>> keys() {
    Map<String, ConfigKey<?>> keys = new TreeMap<>();
    TokenStoreKeys.COMMON.forEach(key -> keys.put(key.name(), key));
    kinds
        .values()
        .forEach(kind -> kind.configSpec().keys().forEach(key -> keys.put(key.name(), key)));
    return List.copyOf(keys.values());
  }

  /**
   * Returns what is wrong with the names and the form of the store's settings, one sentence each;
   * opens nothing.
   */
  public List<String> problems(AuthConfig config) {
    try {
      Optional<TokenStoreProvider> kind = kind(config);
      return kind.isPresent() ? spec(kind.get()).problems(config) : strays(config);
    } catch (AuthConfigurationException e) {
      return e.problems();
    }
  }

  /**
   * Returns what is wrong with the store's settings, the sealing keys included, one sentence each.
   *
   * @param lent lends what the application has itself, which needs no settings
   */
  public List<String> problems(AuthConfig config, AuthRuntime lent) {
    Set<String> problems = new LinkedHashSet<>(problems(config));
    try {
      if (kind(config).isPresent()) {
        sealer(config, lent);
      }
    } catch (AuthConfigurationException e) {
      problems.addAll(e.problems());
    }
    return List.copyOf(problems);
  }

  /** Settings of a store that nobody asked for are a mistake that would stay unseen. */
  private List<String> strays(AuthConfig config) {
    List<String> set =
        keys().stream().filter(config::isSet).map(config::spelling).sorted().toList();
    return set.isEmpty()
        ? List.of()
        : List.of(
            String.join(", ", set)
                + (set.size() == 1 ? " is" : " are")
                + " set, and "
                + config.spelling(TokenStoreKeys.KIND)
                + " is not, so that there is no store: set it to "
                + String.join(" or ", kinds.keySet())
                + ".");
  }

  /**
   * Returns a runtime that lends a store and a sealer, as the settings want them. What the
   * application lends already stays; without {@code store.kind} it is the same runtime.
   *
   * @throws AuthConfigurationException with every problem of the store's settings
   * @throws io.github.ibkrauth.auth.error.AuthTransportException when the store cannot be reached
   */
  public AuthRuntime lend(AuthConfig config, AuthRuntime runtime) {
    if (config.find(TokenStoreKeys.KIND).isEmpty()
        || runtime.service(TokenStore.class).isPresent()) {
      return runtime;
    }
    List<String> problems = problems(config, runtime);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    AuthRuntime sealing = runtime.lending(SecretSealer.class, sealer(config, runtime));
    return sealing.lending(TokenStore.class, kind(config).orElseThrow().create(config, sealing));
  }

  private Optional<TokenStoreProvider> kind(AuthConfig config) {
    Optional<String> id = config.find(TokenStoreKeys.KIND);
    if (id.isPresent() && !kinds.containsKey(id.get())) {
      List<String> problems = new ArrayList<>();
      problems.add(unknown(config, id.get()));
      problems.addAll(broken);
      throw new AuthConfigurationException(problems);
    }
    return id.map(kinds::get);
  }

  private String unknown(AuthConfig config, String id) {
    return config.spelling(TokenStoreKeys.KIND)
        + " names the kind of store "
        + id
        + ", and there is none of that id. There are: "
        + String.join(", ", kinds.keySet())
        + "."
        + AuthConfig.nearestName(id, kinds.keySet())
            .map(name -> " Did you mean " + name + "?")
            .orElse(
                " If another module brings that kind, add it as a dependency (scope runtime): it"
                    + " must list a TokenStoreProvider in META-INF/services.");
  }

  /** Every kind has the common settings, whether it declares them or not. */
  private static ConfigSpec spec(TokenStoreProvider kind) {
    ConfigSpec own = kind.configSpec();
    Map<String, ConfigKey<?>> keys = new TreeMap<>();
    if (own.section().equals(TokenStoreKeys.SECTION)) {
      TokenStoreKeys.COMMON.forEach(key -> keys.put(key.name(), key));
    }
    own.keys().forEach(key -> keys.put(key.name(), key));
    return ConfigSpec.of(own.section(), List.copyOf(keys.values()));
  }

  private static SecretSealer sealer(AuthConfig config, AuthRuntime runtime) {
    Optional<SecretSealer> lent = runtime.service(SecretSealer.class);
    if (lent.isPresent()) {
      return lent.get();
    }
    SealingKeys.Builder keys = SealingKeys.builder(runtime.random());
    Optional<KeyEncryption> elsewhere = runtime.service(KeyEncryption.class);
    elsewhere.ifPresent(keys::keyEncryption);
    Optional<Secret> key = config.find(TokenStoreKeys.KEY);
    if (key.isPresent()) {
      keys.keys(config.spelling(TokenStoreKeys.KEY), key.get());
    } else if (elsewhere.isEmpty()) {
      if (!config.find(TokenStoreKeys.KIND).equals(Optional.of(MemoryTokenStoreProvider.ID))) {
        throw new AuthConfigurationException(List.of(config.missing(TokenStoreKeys.KEY)));
      }
      keys.keys("the key of the store in memory", SealingKeys.generate(runtime.random()));
    }
    config
        .find(TokenStoreKeys.OLDER_KEYS)
        .ifPresent(older -> keys.keys(config.spelling(TokenStoreKeys.OLDER_KEYS), older));
    return keys.build();
  }

  /** Returns the ids. */
  @Override
  public String toString() {
    return kinds.keySet().stream().collect(Collectors.joining(", ", "TokenStores(", ")"));
  }
}
