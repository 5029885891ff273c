package io.github.ibkrauth.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.model.Account;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
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
 * What a typed call costs from end to end over loopback: limits, preparation, signature, transport,
 * reading, record. Beside it stand the same {@code GET} by the same transport used bare, and by
 * {@code java.net.http}, both with Jackson's tree. Run it with {@code -t 1} and {@code -t 16}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AccountsCallBenchmark {

  private static final String PATH = "/v1/api/portfolio/accounts";
  private static final String BEARER = "Bearer " + "s".repeat(200);

  private final ObjectMapper mapper = new ObjectMapper();
  private final LoopbackServer server = new LoopbackServer(new CannedBroker());
  private final IbkrClient client = IbkrClient.connect(config(server.base()));
  private final HttpTransport transport = HttpDefaults.standard().newTransport();
  private final HttpRequestFactory requests = transport.createRequestFactory();
  private final HttpTransport canned = new CannedTransport(new CannedBroker());
  private final HttpRequestFactory cannedRequests = canned.createRequestFactory();
  private final IbkrClient cannedClient =
      IbkrClient.builder(config(server.base())).transport(canned).connect();
  // By default it would ask for HTTP/2 with each request, which costs it three headers.
  private final HttpClient jdk =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address = URI.create(server.base() + PATH);

  /** Returns settings with limits that are kept, and never reached. */
  static AuthConfig config(String base) {
    Map<String, String> settings = new HashMap<>(CannedBroker.oauth2(base));
    settings.put("ibkr.limits.global", "999999 / 1 ms");
    settings.put("ibkr.limits.endpoints", "/portfolio/accounts = 999999 / 1 ms");
    return AuthConfig.builder().values("benchmark", settings).build().under("ibkr.auth");
  }

  /** Makes each kind of call once, and sees that all bring the same. */
  @Setup
  public void check() throws IOException, InterruptedException {
    int accounts = typed().size();
    if (accounts != 2 || transport().size() != accounts || javaNetHttp().size() != accounts) {
      throw new IllegalStateException("not every call brings both accounts");
    }
  }

  /** Ends connections and threads. */
  @TearDown
  public void close() throws IOException {
    client.close();
    cannedClient.close();
    transport.shutdown();
    server.close();
  }

  /** The typed call. */
  @Benchmark
  public List<Account> typed() {
    return client.portfolio().accounts();
  }

  /** The transport used bare. */
  @Benchmark
  public JsonNode transport() throws IOException {
    return get(requests);
  }

  /** The typed call without network: what it costs besides waiting. */
  @Benchmark
  public List<Account> typedInProcess() {
    return cannedClient.portfolio().accounts();
  }

  /** The bare transport without network. */
  @Benchmark
  public JsonNode transportInProcess() throws IOException {
    return get(cannedRequests);
  }

  private JsonNode get(HttpRequestFactory requests) throws IOException {
    HttpRequest request = requests.buildGetRequest(new GenericUrl(address));
    request.getHeaders().setAuthorization(BEARER);
    HttpResponse response = request.execute();
    try (InputStream body = response.getContent()) {
      return mapper.readTree(body);
    }
  }

  /** The JDK's own client. */
  @Benchmark
  public JsonNode javaNetHttp() throws IOException, InterruptedException {
    return mapper.readTree(
        jdk.send(
                java.net.http.HttpRequest.newBuilder(address)
                    .header("Authorization", BEARER)
                    .build(),
                BodyHandlers.ofByteArray())
            .body());
  }
}
