package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.List;

/** A provider that calls itself as another one does. */
public final class SecondProvider implements AuthStrategyProvider {

  @Override
  public String id() {
    return "oauth2-jwt";
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return ConfigSpec.of("oauth2-jwt", List.of());
  }

  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    throw new IllegalStateException("nobody may choose this one");
  }
}
