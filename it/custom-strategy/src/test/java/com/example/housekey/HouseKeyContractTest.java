package com.example.housekey;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.AuthStrategyContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Holds the strategy to what the shared code relies on. */
class HouseKeyContractTest extends AuthStrategyContract {

  private static final String KEY = "canary-of-the-house-4711";

  private final HouseGateway gateway;

  HouseKeyContractTest() throws IOException {
    gateway =
        new HouseGateway(
            KEY,
            (method, path, body) ->
                new HouseGateway.Reply(200, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new HouseKeyProvider();
  }

  @Override
  protected Map<String, String> validSettings() {
    return Map.of("house-key.base-url", gateway.uri().toString(), "house-key.api-key", KEY);
  }

  @Override
  protected Collection<String> secrets() {
    Collection<String> secrets = new HashSet<>(gateway.everSold());
    secrets.add(KEY);
    return secrets;
  }

  @Override
  protected URI resource() {
    return gateway.uri().resolve("/v1/api/one/user");
  }

  @Override
  protected void rejectCurrentCredential() {
    gateway.forgetPasses();
  }

  @Override
  protected int credentialRequests() {
    return gateway.sales();
  }

  @Override
  protected void delayCredentials(Duration delay) {
    gateway.delaySales(delay);
  }

  @Override
  protected void breakCredentials(boolean broken) {
    gateway.breakSales(broken);
  }
}
