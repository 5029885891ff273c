package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.AuthStrategyContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class GatewaySessionContractTest extends AuthStrategyContract {

  private final FakeGateway gateway = FakeGateway.start();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new GatewaySessionProvider();
  }

  @Override
  protected Map<String, String> validSettings() {
    return gateway.settings();
  }

  @Override
  protected Collection<String> secrets() {
    List<String> all = new ArrayList<>(gateway.cookiesIssued);
    all.add(FakeGateway.SESSION_ID);
    return all;
  }

  @Override
  protected URI resource() {
    return gateway.base().resolve("/v1/api/portfolio/accounts");
  }

  @Override
  protected void rejectCurrentCredential() {
    gateway.forget();
  }

  @Override
  protected int credentialRequests() {
    return gateway.tickles.get();
  }

  @Override
  protected void delayCredentials(Duration delay) {
    gateway.delay = delay;
  }

  @Override
  protected void breakCredentials(boolean broken) {
    gateway.broken = broken;
  }
}
