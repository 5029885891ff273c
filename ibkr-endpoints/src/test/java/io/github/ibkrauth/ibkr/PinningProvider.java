package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtProvider;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.util.Optional;

/** The OAuth 2.0 strategy with an opinion of its own about its server's certificate. */
final class PinningProvider implements AuthStrategyProvider, BringsServerTrust {

  static final String ID = "pinning";

  private final AuthStrategyProvider login = new OAuth2JwtProvider();
  private final Optional<ServerTrust> trust;

  PinningProvider(Optional<ServerTrust> trust) {
    this.trust = trust;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public int spiVersion() {
    return login.spiVersion();
  }

  @Override
  public ConfigSpec configSpec() {
    return login.configSpec();
  }

  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    return login.create(config, runtime);
  }

  @Override
  public Optional<ServerTrust> serverTrust(AuthConfig config) {
    return trust;
  }
}
