package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.nio.file.Path;
import java.util.List;

/** The settings of the token store, all in the section {@code store}. */
@ApiLevel(ApiLevel.Kind.API)
public final class TokenStoreKeys {

  /** The section of the configuration. */
  public static final String SECTION = "store";

  /** Which kind of store. Without it, there is none but what the application lends. */
  public static final ConfigKey<String> KIND =
      ConfigKey.text("store.kind")
          .describedAs(
              "where tokens that users granted are kept: memory, file, or the id of another"
                  + " TokenStoreProvider on the class path.");

  /** The folder of the store of kind {@code file}. */
  public static final ConfigKey<Path> PATH =
      ConfigKey.path("store.path")
          .describedAs("the folder of the file store, for nothing else; made when it is missing.");

  /** What seals. */
  public static final ConfigKey<Secret> KEY =
      ConfigKey.secret("store.key")
          .describedAs(
              "the key that seals what is stored: base64 of 32 bytes (openssl rand -base64 32);"
                  + " several, one a line, the newest first.");

  /** What opens beside it. */
  public static final ConfigKey<Secret> OLDER_KEYS =
      ConfigKey.secret("store.older-keys")
          .describedAs("earlier sealing keys, one a line, which still open what they sealed.");

  /** Those that every kind of store has. */
  static final List<ConfigKey<?>> COMMON = List.of(KIND, KEY, OLDER_KEYS);

  private TokenStoreKeys() {}
}
