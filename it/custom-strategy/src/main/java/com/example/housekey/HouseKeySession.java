package com.example.housekey;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.support.TokenWire;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.token.TokenCache;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A live session: the pass is kept, renewed ahead of its end, and dropped when it is refused. */
final class HouseKeySession implements AuthSession {

  private final URI base;
  private final Origin origin;
  private final TokenWire wire;
  private final TokenCache<Pass> passes;
  private final RequestSigner signer = this::authorize;
  private final AtomicBoolean closed = new AtomicBoolean();

  HouseKeySession(String sessionId, AuthConfig config, TokenWire wire, AuthRuntime runtime) {
    this.base = config.get(HouseKeyKeys.BASE_URL);
    this.origin = Origin.of(base);
    this.wire = wire;
    this.passes =
        TokenCache.builder("pass", new PassSource(config, wire))
            .runtime(runtime)
            .owner(HouseKeyProvider.ID, sessionId)
            .fingerprint(Pass::fingerprint)
            .build();
  }

  /** Gets the first pass, or throws why there is none. */
  void prove() {
    passes.get();
  }

  @Override
  public String strategyId() {
    return HouseKeyProvider.ID;
  }

  @Override
  public SessionState state() {
    return closed.get() ? SessionState.CLOSED : SessionState.OPEN;
  }

  @Override
  public Set<Origin> origins() {
    return Set.of(origin);
  }

  @Override
  public URI baseUri() {
    return base;
  }

  @Override
  public RequestSigner signer() {
    return signer;
  }

  private RequestAuthorization authorize(SignableRequest request) {
    if (!request.origin().equals(origin)) {
      throw new AuthProtocolException(
          Details.of(
                  AuthErrorCode.ORIGIN_REFUSED,
                  "A request to "
                      + request.origin()
                      + " was stopped: a pass of the house goes to "
                      + origin
                      + " only. Use another client for other servers.")
              .withStrategy(HouseKeyProvider.ID));
    }
    Pass pass = passes.get();
    return RequestAuthorization.ofHeader(PassSource.HEADER, pass.value().reveal(), pass);
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    if (closed.get() || challenge.status() != 401 || !(challenge.credentialTag() instanceof Pass)) {
      return Recovery.GIVE_UP;
    }
    // Only the very pass that was refused is dropped: a late refusal never kills a newer one.
    passes.invalidate((Pass) challenge.credentialTag());
    return Recovery.RETRY;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      passes.close();
      wire.close();
    }
  }

  @Override
  public String toString() {
    return "AuthSession(" + HouseKeyProvider.ID + ", " + state() + ")";
  }
}
