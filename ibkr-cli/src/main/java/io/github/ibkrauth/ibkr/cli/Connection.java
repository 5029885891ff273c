package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.ibkr.BrokerageSession;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AlertEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import io.github.ibkrauth.ibkr.endpoint.ScannerEndpoints;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.endpoint.TradeEndpoints;
import io.github.ibkrauth.ibkr.endpoint.WatchlistEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.util.List;
import java.util.Optional;

/** A login, for the time of one command. Opens no brokerage session by itself. */
final class Connection implements AutoCloseable {

  private final IbkrClient client;

  private Connection(IbkrClient client) {
    this.client = client;
  }

  /**
   * Logs in.
   *
   * @throws io.github.ibkrauth.auth.error.AuthException when the settings are wrong or the login
   *     fails
   */
  static Connection open(AuthConfig config, Optional<AuthEventListener> listener) {
    IbkrClient.Builder builder = IbkrClient.builder(config).strategies(catalogue(config));
    listener.ifPresent(builder::listener);
    return new Connection(builder.connect());
  }

  /** Returns the strategies that these settings trust; all, when they do not say. */
  static AuthStrategies catalogue(AuthConfig config) {
    return AuthStrategies.builder()
        .trusted(config.find(AuthStrategies.TRUSTED).orElse(List.of()))
        .build();
  }

  String strategyId() {
    return client.authSession().strategyId();
  }

  String baseUrl() {
    return client.authSession().baseUri().toString();
  }

  /** Returns where the authentication session stands. */
  String state() {
    return client.authSession().state().name();
  }

  PortfolioEndpoints portfolio() {
    return client.portfolio();
  }

  AccountEndpoints accounts() {
    return client.accounts();
  }

  ContractEndpoints contracts() {
    return client.contracts();
  }

  MarketDataEndpoints marketData() {
    return client.marketData();
  }

  OrderEndpoints orders() {
    return client.orders();
  }

  TradeEndpoints trades() {
    return client.trades();
  }

  ScannerEndpoints scanner() {
    return client.scanner();
  }

  AlertEndpoints alerts() {
    return client.alerts();
  }

  WatchlistEndpoints watchlists() {
    return client.watchlists();
  }

  StreamingClient streaming() {
    return client.streaming();
  }

  SessionEndpoints session() {
    return client.session();
  }

  BrokerageSession brokerage() {
    return client.brokerage();
  }

  RawAnswer call(String method, String path, Optional<String> body) {
    return client.call(method, path, body.orElse(null));
  }

  RawAnswer callSigned(String method, String path, String json) {
    return client.callSigned(method, path, json);
  }

  /** Frees what the client holds. Does not log out. */
  @Override
  public void close() {
    client.close();
  }
}
