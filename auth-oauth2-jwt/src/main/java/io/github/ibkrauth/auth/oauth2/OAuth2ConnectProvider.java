package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlowProvider;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.util.List;
import java.util.Objects;

/**
 * Lets users connect by OAuth 2.0: the authorization code grant with PKCE, where {@code
 * oauth2-jwt.grant} is {@code authorization-code}. Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class OAuth2ConnectProvider implements ConnectFlowProvider {

  /** Creates the provider; does no work. */
  public OAuth2ConnectProvider() {}

  @Override
  public String strategyId() {
    return OAuth2JwtProvider.ID;
  }

  @Override
  public boolean offers(AuthConfig config) {
    return config.get(OAuth2JwtKeys.GRANT) == OAuth2JwtKeys.Grant.AUTHORIZATION_CODE;
  }

  @Override
  public String requirement(AuthConfig config) {
    return "Users connect with "
        + config.spelling(OAuth2JwtKeys.GRANT)
        + " = authorization-code; with client-credentials the access is this client's own.";
  }

  /**
   * Validates everything, the private key included, and returns the flow.
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
    Settings settings = reader.read();
    ConsentSettings consent = new ConsentReader(config, runtime).read();
    return new OAuth2ConnectFlow(
        settings,
        consent,
        ClientAuthentication.of(settings, consent, config, runtime),
        new LastingWire(GoogleWire.open(config, runtime)),
        runtime);
  }
}
