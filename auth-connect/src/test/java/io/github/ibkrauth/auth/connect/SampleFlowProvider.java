package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;

/** Found by the service loader in tests. */
public final class SampleFlowProvider implements ConnectFlowProvider {

  private static final ConfigKey<String> CONNECT = ConfigKey.text("sample.connect");

  @Override
  public String strategyId() {
    return "sample";
  }

  @Override
  public boolean offers(AuthConfig config) {
    return config.isSet(CONNECT);
  }

  @Override
  public String requirement(AuthConfig config) {
    return "Set " + config.spelling(CONNECT) + ".";
  }

  @Override
  public ConnectFlow open(AuthConfig config, AuthRuntime runtime) {
    return new Flow();
  }

  private static final class Flow implements ConnectFlow {

    @Override
    public String strategyId() {
      return "sample";
    }

    @Override
    public ConnectRequest begin(String userId) {
      throw new UnsupportedOperationException("the choice is tested, not the flow");
    }

    @Override
    public Connection complete(String userId, String callbackQuery) {
      throw new UnsupportedOperationException("the choice is tested, not the flow");
    }

    @Override
    public void disconnect(String userId) {
      throw new UnsupportedOperationException("the choice is tested, not the flow");
    }

    @Override
    public void close() {}
  }
}
