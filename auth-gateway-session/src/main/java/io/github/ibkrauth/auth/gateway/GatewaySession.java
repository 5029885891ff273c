package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.RenewalGuard;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.auth.token.Backoff;
import io.github.ibkrauth.auth.token.RefreshPolicy;
import io.github.ibkrauth.auth.token.TokenCache;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A live session at a gateway. What a request needs is that somebody is logged in there; that is
 * found out by a tickle, once for all callers, and then believed until a refusal or a beat says
 * otherwise. Without a login each request fails at once, and at most one in two seconds asks the
 * gateway again.
 */
final class GatewaySession implements AuthSession {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.gateway");
  private static final int UNAUTHORIZED = 401;

  /** Between looks for a login; the broker takes one tickle in a second. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final String sessionId;
  private final GatewaySettings settings;
  private final CookieJar cookies;
  private final AuthRuntime runtime;
  private final HttpGatewayCalls calls;
  private final LoginState state;
  private final RenewalGuard guard = new RenewalGuard();
  private final TokenCache<Login> logins;
  private final KeepAlive beat;
  private final Origin home;
  private final Set<Origin> origins;
  private final RequestSigner signer = this::authorize;

  GatewaySession(
      String sessionId,
      GatewaySettings settings,
      CookieJar cookies,
      HttpGatewayCalls calls,
      HttpDefaults defaults,
      AuthRuntime runtime) {
    this.sessionId = sessionId;
    this.settings = settings;
    this.cookies = cookies;
    this.calls = calls;
    this.runtime = runtime;
    this.state = new LoginState(sessionId, settings.loginPage(), runtime);
    this.logins =
        TokenCache.builder("gateway login", new LoginProbe(sessionId, calls, state, guard))
            .policy(
                RefreshPolicy.standard()
                    .withBackoff(new Backoff(BETWEEN_LOOKS, BETWEEN_LOOKS))
                    .withMaxWait(
                        defaults.connectTimeout().plus(settings.probeTimeout()).plus(MARGIN)))
            .runtime(runtime)
            .owner(GatewaySessionProvider.ID, sessionId)
            .build();
    this.beat = new LoginBeat(settings.keepAliveInterval(), calls, logins, state);
    this.home = Origin.of(settings.gateway());
    this.origins = Set.of(home);
  }

  /**
   * Looks for a login, and waits for a human as long as the settings say. Returns without a login
   * as well.
   *
   * @throws AuthException when the gateway cannot be asked
   */
  void connect() {
    Instant until = runtime.clock().instant().plus(settings.waitForLogin());
    while (!lookForLogin()) {
      Duration left = Duration.between(runtime.clock().instant(), until);
      if (left.isNegative() || left.isZero()) {
        return;
      }
      pause(left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS);
    }
  }

  /** Returns whether somebody is logged in. */
  private boolean lookForLogin() {
    try {
      logins.get();
      return true;
    } catch (InteractionRequiredException e) {
      return false;
    } catch (AuthException e) {
      // A human who is on the way to the login page is not put off by a gateway in trouble.
      if (state.awaitsUser() && e.retryable() && !e.code().equals(AuthErrorCode.INTERRUPTED)) {
        return false;
      }
      throw e;
    }
  }

  private void pause(Duration time) {
    try {
      runtime.sleeper().sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      GatewayAnswer interrupted =
          GatewayAnswer.of(
              GatewayCondition.INTERRUPTED,
              0,
              "",
              "The thread was interrupted while it waited for somebody to log in at "
                  + settings.server()
                  + ".");
      throw interrupted.failure(settings.loginPage());
    }
  }

  @Override
  public String strategyId() {
    return GatewaySessionProvider.ID;
  }

  @Override
  public SessionState state() {
    return state.get();
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public URI baseUri() {
    return settings.base();
  }

  @Override
  public RequestSigner signer() {
    return signer;
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(beat);
  }

  /** Adds the gateway's cookies, if it has set any; with a login at hand no I/O and no lock. */
  private RequestAuthorization authorize(SignableRequest request) {
    if (!request.origin().equals(home)) {
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.ORIGIN_REFUSED,
                  "A request to "
                      + WebAddress.place(request.uri())
                      + " was stopped: this session belongs to the gateway at "
                      + home
                      + " only. Use another client for other servers.")
              .withStrategy(GatewaySessionProvider.ID));
    }
    return logins.get().authorization(request, cookies.header(request.uri().getRawPath()));
  }

  /**
   * Asks the gateway, once for all refusals that come together, whether somebody is still logged
   * in.
   *
   * @throws InteractionRequiredException when nobody is
   */
  @Override
  public Recovery recover(AuthChallenge challenge) {
    Objects.requireNonNull(challenge, "challenge");
    if (state.isClosed()
        || challenge.status() != UNAUTHORIZED
        || !(challenge.credentialTag() instanceof Login refused)
        || !refused.belongsTo(sessionId)
        || stays(refused)) {
      return Recovery.GIVE_UP;
    }
    try {
      logins.get();
    } catch (InteractionRequiredException e) {
      throw e;
    } catch (SessionLostException e) {
      return Recovery.GIVE_UP;
    } catch (AuthException e) {
      // Nothing is proven. The next attempt is told the same by the signer, with the reason.
      return Recovery.RETRY;
    }
    return Recovery.RETRY;
  }

  /**
   * Doubts a login that was refused, unless it was found good just before, in which case the
   * refusal has another cause.
   *
   * @return whether it is still believed
   */
  private boolean stays(Login refused) {
    if (logins.peek().filter(current -> current == refused).isEmpty()) {
      return false;
    }
    Instant now = runtime.clock().instant();
    if (!guard.waitBefore(refused.refusalsBefore(), refused.seenAt(), now).isZero()) {
      return true;
    }
    guard.refused(refused.refusalsBefore(), refused.seenAt(), now);
    logins.invalidate(refused);
    return false;
  }

  /** Ends the session on this side; logs out only where the settings say so. */
  @Override
  public void close() {
    SessionState before = state.close();
    if (before == SessionState.CLOSED) {
      return;
    }
    logins.close();
    if (settings.logoutOnClose() && before == SessionState.OPEN) {
      GatewayReply reply = calls.logout();
      if (reply.condition().verdict() == GatewayCondition.Verdict.UNKNOWN) {
        LOG.log(Level.WARNING, "The gateway was not logged out. {0}", reply.sentence());
      }
    }
    calls.close();
  }

  /** Frees what a session holds that could not be opened. */
  void abandon() {
    logins.close();
    calls.close();
  }

  /** Returns the session's name and state. */
  @Override
  public String toString() {
    return "AuthSession(" + sessionId + ", " + state() + ")";
  }
}
