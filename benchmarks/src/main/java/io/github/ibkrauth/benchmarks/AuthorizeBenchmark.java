package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.SessionState;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.http.Recovery;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenCache;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to authorize a request while the token is cached. Run with {@code -prof gc}: the
 * difference in bytes between {@link #cachedToken} and {@link #decorationOnly} is what the cache
 * allocates, which must be nothing. Run with {@code -t 1} and {@code -t 2}: without a lock the cost
 * of one operation stays the same.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuthorizeBenchmark {

  private static final URI BASE = URI.create("https://api.example.com");

  /** One session for all threads. */
  @State(Scope.Benchmark)
  public static class Shared {

    final AuthRuntime runtime = AuthRuntime.system();
    final String token = "x".repeat(200);
    final TokenCache<String> cache =
        TokenCache.builder(
                "access token",
                context -> IssuedToken.lasting(token, context.now(), Duration.ofDays(1)))
            .runtime(runtime)
            .build();
    final AuthSession session = new Session(cache);
    final HttpTransport transport = HttpDefaults.standard().newTransport();

    /** Fetches the token, so that only the cached path is measured. */
    @Setup
    public void fetch() {
      cache.get();
    }

    /** Ends threads and connections. */
    @TearDown
    public void close() throws IOException {
      cache.close();
      runtime.close();
      transport.shutdown();
    }
  }

  /** One request for each thread, as google-http-client has them. */
  @State(Scope.Thread)
  public static class Own {

    HttpRequest request;

    /** Builds the request through the initializer. */
    @Setup
    public void build(Shared shared) throws IOException {
      request =
          shared
              .transport
              .createRequestFactory(
                  AuthRequestInitializer.builder(shared.session, shared.runtime).build())
              .buildGetRequest(
                  new GenericUrl(BASE + "/v1/api/portfolio/DU1234567/positions/0?sort=mktValue"));
    }
  }

  /** The decoration from a token at hand: the floor. */
  @Benchmark
  public RequestAuthorization decorationOnly(Shared shared) {
    return RequestAuthorization.ofHeader("Authorization", "Bearer " + shared.token, shared.token);
  }

  /** The decoration from the cached token. */
  @Benchmark
  public RequestAuthorization cachedToken(Shared shared) {
    String token = shared.cache.get();
    return RequestAuthorization.ofHeader("Authorization", "Bearer " + token, token);
  }

  /** The cache alone. */
  @Benchmark
  public String cacheOnly(Shared shared) {
    return shared.cache.get();
  }

  /** All that the bridge does before an attempt: address, origin guard, headers, signature. */
  @Benchmark
  public HttpRequest wholeBridge(Own own) throws IOException {
    own.request.getInterceptor().intercept(own.request);
    return own.request;
  }

  /** A bearer session over the cache. */
  private record Session(TokenCache<String> cache) implements AuthSession {

    private static final Set<Origin> ORIGINS = Set.of(Origin.of(BASE));

    @Override
    public String strategyId() {
      return "benchmark";
    }

    @Override
    public SessionState state() {
      return SessionState.OPEN;
    }

    @Override
    public Set<Origin> origins() {
      return ORIGINS;
    }

    @Override
    public URI baseUri() {
      return BASE;
    }

    @Override
    public RequestSigner signer() {
      return request -> {
        String token = cache.get();
        return RequestAuthorization.ofHeader("Authorization", "Bearer " + token, token);
      };
    }

    @Override
    public Recovery recover(AuthChallenge challenge) {
      return Recovery.GIVE_UP;
    }

    @Override
    public void close() {}
  }
}
