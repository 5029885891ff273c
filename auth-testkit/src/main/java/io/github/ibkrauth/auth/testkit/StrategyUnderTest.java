package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the author of a strategy tells the contract, and what its tests build from that. */
abstract class StrategyUnderTest {

  static final String PREFIX = "contract.auth";
  static final Duration SLOW = Duration.ofMillis(300);

  /** Finds planted secrets in everything logged and printed. */
  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();

  final RecordingListener listener = new RecordingListener();
  private final List<AuthSession> sessions = new ArrayList<>();
  private final List<AuthRuntime> runtimes = new ArrayList<>();

  /** Returns the provider. */
  protected abstract AuthStrategyProvider provider();

  /**
   * Returns settings with which the strategy works against a live server, such as one on loopback.
   * Names are those of the provider's keys, without a prefix: {@code my-strategy.token}.
   */
  protected abstract Map<String, String> validSettings();

  /**
   * Returns every secret that must never show: those in the settings, and those the server has
   * issued so far. Called during a test, and once more after it and after the subclass's own {@code
   * AfterEach} methods.
   */
  protected abstract Collection<String> secrets();

  /**
   * Returns an address on the live server that answers 200 to {@code GET} with a valid credential
   * and 401 otherwise.
   */
  protected abstract URI resource();

  /** Makes the server refuse, from now on, every credential it has issued so far. */
  protected abstract void rejectCurrentCredential() throws Exception;

  /**
   * Returns how many requests the server has received for the credential that calls carry; where
   * one credential buys another, only those for the last. A request counts as soon as it arrives.
   */
  protected abstract int credentialRequests();

  /** Makes the server answer requests for a credential that much later; zero ends it. */
  protected abstract void delayCredentials(Duration delay) throws Exception;

  /** Makes the server answer requests for a credential with 503, or ends that. */
  protected abstract void breakCredentials(boolean broken) throws Exception;

  /** Starts the runtime; override it to lend services or to set a clock. */
  protected AuthRuntime.Builder runtime() {
    return AuthRuntime.builder();
  }

  /**
   * Calls the protected resource once, and once more after a refusal that the session could mend.
   * Override it to call by the HTTP library that the strategy is used with.
   *
   * @return the status in the end
   */
  protected int call(AuthSession session) throws Exception {
    SignableRequest first = request();
    RequestAuthorization authorization = session.signer().authorize(first);
    HttpResponse<String> answer = send(first, authorization);
    if (answer.statusCode() != 401) {
      return answer.statusCode();
    }
    AuthChallenge challenge =
        AuthChallenge.builder(first, 401, authorization.credentialTag())
            .headers(answer.headers().map())
            .body(answer.body())
            .build();
    if (session.recover(challenge) == Recovery.GIVE_UP) {
      return 401;
    }
    SignableRequest second = SignableRequest.builder("GET", resource()).attempt(2).build();
    return send(second, session.signer().authorize(second)).statusCode();
  }

  /** Closes what the test opened. */
  @AfterEach
  void closeEverything() {
    sessions.forEach(AuthSession::close);
    runtimes.forEach(AuthRuntime::close);
    listener.events().forEach(leaks::scan);
    plant();
  }

  final void plant() {
    secrets().forEach(leaks::canary);
  }

  final AuthConfig config(Map<String, String> settings) {
    plant();
    Map<String, String> full = new HashMap<>();
    settings.forEach((name, value) -> full.put(PREFIX + "." + name, value));
    return AuthConfig.builder().prefix(PREFIX).values("the contract", full).build();
  }

  final AuthRuntime newRuntime() {
    AuthRuntime runtime = runtime().listener(listener).build();
    runtimes.add(runtime);
    return runtime;
  }

  final AuthStrategy strategy() {
    return provider().create(config(validSettings()), newRuntime());
  }

  final AuthSession open() {
    return open(strategy());
  }

  final AuthSession open(AuthStrategy strategy) {
    AuthSession session = strategy.open();
    sessions.add(session);
    return session;
  }

  final SignableRequest request() {
    return SignableRequest.builder("GET", resource()).build();
  }

  final RequestAuthorization authorize(AuthSession session) {
    return leaks.scan(session.signer().authorize(request()));
  }

  final AuthChallenge refusal(Object tag) {
    return leaks.scan(AuthChallenge.builder(request(), 401, tag).build());
  }

  private static HttpResponse<String> send(SignableRequest request, RequestAuthorization added)
      throws Exception {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(withQuery(request.uri(), added.queryParameters()))
            .timeout(Duration.ofSeconds(20));
    added.headers().forEach(http::setHeader);
    return Client.INSTANCE.send(http.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI withQuery(URI uri, Map<String, String> parameters) {
    StringBuilder text = new StringBuilder(uri.toString());
    parameters.forEach(
        (name, value) ->
            text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return URI.create(text.toString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Made when the first call needs it. */
  private static final class Client {

    static final HttpClient INSTANCE =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }
}
