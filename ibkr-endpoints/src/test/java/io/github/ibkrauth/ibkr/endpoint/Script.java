package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.BodySigner;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordedRequest;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls over a script, in the name of a session of some strategy; nothing is seen to beforehand.
 */
final class Script {

  final ManualTime time = ManualTime.at(Instant.parse("2026-01-05T12:00:00Z"));
  final ScriptedTransport transport = ScriptedTransport.withSleeper(time);
  final AuthRuntime runtime = time.runtime().build();
  final Session session;
  final ApiCalls calls;

  Script() {
    this("fixed");
  }

  Script(String strategyId) {
    session = new Session(strategyId, URI.create("https://api.test"));
    calls = ApiCalls.of(session, runtime, transport, HttpDefaults.standard());
  }

  /** Returns a session at another place. */
  static Session session(URI base) {
    return new Session("fixed", base);
  }

  /** Returns what a strategy throws. */
  static AuthException refusal(String words) {
    return new AuthProtocolException(Details.of(AuthErrorCode.PROTOCOL, words));
  }

  /** Answers a path below the trading API with JSON, one after the other; the last is repeated. */
  Script on(String method, String path, String first, String... more) {
    return replies(
        method,
        path,
        Reply.json(200, first),
        Arrays.stream(more).map(body -> Reply.json(200, body)).toArray(Reply[]::new));
  }

  Script replies(String method, String path, Reply first, Reply... more) {
    String whole = path.startsWith("/gw/") ? path : "/v1/api" + path;
    transport.on(method, whole).reply(first, more);
    return this;
  }

  /** Returns what was sent, each as method, path and query. */
  List<String> sent() {
    return transport.requests().stream()
        .map(request -> request.method() + " " + target(request))
        .toList();
  }

  /** Returns the body that was sent last. */
  String body() {
    return last().body();
  }

  RecordedRequest last() {
    List<RecordedRequest> requests = transport.requests();
    return requests.get(requests.size() - 1);
  }

  private static String target(RecordedRequest request) {
    String query = request.uri().getRawQuery();
    return request.path().replaceFirst("^/v1/api", "") + (query == null ? "" : "?" + query);
  }

  /** A session whose credential never changes; it may refuse to sign, or to recover. */
  static final class Session implements AuthSession {

    private final String strategyId;
    private final URI base;
    volatile @Nullable AuthException refusal;
    volatile @Nullable AuthException lostOnRecovery;

    private Session(String strategyId, URI base) {
      this.strategyId = strategyId;
      this.base = base;
    }

    @Override
    public String strategyId() {
      return strategyId;
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
        AuthException thrown = refusal;
        if (thrown != null) {
          throw thrown;
        }
        return RequestAuthorization.ofHeader("Authorization", "Fixed", this);
      };
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      AuthException thrown = lostOnRecovery;
      if (thrown != null) {
        throw thrown;
      }
      return Recovery.RETRY;
    }

    @Override
    public Optional<BodySigner> bodySigner() {
      return strategyId.equals("oauth2-jwt") ? Optional.of(new Wrapper()) : Optional.empty();
    }

    @Override
    public void close() {}
  }

  /** Wraps a body where a real signer would sign it. */
  private static final class Wrapper implements BodySigner {

    @Override
    public String contentType() {
      return "application/jwt";
    }

    @Override
    public String sign(String json) {
      return "signed:" + json;
    }
  }
}
