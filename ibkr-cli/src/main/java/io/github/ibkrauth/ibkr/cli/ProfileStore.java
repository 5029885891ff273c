package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.StrategySelectionException;
import io.github.ibkrauth.auth.googlehttp.support.PrivateFile;
import io.github.ibkrauth.auth.store.file.SealingKeys;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.connect.Connections;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where this program keeps connections, one for each profile: in the token store that the settings
 * name, or else below {@code ~/.ibkr}, with a key of its own that is made when first needed.
 */
final class ProfileStore {

  /** What stands for no profile. */
  static final String NO_PROFILE = "default";

  private static final String COLLECTION = "profiles";

  private final Path own;
  private final Path folder;
  private final Path key;

  ProfileStore(Path home) {
    this.own = home.toAbsolutePath().resolve(".ibkr");
    this.folder = own.resolve("connections");
    this.key = own.resolve("connections.key");
  }

  /** Returns the settings with a store, making the key if there is none yet. */
  AuthConfig withStore(AuthConfig config) {
    if (config.isSet(TokenStoreKeys.KIND)) {
      return config;
    }
    makeKey();
    Map<String, String> store = new LinkedHashMap<>();
    store.put(config.spelling(TokenStoreKeys.KIND), "file");
    store.put(config.spelling(TokenStoreKeys.PATH), folder.toString());
    store.put(config.spelling(TokenStoreKeys.KEY), "file:" + key);
    return config.with("this program's own token store", store);
  }

  /** Returns whether anything can have been stored. */
  boolean mayHold(AuthConfig config) {
    return config.isSet(TokenStoreKeys.KIND) || (Files.isDirectory(folder) && Files.exists(key));
  }

  /** Returns where it is, for people. */
  String place(AuthConfig config) {
    return config.isSet(TokenStoreKeys.KIND)
        ? "the token store of the settings"
        : folder.toString();
  }

  /**
   * Returns the settings with which the profile's connection is used; the same where users do not
   * connect with these settings, or this profile has no connection by their strategy.
   */
  AuthConfig withConnection(AuthConfig config, String profile) {
    Optional<String> strategy = mayHold(config) ? connecting(config) : Optional.empty();
    if (strategy.isEmpty()) {
      return config;
    }
    AuthConfig stored = withStore(config);
    try (AuthRuntime runtime = AuthRuntime.system();
        Connections connections = open(stored, runtime)) {
      return connections
          .find(profile)
          .filter(made -> made.strategyId().equals(strategy.get()))
          .flatMap(made -> connections.config(profile))
          .orElse(config);
    }
  }

  /**
   * Returns what is wrong when settings to log in with want a connection that nobody has made. A
   * store of the user's own may hold what another program put there, which the login finds out.
   */
  Optional<Failure> lacking(AuthConfig config, String profile) {
    return config.isSet(TokenStoreKeys.KIND)
        ? Optional.empty()
        : connecting(config)
            .map(strategy -> unknown(profile, " by " + strategy))
            .map(failure -> failure.withExitCode(ExitCode.HUMAN_NEEDED));
  }

  /** Returns the failure of a profile that nobody has connected. */
  static Failure unknown(String profile) {
    return unknown(profile, "");
  }

  private static Failure unknown(String profile, String how) {
    return Failure.of(
            ExitCode.FAILED,
            "CONNECTION_UNKNOWN",
            "The profile " + profile + " has no connection" + how + ".")
        .withRemedy("Make one with ibkr connect.");
  }

  /** Returns the connections; the settings must name a store. */
  static Connections open(AuthConfig stored, AuthRuntime runtime) {
    return Connections.builder(stored)
        .runtime(TokenStores.discover().lend(stored, runtime))
        .strategies(catalogue(stored))
        .named(COLLECTION)
        .build();
  }

  private static AuthStrategies catalogue(AuthConfig config) {
    return Connection.catalogue(config);
  }

  /** Returns the strategy by which users connect with these settings, if they do. */
  private static Optional<String> connecting(AuthConfig config) {
    try {
      AuthStrategies strategies = catalogue(config);
      return ConnectFlows.of(strategies).offers(config)
          ? Optional.of(strategies.chosen(config).id())
          : Optional.empty();
    } catch (AuthConfigurationException | StrategySelectionException e) {
      // Whoever logs in with these settings says what is wrong with them.
      return Optional.empty();
    }
  }

  private void makeKey() {
    if (Files.exists(key)) {
      return;
    }
    try (AuthRuntime runtime = AuthRuntime.system()) {
      PrivateFile.createFolder(own);
      Secret fresh = SealingKeys.generate(runtime.random());
      Path draft = own.resolve("connections.key." + UUID.randomUUID());
      PrivateFile.replace(draft, fresh.reveal() + "\n");
      try {
        // Fails when another process was faster, whose key must stay.
        Files.createLink(key, draft);
      } catch (FileAlreadyExistsException anotherWasFaster) {
        return;
      } catch (UnsupportedOperationException noLinks) {
        Files.move(draft, key);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new AuthConfigurationException(
          List.of(
              "The sealing key "
                  + key
                  + " cannot be made ("
                  + e.getClass().getSimpleName()
                  + "): check owner and permissions of the folder, or set "
                  + "ibkr.auth.store.kind, ibkr.auth.store.path and ibkr.auth.store.key."));
    }
  }

  /** Returns the profile's name in the store. */
  static String user(Optional<String> profile) {
    return profile.orElse(NO_PROFILE);
  }
}
