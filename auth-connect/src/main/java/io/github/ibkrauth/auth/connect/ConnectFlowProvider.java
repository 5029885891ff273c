package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;

/** The service that makes a strategy's connect flow known. Stateless and thread-safe. */
@ApiLevel(ApiLevel.Kind.SPI)
public interface ConnectFlowProvider {

  /** Returns the id of the strategy that the flow is for. */
  String strategyId();

  /** Returns whether these settings are for connections that users make by themselves. */
  boolean offers(AuthConfig config);

  /**
   * Returns the sentence that tells what to set, for settings to which {@link #offers} says no.
   *
   * @param config gives the settings' full names
   */
  String requirement(AuthConfig config);

  /**
   * Reads the settings and returns the flow; no network.
   *
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem found
   */
  ConnectFlow open(AuthConfig config, AuthRuntime runtime);
}
