package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.oauth1a.OAuth1aProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What signing a {@code GET} by {@code oauth1a} costs, beside the bare HMAC-SHA256 of the same
 * text: nonce, time, base string, code, header, all of it. The aim is at most one and a half times.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SigningBenchmark {

  private static final String PLACE = "https://api.ibkr.com/v1/api";

  private AuthRuntime runtime;
  private AuthSession session;
  private RequestSigner signer;
  private SignableRequest plain;
  private SignableRequest withQuery;
  private SecretKeySpec key;
  private byte[] plainText;
  private byte[] queryText;

  /** Opens a session with a server inside this process. */
  @Setup
  public void open() throws GeneralSecurityException {
    LocalExchange server = new LocalExchange();
    runtime = AuthRuntime.builder().service(HttpTransport.class, server).build();
    session =
        new OAuth1aProvider()
            .create(AuthConfig.builder().values("benchmark", server.settings()).build(), runtime)
            .open();
    signer = session.signer();
    plain = SignableRequest.builder("GET", URI.create(PLACE + "/portfolio/accounts")).build();
    withQuery =
        SignableRequest.builder(
                "GET",
                URI.create(
                    PLACE + "/iserver/marketdata/snapshot?conids=265598,8314&fields=31,84,86"))
            .build();
    key = new SecretKeySpec(new byte[20], "HmacSHA256");
    plainText = baseString("portfolio%2Faccounts", "");
    queryText =
        baseString(
            "iserver%2Fmarketdata%2Fsnapshot", "conids%3D265598%2C8314%26fields%3D31%2C84%2C86%26");
    session.signer().authorize(plain);
  }

  /** Ends the session. */
  @TearDown
  public void close() {
    session.close();
    runtime.close();
  }

  /** The bare code, of a request without a query. */
  @Benchmark
  public String bareHmac() throws GeneralSecurityException {
    return hmac(plainText);
  }

  /** The bare code, of a request with a query. */
  @Benchmark
  public String bareHmacWithQuery() throws GeneralSecurityException {
    return hmac(queryText);
  }

  /** The whole header, of a request without a query. */
  @Benchmark
  public RequestAuthorization sign() {
    return signer.authorize(plain);
  }

  /** The whole header, of a request with a query. */
  @Benchmark
  public RequestAuthorization signWithQuery() {
    return signer.authorize(withQuery);
  }

  /** The bare code, by two threads at once. */
  @Benchmark
  @Threads(2)
  public String bareHmacByTwo() throws GeneralSecurityException {
    return hmac(plainText);
  }

  /** The whole header, by two threads at once: as fast as by one if nothing is waited for. */
  @Benchmark
  @Threads(2)
  public RequestAuthorization signByTwo() {
    return signer.authorize(plain);
  }

  private String hmac(byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    return Base64.getEncoder().encodeToString(mac.doFinal(text));
  }

  private static byte[] baseString(String path, String query) {
    String text =
        "GET&https%3A%2F%2Fapi.ibkr.com%2Fv1%2Fapi%2F"
            + path
            + "&"
            + query
            + "oauth_consumer_key%3DBENCHMARK%26oauth_nonce%3D"
            + "0".repeat(32)
            + "%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1735689600"
            + "%26oauth_token%3D"
            + "0".repeat(20);
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
