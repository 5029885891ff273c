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
   * connect with these settings, or this profile has no connection.
   */
  AuthConfig withConnection(AuthConfig config, String profile) {
    if (!mayHold(config) || !offersConnections(config)) {
      return config;
    }
    AuthConfig stored = withStore(config);
    try (AuthRuntime runtime = AuthRuntime.system();
        Connections connections = open(stored, runtime)) {
      return connections.config(profile).orElse(config);
    }
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

  private static boolean offersConnections(AuthConfig config) {
    try {
      return ConnectFlows.of(catalogue(config)).offers(config);
    } catch (AuthConfigurationException | StrategySelectionException e) {
      // Whoever logs in with these settings says what is wrong with them.
      return false;
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
