package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.TokenStoreProvider;
import java.util.List;

/** Makes stores of kind {@code memory}, which end with the process. Stateless. */
@ApiLevel(ApiLevel.Kind.API)
public final class MemoryTokenStoreProvider implements TokenStoreProvider {

  /** The id of this kind. */
  public static final String ID = "memory";

  private static final ConfigSpec SPEC =
      ConfigSpec.of(TokenStoreKeys.SECTION, TokenStoreKeys.COMMON);

  /** Creates the provider. */
  public MemoryTokenStoreProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public ConfigSpec configSpec() {
    return SPEC;
  }

  @Override
  public TokenStore create(AuthConfig config, AuthRuntime runtime) {
    List<String> problems = SPEC.problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return TokenStore.inMemory(runtime.clock());
  }
}
