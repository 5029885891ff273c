package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A live session: two chained tokens, each used where it belongs. */
final class OAuth2JwtSession implements AuthSession {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth2");

  private final String sessionId;
  private final Settings settings;
  private final Login login;
  private final AuthRuntime runtime;
  private final Home home;
  private final Set<Origin> origins;
  private final RequestSigner signer = this::authorize;
  private final AtomicBoolean closed = new AtomicBoolean();

  OAuth2JwtSession(String sessionId, Settings settings, Login login, AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.settings = settings;
    this.login = login;
    this.runtime = runtime;
    this.home = new Home(settings.endpoints());
    this.origins = Set.of(home.origin());
  }

  @Override
  public String strategyId() {
    return OAuth2JwtProvider.ID;
  }

  @Override
  public SessionState state() {
    return closed.get() ? SessionState.CLOSED : SessionState.OPEN;
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public URI baseUri() {
    return settings.endpoints().base();
  }

  @Override
  public RequestSigner signer() {
    return signer;
  }

  @Override
  public Optional<BodySigner> bodySigner() {
    return login.bodySigner().map(signer -> signer);
  }

  /** Adds the bearer that belongs to the path; with a token at hand, no I/O, lock or new object. */
  private RequestAuthorization authorize(SignableRequest request) {
    URI uri = request.uri();
    if (!home.origin().equals(request.origin())) {
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.ORIGIN_REFUSED,
                  "A request to "
                      + Endpoints.place(uri)
                      + " was stopped: the tokens of this session go to "
                      + home.origin()
                      + " only. Use another client for other servers.")
              .withStrategy(OAuth2JwtProvider.ID));
    }
    BearerToken token =
        home.takesAccessToken(uri) ? login.accessTokens().get() : login.tradingTokens().get();
    return request.isWebSocket() ? token.asQuery() : token.asHeader();
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    Objects.requireNonNull(challenge, "challenge");
    if (closed.get()
        || challenge.status() != 401
        || !(challenge.credentialTag() instanceof BearerToken refused)
        || !refused.belongsTo(sessionId)) {
      return Recovery.GIVE_UP;
    }
    if (login.cacheOf(refused).peek().filter(current -> current == refused).isEmpty()) {
      // Dropped or replaced already: the next attempt goes out with another token.
      return Recovery.RETRY;
    }
    Instant now = runtime.clock().instant();
    Duration wait =
        login.guardOf(refused).waitBefore(refused.refusalsBefore(), refused.issuedAt(), now);
    if (!wait.isZero() && !login.egress().movedFrom(refused.ip())) {
      tellThatItStays(refused, wait);
      return Recovery.GIVE_UP;
    }
    login.guardOf(refused).refused(refused.refusalsBefore(), refused.issuedAt(), now);
    login.cacheOf(refused).invalidate(refused);
    return Recovery.RETRY;
  }

  private void tellThatItStays(BearerToken refused, Duration wait) {
    if (refused.firstComplaint()) {
      LOG.log(
          Level.WARNING,
          "The server refuses a token that was fetched because it had refused the one before. No new"
              + " login for {0} s. {1}",
          Math.max(1, wait.toSeconds()),
          refused.ip() == null
              ? "Check that the client may use what is called."
              : "If this computer's public address changed, correct "
                  + login.egress().source()
                  + ".");
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    login.close();
    runtime.emit(
        () ->
            new AuthEvent.SessionStateChanged(
                runtime.clock().instant(),
                OAuth2JwtProvider.ID,
                sessionId,
                SessionState.OPEN,
                SessionState.CLOSED,
                "closed by this program"));
  }

  /** Returns the session's name and state. */
  @Override
  public String toString() {
    return "AuthSession(" + sessionId + ", " + state() + ")";
  }
}
