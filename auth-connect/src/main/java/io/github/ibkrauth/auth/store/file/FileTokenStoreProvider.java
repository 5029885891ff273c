package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.TokenStoreProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes stores of kind {@code file}: see {@link FileTokenStore}. Stateless. */
@ApiLevel(ApiLevel.Kind.API)
public final class FileTokenStoreProvider implements TokenStoreProvider {

  /** The id of this kind. */
  public static final String ID = "file";

  private static final ConfigSpec SPEC =
      ConfigSpec.of(
          TokenStoreKeys.SECTION,
          List.of(
              TokenStoreKeys.KIND,
              TokenStoreKeys.PATH.required(),
              TokenStoreKeys.KEY,
              TokenStoreKeys.OLDER_KEYS));

  /** Creates the provider. */
  public FileTokenStoreProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ConfigSpec configSpec() {
    return SPEC;
  }

  /** Returns the store; the folder is made or read at once. */
  @Override
  public TokenStore create(AuthConfig config, AuthRuntime runtime) {
    Optional<SecretSealer> sealer = runtime.service(SecretSealer.class);
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    if (sealer.isEmpty()) {
      problems.add("The file store needs a sealer, and the runtime lends none.");
    }
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    Path folder = config.get(TokenStoreKeys.PATH.required());
    return FileTokenStore.open(folder, sealer.orElseThrow(), runtime);
  }
}
