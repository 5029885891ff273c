package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A session of numbered bearer tokens; a refused token is replaced by the next. */
class FakeSession implements AuthSession {

  final List<SignableRequest> signed = new CopyOnWriteArrayList<>();
  final List<AuthChallenge> challenges = new CopyOnWriteArrayList<>();
  final AtomicInteger token = new AtomicInteger(1);
  Recovery answer = Recovery.RETRY;

  /** What to add for a token; by default a bearer header. */
  Function<String, RequestAuthorization> decoration =
      tag -> RequestAuthorization.ofHeader("Authorization", "Bearer " + tag, tag);

  private final URI base;

  FakeSession(URI base) {
    this.base = base;
  }

  @Override
  public String strategyId() {
    return "fake";
  }

  @Override
  public SessionState state() {
    return SessionState.OPEN;
  }

  @Override
  public Set<Origin> origins() {
    return Set.of(Origin.of(base));
  }

  @Override
  public URI baseUri() {
    return base;
  }

  @Override
  public RequestSigner signer() {
    return request -> {
      signed.add(request);
      return decoration.apply("t" + token.get());
    };
  }

  @Override
  public Recovery recover(AuthChallenge challenge) {
    challenges.add(challenge);
    int refused = Integer.parseInt(challenge.credentialTag().toString().substring(1));
    token.compareAndSet(refused, refused + 1);
    return answer;
  }

  @Override
  public void close() {}
}
