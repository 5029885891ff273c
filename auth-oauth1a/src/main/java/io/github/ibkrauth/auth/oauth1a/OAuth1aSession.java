package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthEvent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.support.ClockGap;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.http.AuthChallenge;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A live session: signs each call with the live session token of the day. */
final class OAuth1aSession implements AuthSession {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth1a");
  private static final int UNAUTHORIZED = 401;

  /** A difference that a server may be expected to forgive. */
  private static final Duration FORGIVEN = Duration.ofSeconds(5);

  private static final Duration NOTABLE = Duration.ofSeconds(30);

  private final String sessionId;
  private final Settings settings;
  private final Handshake handshake;
  private final RecipeFinder recipes;
  private final AuthRuntime runtime;
  private final Origin home;
  private final Set<Origin> origins;
  private final RequestSigner signer = this::authorize;
  private final AtomicBoolean closed = new AtomicBoolean();

  OAuth1aSession(String sessionId, Settings settings, Handshake handshake, AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.settings = settings;
    this.handshake = handshake;
    this.recipes = new RecipeFinder(settings.recipe(), handshake.signer(), handshake.wire());
    this.runtime = runtime;
    this.home = Origin.of(settings.endpoints().base());
    this.origins = Set.of(home);
  }

  @Override
  public String strategyId() {
    return OAuth1aProvider.ID;
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

  /** Signs; with a token at hand no I/O and no lock. */
  private RequestAuthorization authorize(SignableRequest request) {
    if (!home.equals(request.origin())) {
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.ORIGIN_REFUSED,
                  "A request to "
                      + WebAddress.place(request.uri())
                      + " was stopped: the signatures of this session go to "
                      + home
                      + " only. Use another client for other servers.")
              .withStrategy(OAuth1aProvider.ID));
    }
    SigningCredential credential = handshake.credentials().get();
    return request.isWebSocket()
        ? credential.asQuery()
        : RequestAuthorization.ofHeader(
            "Authorization",
            handshake.signer().header(credential, recipes.current(), request),
            credential);
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    Objects.requireNonNull(challenge, "challenge");
    if (closed.get()
        || challenge.status() != UNAUTHORIZED
        || !(challenge.credentialTag() instanceof SigningCredential refused)
        || !refused.belongsTo(sessionId)) {
      return Recovery.GIVE_UP;
    }
    ErrorBody body = ErrorBody.of(challenge.body());
    if (TokenRefusal.isPermanent(body)) {
      return Recovery.GIVE_UP;
    }
    if (handshake.credentials().peek().filter(current -> current == refused).isEmpty()) {
      // Dropped or replaced already: the next attempt goes out with another token.
      return Recovery.RETRY;
    }
    if (clockWasWrong(challenge) || body.mentions("nonce")) {
      // Time and nonce are new in the next attempt; the token is as good as before.
      return Recovery.RETRY;
    }
    if (recipes.maySearch(challenge.request())
        && recipes.search(challenge.request(), refused) == RecipeFinder.Outcome.FOUND) {
      return Recovery.RETRY;
    }
    return renew(refused);
  }

  private Recovery renew(SigningCredential refused) {
    Instant now = runtime.clock().instant();
    Duration wait = handshake.guard().waitBefore(refused.refusalsBefore(), refused.issuedAt(), now);
    if (!wait.isZero()) {
      if (refused.firstComplaint()) {
        LOG.log(
            Level.WARNING,
            "The server refuses a live session token that was made because it had refused the one"
                + " before. None is asked for during {0} s. If calls with a query are refused and"
                + " others are not, set {1} to auto.",
            Math.max(1, wait.toSeconds()),
            settings.name(OAuth1aKeys.BASE_STRING_RECIPE));
      }
      return Recovery.GIVE_UP;
    }
    handshake.guard().refused(refused.refusalsBefore(), refused.issuedAt(), now);
    handshake.credentials().invalidate(refused);
    return Recovery.RETRY;
  }

  /** Takes over the server's time if it differs from what signatures state. */
  private boolean clockWasWrong(AuthChallenge challenge) {
    if (challenge.serverDate().isEmpty()) {
      return false;
    }
    Instant now = runtime.clock().instant();
    Duration ahead = ClockGap.of(challenge.serverDate().get(), now, now).ahead();
    if (ahead.minus(handshake.clock().skew()).abs().compareTo(FORGIVEN) <= 0) {
      return false;
    }
    handshake.clock().restart(ahead);
    if (ahead.abs().compareTo(NOTABLE) > 0) {
      runtime.emit(
          () -> new AuthEvent.ClockSkewDetected(now, OAuth1aProvider.ID, sessionId, ahead));
    }
    return true;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    handshake.close();
    runtime.emit(
        () ->
            new AuthEvent.SessionStateChanged(
                runtime.clock().instant(),
                OAuth1aProvider.ID,
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
