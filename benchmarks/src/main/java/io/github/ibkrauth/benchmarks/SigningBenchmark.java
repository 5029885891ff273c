package io.github.ibkrauth.benchmarks;

import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.builder.api.DefaultApi10a;
import com.github.scribejava.core.model.OAuth1AccessToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Verb;
import com.github.scribejava.core.oauth.OAuth10aService;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to sign a {@code GET} with five query parameters by OAuth 1.0a: nonce, time, base
 * string, code, header. Beside it stand the bare HMAC-SHA256 of the finished base string, and
 * scribejava's own signature of the same request, which is HMAC-SHA1 and knows no recipe of the
 * broker's.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SigningBenchmark {

  private static final String CALL =
      "https://api.ibkr.com/v1/api/iserver/marketdata/history"
          + "?conid=265598&exchange=NASDAQ&period=1d&bar=5min&outsideRth=false";
  private static final String CONSUMER = "BENCHMARK";
  private static final String TOKEN = "0".repeat(20);

  /** What a thread signs with on its own. */
  @State(Scope.Thread)
  public static class Own {

    final SignableRequest request = SignableRequest.builder("GET", URI.create(CALL)).build();
    final byte[] baseString = baseString().getBytes(StandardCharsets.US_ASCII);
    final SecretKeySpec key = new SecretKeySpec(new byte[20], "HmacSHA256");
    Mac mac;

    /** Makes the code's object, which is used again and again. */
    @Setup
    public void begin() throws GeneralSecurityException {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
    }
  }

  /** Scribejava's service. */
  @State(Scope.Benchmark)
  public static class Scribe {

    final OAuth10aService service =
        new ServiceBuilder(CONSUMER).apiSecret("secret").build(new Api());
    final OAuth1AccessToken token = new OAuth1AccessToken(TOKEN, "secret of the token");
  }

  /** The bare code, by an object that is used again. */
  @Benchmark
  public byte[] hmac(Own own) {
    return own.mac.doFinal(own.baseString);
  }

  /** The bare code, by an object that is looked up for each, as several threads must. */
  @Benchmark
  public byte[] hmacLookedUp(Own own) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(own.key);
    return mac.doFinal(own.baseString);
  }

  /** The whole header. */
  @Benchmark
  public RequestAuthorization sign(Own own, SignedInSession session) {
    return session.signer().authorize(own.request);
  }

  /** The request and the whole header, as {@link #scribejava} has to make both. */
  @Benchmark
  public RequestAuthorization buildAndSign(SignedInSession session) {
    return session.signer().authorize(SignableRequest.builder("GET", URI.create(CALL)).build());
  }

  /** The request and the whole header, by scribejava. */
  @Benchmark
  public OAuthRequest scribejava(Scribe scribe) {
    OAuthRequest request = new OAuthRequest(Verb.GET, CALL);
    scribe.service.signRequest(scribe.token, request);
    return request;
  }

  private static String baseString() {
    return "GET&https%3A%2F%2Fapi.ibkr.com%2Fv1%2Fapi%2Fiserver%2Fmarketdata%2Fhistory&"
        + "bar%3D5min%26conid%3D265598%26exchange%3DNASDAQ%26"
        + "oauth_consumer_key%3DBENCHMARK%26oauth_nonce%3D"
        + "0".repeat(32)
        + "%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1735689600"
        + "%26oauth_token%3D"
        + TOKEN
        + "%26outsideRth%3Dfalse%26period%3D1d";
  }

  /** The broker's addresses are not needed to sign. */
  private static final class Api extends DefaultApi10a {

    @Override
    public String getRequestTokenEndpoint() {
      return "https://api.ibkr.com/v1/api/oauth/request_token";
    }

    @Override
    public String getAccessTokenEndpoint() {
      return "https://api.ibkr.com/v1/api/oauth/access_token";
    }

    @Override
    protected String getAuthorizationBaseUrl() {
      return "https://www.interactivebrokers.com/authorize";
    }
  }
}
