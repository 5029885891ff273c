package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.ibkr.endpoint.NotificationEndpoints;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamLogin;
import java.net.URI;
import java.util.Optional;

/** Lets the stream use the login and the brokerage session. Thread-safe. */
final class StreamDesk implements StreamLogin {

  private static final String USUAL_PATH = "/v1/api";

  private final LazyAuthSession auth;
  private final BrokerageSession brokerage;
  private final SessionEndpoints session;
  private final NotificationEndpoints notifications;

  StreamDesk(
      LazyAuthSession auth,
      BrokerageSession brokerage,
      SessionEndpoints session,
      NotificationEndpoints notifications) {
    this.auth = auth;
    this.brokerage = brokerage;
    this.session = session;
    this.notifications = notifications;
  }

  @Override
  public URI address() {
    URI base = auth.baseUri();
    String path = Optional.ofNullable(base.getRawPath()).orElse("").replaceAll("/+$", "");
    String scheme = base.getScheme().equalsIgnoreCase("http") ? "ws" : "wss";
    return URI.create(
        scheme + "://" + base.getRawAuthority() + (path.isEmpty() ? USUAL_PATH : path) + "/ws");
  }

  @Override
  public RequestAuthorization authorize(SignableRequest request) {
    return auth.signer().authorize(request);
  }

  @Override
  public boolean recovered(AuthChallenge refusal) {
    return auth.recover(refusal) == Recovery.RETRY;
  }

  @Override
  public String sessionValue() {
    return session.tickle().session().orElse("");
  }

  @Override
  public void requireBrokerage() {
    brokerage.require();
  }

  @Override
  public long point() {
    return auth.sequence().get();
  }

  @Override
  public boolean renewedSince(long point) {
    return auth.openedSince(point);
  }

  @Override
  public boolean refused(long point) {
    return brokerage.loginRefused(point);
  }

  @Override
  public void brokerageLost(long point, String why) {
    brokerage.lost(point, why);
  }

  @Override
  public void answerPrompt(long orderId, String requestId, String text) {
    notifications.answerPrompt(orderId, requestId, text);
  }
}
