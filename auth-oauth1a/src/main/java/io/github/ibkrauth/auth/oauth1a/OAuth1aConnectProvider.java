package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlowProvider;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.util.List;
import java.util.Objects;

/**
 * Lets users connect by OAuth 1.0a, for a consumer of a third party: where {@code oauth1a.callback}
 * is an address, and no access token is set. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class OAuth1aConnectProvider implements ConnectFlowProvider {

  /** Creates the provider; does no work. */
  public OAuth1aConnectProvider() {}

  @Override
  public String strategyId() {
    return OAuth1aProvider.ID;
  }

  @Override
  public boolean offers(AuthConfig config) {
    return config.isSet(OAuth1aKeys.CALLBACK)
        && !config.get(OAuth1aKeys.CALLBACK).equals("oob")
        && !config.isSet(OAuth1aKeys.ACCESS_TOKEN);
  }

  @Override
  public String requirement(AuthConfig config) {
    return "Users connect with the registered address that browsers are sent back to in "
        + config.spelling(OAuth1aKeys.CALLBACK)
        + ", and without "
        + config.spelling(OAuth1aKeys.ACCESS_TOKEN)
        + ", which would be the access of all of them.";
  }

  /**
   * Validates everything that a grant needs, the signature key included, and returns the flow.
   *
   * @throws AuthConfigurationException with every problem found
   */
  @Override
  public ConnectFlow open(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    SettingsReader reader = new SettingsReader(config, runtime);
    List<String> problems = reader.flowProblems();
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    Settings settings = reader.read(null);
    return new OAuth1aConnectFlow(settings, GrantSteps.open(settings, config, runtime), runtime);
  }
}
