package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.connect.ConnectErrorCode;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.ConnectFlowException;
import io.github.ibkrauth.auth.connect.ConnectRequest;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.connect.ConnectionName;
import io.github.ibkrauth.auth.connect.PendingFlows;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.oauth1a.ThirdPartyGrant.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** Connects users by a third party's grant, one for each user. Thread-safe. */
final class OAuth1aConnectFlow implements ConnectFlow {

  private final Settings settings;
  private final GrantSteps steps;
  private final AuthRuntime runtime;
  private final PendingFlows<Request> flows;

  OAuth1aConnectFlow(Settings settings, GrantSteps steps, AuthRuntime runtime) {
    this.settings = settings;
    this.steps = steps;
    this.runtime = runtime;
    this.flows = PendingFlows.of(OAuth1aProvider.ID, runtime);
  }

  @Override
  public String strategyId() {
    return OAuth1aProvider.ID;
  }

  @Override
  public ConnectRequest begin(String userId) {
    ConnectionName.of(userId);
    Request request = steps.requestToken();
    Instant expiresAt = flows.begin(userId, request.token(), request);
    return new ConnectRequest(userId, request.authorizeUri(), expiresAt);
  }

  @Override
  public Connection complete(String userId, String callbackQuery) {
    String name = ConnectionName.of(userId);
    String query = Objects.requireNonNull(callbackQuery, "callbackQuery");
    Callback callback = Callback.ofQuery(query.startsWith("?") ? query.substring(1) : query);
    // A user who cancels comes back without anything: then it can only be the flow begun last.
    Request request =
        callback.isCancelled() && callback.token().isEmpty()
            ? flows.takeLast(userId)
            : flows.take(userId, callback.token());
    if (callback.isCancelled()) {
      throw new ConnectFlowException(
          Details.of(
                  ConnectErrorCode.CONNECT_DENIED,
                  "The user did not agree to the connection. Begin again when they want to.")
              .withStrategy(OAuth1aProvider.ID));
    }
    AccessGrant grant = accessToken(request, callback);
    store(name).save(grant);
    return new Connection(
        userId,
        OAuth1aProvider.ID,
        runtime.clock().instant(),
        Map.of(settings.name(OAuth1aKeys.GRANT), name));
  }

  private AccessGrant accessToken(Request request, Callback callback) {
    try {
      return steps.accessToken(request, callback.verifier());
    } catch (IllegalArgumentException e) {
      throw new ConnectFlowException(
          Details.of(
                  ConnectErrorCode.CONNECT_STATE_MISMATCH,
                  "The callback was not used, since its verifier is not one word. Begin again.")
              .withStrategy(OAuth1aProvider.ID));
    }
  }

  @Override
  public void disconnect(String userId) {
    String name = ConnectionName.of(userId);
    flows.forget(userId);
    store(name).delete();
  }

  private GrantStore store(String name) {
    return GrantStore.of(settings.withGrant(name), runtime).orElseThrow();
  }

  @Override
  public void close() {
    flows.clear();
    steps.close();
  }

  /** Returns the strategy. */
  @Override
  public String toString() {
    return "ConnectFlow(" + OAuth1aProvider.ID + ")";
  }
}
