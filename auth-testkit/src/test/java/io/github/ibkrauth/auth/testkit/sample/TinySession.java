package io.github.ibkrauth.auth.testkit.sample;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.token.TokenCache;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A session of the sample strategy. */
final class TinySession implements AuthSession {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final URI baseUri;
  private final Origin origin;
  private final TinyStrategy strategy;
  private final Fault fault;
  private final TokenCache<Secret> cache;
  private final NaiveFlight naive;
  private volatile SessionState state = SessionState.OPEN;
  private volatile Secret last;

  TinySession(URI baseUri, TinyStrategy strategy, AuthRuntime runtime, Fault fault) {
    this.baseUri = baseUri;
    this.origin = Origin.of(baseUri);
    this.strategy = strategy;
    this.fault = fault;
    this.naive = new NaiveFlight(strategy);
    this.cache =
        TokenCache.<Secret>builder("tiny token", context -> strategy.fetch())
            .runtime(runtime)
            .owner("tiny-token", "tiny-" + NUMBERS.incrementAndGet())
            .fingerprint(fault == Fault.TOKEN_AS_FINGERPRINT ? Secret::reveal : Secret::fingerprint)
            .build();
  }

  @Override
  public String strategyId() {
    return "tiny-token";
  }

  @Override
  public SessionState state() {
    return state;
  }

  @Override
  public Set<Origin> origins() {
    return fault == Fault.ORIGINS_ELSEWHERE
        ? Set.of(Origin.of(URI.create("https://elsewhere.invalid")))
        : Set.of(origin);
  }

  @Override
  public URI baseUri() {
    return baseUri;
  }

  @Override
  public RequestSigner signer() {
    return this::authorize;
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    if (state == SessionState.CLOSED) {
      return Recovery.GIVE_UP;
    }
    if (fault == Fault.FOLLOWERS_INHERIT) {
      naive.drop((Secret) challenge.credentialTag());
    } else if (fault == Fault.DROPS_WHATEVER_IS_THERE) {
      cache.peek().ifPresent(cache::invalidate);
    } else if (challenge.credentialTag() instanceof Secret refused) {
      cache.invalidate(refused);
    } else {
      cache.invalidate(last);
    }
    return Recovery.RETRY;
  }

  @Override
  public void close() {
    state = SessionState.CLOSED;
    cache.close();
  }

  @Override
  public String toString() {
    return "TinySession("
        + (fault == Fault.TOKEN_IN_TO_STRING && last != null ? last.reveal() : baseUri)
        + ")";
  }

  private RequestAuthorization authorize(SignableRequest request) {
    if (!request.origin().equals(origin) && fault != Fault.SIGNS_FOR_ANYBODY) {
      throw new AuthProtocolException(
          Details.of(
              AuthErrorCode.ORIGIN_REFUSED,
              "The token belongs to " + origin + ", not to " + request.origin() + "."));
    }
    if (fault == Fault.CLAIMS_WEBSOCKET && request.isWebSocket()) {
      return RequestAuthorization.builder("none").build();
    }
    Secret token = token();
    return RequestAuthorization.ofHeader(
        "Authorization",
        "Bearer " + token.reveal(),
        fault == Fault.TAG_NEVER_CHANGES ? "the tag" : token);
  }

  private Secret token() {
    if (fault == Fault.SIGNS_AFTER_CLOSE && state == SessionState.CLOSED) {
      return last;
    }
    try {
      last =
          switch (fault) {
            case EVERYBODY_FETCHES -> strategy.fetch().value();
            case FOLLOWERS_INHERIT -> naive.get();
            default -> cache.get();
          };
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthProtocolException(Details.of(AuthErrorCode.INTERRUPTED, "interrupted"));
    } catch (AuthException e) {
      if (fault == Fault.LOSES_THE_INTERRUPT && Thread.interrupted()) {
        throw new AuthProtocolException(Details.of(AuthErrorCode.PROTOCOL, "something happened"));
      }
      if (fault == Fault.NO_BACK_OFF) {
        return fetchAgain();
      }
      throw e;
    }
  }

  private Secret fetchAgain() {
    try {
      return strategy.fetch().value();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuthProtocolException(Details.of(AuthErrorCode.INTERRUPTED, "interrupted"));
    }
  }
}
