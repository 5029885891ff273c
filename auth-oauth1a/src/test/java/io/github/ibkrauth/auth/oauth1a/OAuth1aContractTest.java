package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.testkit.AuthStrategyContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class OAuth1aContractTest extends AuthStrategyContract {

  private final FakeBroker broker = FakeBroker.start();
  private final Map<String, String> settings = broker.settings();

  @AfterEach
  void stop() {
    broker.close();
  }

  @Override
  protected AuthStrategyProvider provider() {
    return new OAuth1aProvider();
  }

  @Override
  protected Map<String, String> validSettings() {
    return settings;
  }

  @Override
  protected Collection<String> secrets() {
    List<String> all = new ArrayList<>();
    all.add(FakeBroker.ACCESS_TOKEN);
    all.add(settings.get("oauth1a.access-token-secret"));
    all.add(settings.get("oauth1a.signature-key"));
    all.add(settings.get("oauth1a.encryption-key"));
    all.add(HexFormat.of().formatHex(broker.secret));
    broker.issued.forEach(
        token -> {
          all.add(Base64.getEncoder().encodeToString(token));
          all.add(HexFormat.of().formatHex(token));
        });
    return all;
  }

  @Override
  protected URI resource() {
    return broker.base().resolve("/v1/api/portfolio/accounts");
  }

  @Override
  protected void rejectCurrentCredential() {
    broker.forget();
  }

  @Override
  protected int credentialRequests() {
    return broker.tokenRequests.get();
  }

  @Override
  protected void delayCredentials(Duration delay) {
    broker.delay = delay;
  }

  @Override
  protected void breakCredentials(boolean broken) {
    broker.broken = broken;
  }
}
