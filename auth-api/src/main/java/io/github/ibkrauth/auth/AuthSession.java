package io.github.ibkrauth.auth;

import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.spi.KeepAlive;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A live session that authorizes requests. Thread-safe; closing twice does nothing, and closing a
 * lost session does not throw.
 */
@ApiLevel(ApiLevel.Kind.API)
public interface AuthSession extends AutoCloseable {

  /** Returns the id of the strategy that opened it. */
  String strategyId();

  /** Returns where it stands. */
  SessionState state();

  /** Returns the only places that may ever see this credential; never empty. */
  Set<Origin> origins();

  /**
   * Returns where the protected service is reached: scheme, host, port, and the path below which it
   * lies if that is not the usual one. Its origin is one of {@link #origins()}.
   */
  URI baseUri();

  /** Returns what authorizes requests. */
  RequestSigner signer();

  /**
   * Reacts to a refusal: drops the credential that was refused, and only that one, or finds that
   * nothing can be done. Called at most once for a request. May block.
   *
   * @throws io.github.ibkrauth.auth.error.AuthException when it finds out why no request can work
   *     now, as when a human must log in; the request that was refused then fails with it
   */
  Recovery recover(AuthChallenge challenge);

  /** Returns what the credential needs to stay alive, if it needs anything. */
  default Optional<KeepAlive> keepAlive() {
    return Optional.empty();
  }

  /** Returns what signs bodies, where the strategy can. */
  default Optional<BodySigner> bodySigner() {
    return Optional.empty();
  }

  /** Ends the session on this side and wipes its tokens. Does not log out at the server. */
  @Override
  void close();
}
