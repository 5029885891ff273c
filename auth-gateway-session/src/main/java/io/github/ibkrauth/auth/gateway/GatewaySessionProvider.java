package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.spi.SpiVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the strategy {@code gateway-session}: the session that a human opened in a browser at a
 * Client Portal Gateway, a program of the broker that runs beside the application and keeps the
 * broker's credentials to itself. {@link GatewayKeys} lists its settings.
 *
 * <p>An application may lend an {@code HttpTransport} through {@link AuthRuntime#service}; it is
 * used as it is, and judges the gateway's certificate by its own rules.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewaySessionProvider implements AuthStrategyProvider, BringsServerTrust {

  static final String ID = "gateway-session";

  /** Creates the provider; does no work. */
  public GatewaySessionProvider() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("gateway", "cpgw", "ib_gateway", "interactive_brokers_gateway");
  }

  @Override
  public int spiVersion() {
    return SpiVersion.CURRENT;
  }

  @Override
  public ConfigSpec configSpec() {
    return SettingsReader.SPEC;
  }

  /**
   * Validates everything and returns the strategy. A file of certificates is read here; nothing
   * goes over the network.
   *
   * @throws AuthConfigurationException with every problem found
   */
  @Override
  public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(runtime, "runtime");
    return new GatewayStrategy(new SettingsReader(config).read(), config, runtime);
  }

  @Override
  public Optional<ServerTrust> serverTrust(AuthConfig config) {
    Objects.requireNonNull(config, "config");
    return new SettingsReader(config).problems().isEmpty()
        ? new TrustSettings(config).serverTrust()
        : Optional.empty();
  }
}
