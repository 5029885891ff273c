package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.SessionLostException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.KeepAlive;
import io.github.ibkrauth.ibkr.endpoint.RequestLimiter;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A session that is opened when it is first used, once for all callers, and beats for itself if its
 * credential needs that. It can be renewed in use: the present session is closed and another opened
 * in its place, one at a time, while callers wait; a request that had not been signed by then is
 * signed by the new one. Thread-safe.
 */
final class LazyAuthSession implements AuthSession {

  private final StrategyHomes homes;
  private final RequestLimiter limiter;
  private final String id;
  private final String name;
  private final LoginSlot slot;
  private final RequestSigner signer = this::authorize;

  LazyAuthSession(StrategyHomes homes, AuthRuntime runtime, RequestLimiter limiter) {
    this.homes = homes;
    this.limiter = limiter;
    this.id = homes.current().id();
    this.name = "%s-%08x".formatted(id, runtime.random().nextInt());
    this.slot = new LoginSlot(homes, runtime, limiter, name);
  }

  /** Returns what its calls pass. */
  RequestLimiter limiter() {
    return limiter;
  }

  /** Returns what events call it; no other session of the process has that name. */
  String name() {
    return name;
  }

  /** Returns what numbers the facts about this session. */
  AtomicLong sequence() {
    return slot.sequence();
  }

  /** Returns whether a human logs in, so that the outer session is not this program's. */
  boolean isInteractive() {
    return homes.current().capabilities().contains(Capability.INTERACTIVE);
  }

  /** Returns whether there is a session now. */
  boolean isOpen() {
    return slot.isOpen();
  }

  /** Returns whether there is another host to go to. */
  boolean canChangeHost() {
    return homes.hasOthers();
  }

  /** Returns the session behind, having opened it if it was not open. */
  AuthSession opened() {
    return slot.opened();
  }

  /** Returns whether a session was opened after a point of the sequence. */
  boolean openedSince(long seen) {
    return slot.openedSince(seen);
  }

  /** Returns whether {@link #renew} would do anything now. */
  boolean mayRenew() {
    return slot.mayRenew();
  }

  /**
   * Opens another session in place of the present one, unless that was done after a point of the
   * sequence, or the one before was renewed too recently.
   *
   * @param seen the point: facts known before it led to this
   * @param elsewhere whether to go on at the next host
   * @param forced whether somebody asked for it, who need not be held back
   * @return whether there is another session now
   * @throws io.github.ibkrauth.auth.error.AuthException when the login fails; there is no session
   *     then, and the next use tries again, after a pause
   */
  boolean renew(long seen, boolean elsewhere, boolean forced) {
    return slot.renew(seen, elsewhere, forced);
  }

  @Override
  public String strategyId() {
    return id;
  }

  /** Returns the state of the session behind; one that is not opened yet counts as usable. */
  @Override
  public SessionState state() {
    return slot.state();
  }

  @Override
  public Set<Origin> origins() {
    return slot.opened().origins();
  }

  @Override
  public URI baseUri() {
    return slot.opened().baseUri();
  }

  @Override
  public RequestSigner signer() {
    return signer;
  }

  /** Signs; again with the new session, if the one it began with was replaced meanwhile. */
  private RequestAuthorization authorize(SignableRequest request) {
    while (true) {
      AuthSession session = slot.opened();
      try {
        return session.signer().authorize(request);
      } catch (SessionLostException e) {
        if (!slot.isReplaced(session)) {
          throw e;
        }
      }
    }
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    // A new token would be asked for.
    return limiter.penalties().left().isPresent()
        ? Recovery.GIVE_UP
        : slot.opened().recover(challenge);
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    // The beats are seen to behind.
    return Optional.empty();
  }

  @Override
  public Optional<BodySigner> bodySigner() {
    return slot.opened().bodySigner();
  }

  @Override
  public void close() {
    slot.close();
  }

  /** Returns the strategy and the state. */
  @Override
  public String toString() {
    return "AuthSession(" + strategyId() + ", " + state() + ")";
  }
}
