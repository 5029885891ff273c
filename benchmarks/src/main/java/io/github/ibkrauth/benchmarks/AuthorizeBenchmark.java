package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.googlehttp.AuthRequestInitializer;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtProvider;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
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
 * What it costs to authorize a request by OAuth 2.0 while the token is cached, beside the same
 * header made for each request, beside one that was made before, and beside what google's own
 * library of credentials does. Run with {@code -prof gc}: {@link #authorize} allocates nothing.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuthorizeBenchmark {

  private static final URI CALL =
      URI.create("https://api.ibkr.com/v1/api/portfolio/DU1234567/positions/0?sort=mktValue");

  /** One session for all threads. */
  @State(Scope.Benchmark)
  public static class Shared {

    final HttpTransport transport = new CannedTransport(new CannedBroker());
    final AuthRuntime runtime =
        AuthRuntime.builder().service(HttpTransport.class, transport).build();
    final AuthSession session =
        new OAuth2JwtProvider()
            .create(
                AuthConfig.builder()
                    .values("benchmark", CannedBroker.oauth2("https://api.ibkr.com"))
                    .build()
                    .under("ibkr.auth"),
                runtime)
            .open();
    final RequestSigner signer = session.signer();
    final SignableRequest request = SignableRequest.builder("GET", CALL).build();
    final GoogleCredentials google =
        GoogleCredentials.create(
            new AccessToken("s".repeat(200), Date.from(Instant.now().plus(Duration.ofDays(1)))));
    volatile String token = "s".repeat(200);
    volatile RequestAuthorization finished =
        RequestAuthorization.ofHeader("Authorization", "Bearer " + token, token);

    /** Ends threads. */
    @TearDown
    public void close() {
      session.close();
      runtime.close();
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
              .buildGetRequest(new GenericUrl(CALL));
    }
  }

  /** The least that can be done: to hand out what was made before. */
  @Benchmark
  public RequestAuthorization finished(Shared shared) {
    return shared.finished;
  }

  /** The least if a header is made for each: one volatile read, and the header. */
  @Benchmark
  public RequestAuthorization bareMinimum(Shared shared) {
    String token = shared.token;
    return RequestAuthorization.ofHeader("Authorization", "Bearer " + token, token);
  }

  /** What the strategy does for a call: looks where it goes, and takes the cached token. */
  @Benchmark
  public RequestAuthorization authorize(Shared shared) {
    return shared.signer.authorize(shared.request);
  }

  /** What google's library does for a call. */
  @Benchmark
  public Map<String, List<String>> googleAuthLibrary(Shared shared) throws IOException {
    return shared.google.getRequestMetadata(CALL);
  }

  /** All that the bridge does before an attempt: address, origin guard, headers, signature. */
  @Benchmark
  public HttpRequest wholeBridge(Own own) throws IOException {
    own.request.getInterceptor().intercept(own.request);
    return own.request;
  }
}
