package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.AuthStrategyContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** What the contract must know about the sample strategy. */
abstract class TinyContract extends AuthStrategyContract {

  private final TinyServer server = new TinyServer();
  private final Fault fault;

  TinyContract(Fault fault) {
    this.fault = fault;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new TinyProvider(fault);
  }

  @Override
  protected Map<String, String> validSettings() {
    return Map.of(
        "tiny-token.base-url",
        server.baseUri().toString(),
        "tiny-token.client-secret",
        TinyServer.CLIENT_SECRET);
  }

  @Override
  protected Collection<String> secrets() {
    List<String> all = new ArrayList<>(server.issued());
    all.add(TinyServer.CLIENT_SECRET);
    return all;
  }

  @Override
  protected URI resource() {
    return server.baseUri().resolve("/resource");
  }

  @Override
  protected void rejectCurrentCredential() {
    server.rejectAll();
  }

  @Override
  protected int credentialRequests() {
    return server.tokenRequests();
  }

  @Override
  protected void delayCredentials(Duration delay) {
    server.delay(delay);
  }

  @Override
  protected void breakCredentials(boolean broken) {
    server.broken(broken);
  }
}
