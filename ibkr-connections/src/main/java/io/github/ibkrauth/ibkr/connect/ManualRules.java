package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user's credentials may say and what they are laid over. They name no server: whoever may
 * name one can have this process call addresses inside the application's network. And they stand on
 * nothing of the application's own: whoever leaves a key out must not get the application's.
 * Immutable.
 */
final class ManualRules {

  /** Where the broker and this process are, which is no part of who logs in. */
  private static final Set<String> SURROUNDINGS = Set.of("base-url", "ip", "alternative-ips");

  private final AuthConfig application;
  private final AuthStrategies strategies;
  private final Set<String> allowed;
  private final Map<String, String> foundation;

  /**
   * Creates the rules.
   *
   * @param application the application's settings
   * @param strategies those that may be used
   * @param allowed names of settings, without prefix, that users may set though they name a server
   * @param foundation what users' settings are laid over beside those of the application
   */
  ManualRules(
      AuthConfig application,
      AuthStrategies strategies,
      Set<String> allowed,
      Map<String, String> foundation) {
    this.application = application;
    this.strategies = strategies;
    this.allowed = Set.copyOf(allowed);
    this.foundation = Map.copyOf(foundation);
  }

  /** Returns whether users may name the server of that strategy. */
  boolean allowsServer(String strategyId) {
    return allowed.contains(strategyId + ".base-url");
  }

  /** Returns the settings of the application that a user's are laid over, with the user's. */
  AuthConfig config(UserId user, Map<String, String> settings) {
    return foundation().with("connection of " + user, settings);
  }

  private AuthConfig foundation() {
    Set<String> keys = strategyKeys().keySet();
    String prefix = application.prefix() + ".";
    return application
        .keeping(
            name -> {
              String key = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
              return !key.startsWith(TokenStoreKeys.SECTION + ".")
                  && (!keys.contains(key) || SURROUNDINGS.contains(last(key)));
            })
        .with("settings of manual connections", foundation);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /**
   * Returns those of the typed settings that are stored.
   *
   * @param problems takes a sentence for each that is refused
   * @param notes takes a sentence for each that has no effect
   */
  Map<String, String> accepted(
      AuthStrategyProvider chosen,
      Map<String, String> typed,
      List<String> problems,
      List<String> notes) {
    Map<String, String> accepted = new HashMap<>();
    String strategy = application.spelling(AuthStrategies.STRATEGY);
    String section = application.prefix() + "." + chosen.id() + ".";
    accepted.put(strategy, chosen.id());
    Map<String, ConfigKey<?>> keys = strategyKeys();
    typed.forEach(
        (name, value) -> {
          if (name.equals(strategy)) {
            return;
          }
          if (!name.startsWith(section)) {
            notes.add(name + " has no effect here: it is not about " + chosen.id() + ".");
            return;
          }
          String key = name.substring(application.prefix().length() + 1);
          ConfigKey<?> known = keys.get(key);
          if (known == null || known.type() != ConfigKey.Type.URI || allowed.contains(key)) {
            accepted.put(name, value);
          } else if (!isTheApplications(known, value)) {
            problems.add(name + " names another server than this application uses: leave it out.");
          }
        });
    return accepted;
  }

  private boolean isTheApplications(ConfigKey<?> key, String value) {
    List<String> own = new ArrayList<>();
    foundation().find(key).map(Object::toString).ifPresent(own::add);
    key.defaultValue().map(Object::toString).ifPresent(own::add);
    return own.stream().anyMatch(address -> bare(address).equals(bare(value)));
  }

  private static String bare(String address) {
    return address.replaceFirst("/+$", "").replaceFirst("/v1/(api|portal)$", "");
  }

  private Map<String, ConfigKey<?>> strategyKeys() {
    Map<String, ConfigKey<?>> keys = new HashMap<>();
    for (String id : strategies.ids()) {
      Optional<AuthStrategyProvider> provider = strategies.provider(id);
      provider.ifPresent(
          found -> found.configSpec().keys().forEach(key -> keys.put(key.name(), key)));
    }
    return keys;
  }
}
