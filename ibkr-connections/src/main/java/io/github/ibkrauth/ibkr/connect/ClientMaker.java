package io.github.ibkrauth.ibkr.connect;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlows;
import io.github.ibkrauth.auth.googlehttp.support.BringsServerTrust;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the settings, the runtime and the client of one user out of what all share: threads, the
 * HTTP transport, and the penalty box, since the broker punishes the address that all have. A user
 * who typed in credentials gets nothing else that the application lends, unless it is lent to all
 * of them: no keys, no token store. Immutable.
 */
final class ClientMaker {

  private final AuthConfig application;
  private final AuthStrategies strategies;
  private final ManualRules rules;
  private final AuthRuntime runtime;
  private final HttpTransport transport;
  private final boolean ownTransport;
  private final PenaltyBox penalties;
  private final Function<AuthRuntime, AuthRuntime> manualServices;
  private final UserNotes notes;

  ClientMaker(Shared shared, ManualRules rules, UserNotes notes) {
    this.application = shared.config();
    this.strategies = shared.strategies();
    this.runtime = shared.runtime();
    this.transport = shared.transport();
    this.ownTransport = shared.ownTransport();
    this.penalties = shared.penalties();
    this.manualServices = shared.manualServices();
    this.rules = rules;
    this.notes = notes;
  }

  /** Makes the client; the first call logs in. */
  IbkrClient client(StoredConnection connection) {
    AuthConfig config = config(connection);
    RequestLimiter limiter =
        notes.limiter(
            connection.userId(),
            () ->
                RequestLimiter.of(
                    LimitSettings.from(config), connection.strategyId(), runtime, penalties));
    return IbkrClient.builder(config)
        .strategies(strategies)
        .runtime(runtime(config, connection.manual()).lending(RequestLimiter.class, limiter))
        .build();
  }

  /** Revokes what a user has granted, where the server can, and forgets the tokens. */
  void disconnect(StoredConnection connection) {
    AuthConfig config = config(connection);
    ConnectFlows flows = ConnectFlows.of(strategies);
    if (flows.offers(config)) {
      try (ConnectFlow flow = flows.open(config, runtime(config, false))) {
        flow.disconnect(connection.userId().text());
      }
    }
  }

  /**
   * Returns a user's settings, laid over those of the application that he may stand on. What a user
   * granted to one strategy is that strategy's, also when the next users connect by another.
   */
  AuthConfig config(StoredConnection connection) {
    if (connection.manual()) {
      return rules.config(connection.userId(), connection.settings());
    }
    Map<String, String> settings = new HashMap<>(connection.settings());
    if (!strategies.chosen(application).id().equals(connection.strategyId())) {
      settings.put(application.spelling(AuthStrategies.STRATEGY), connection.strategyId());
    }
    return application.with("connection of " + connection.userId(), settings);
  }

  /** Returns what a user's strategy runs in. */
  AuthRuntime runtime(AuthConfig config, boolean manual) {
    AuthRuntime base =
        (manual ? manualServices.apply(runtime) : runtime).lending(PenaltyBox.class, penalties);
    return trustsDifferently(config) ? base : base.lending(HttpTransport.class, transport);
  }

  /**
   * Where the user's server has a certificate of its own, such as a gateway, the client makes its
   * own transport; one that the application lends is used for everything.
   */
  private boolean trustsDifferently(AuthConfig config) {
    AuthStrategyProvider provider = strategies.chosen(config);
    return ownTransport
        && provider instanceof BringsServerTrust trusting
        && trusting.serverTrust(config).isPresent();
  }

  /**
   * What all users share.
   *
   * @param config the application's settings
   * @param strategies the catalogue
   * @param runtime lends store and sealer
   * @param transport what everything is sent over
   * @param ownTransport whether the transport was made here
   * @param penalties whether the broker wants to be left alone
   * @param manualServices gives the runtime of those who typed in credentials
   */
  record Shared(
      AuthConfig config,
      AuthStrategies strategies,
      AuthRuntime runtime,
      HttpTransport transport,
      boolean ownTransport,
      PenaltyBox penalties,
      Function<AuthRuntime, AuthRuntime> manualServices) {}
}
