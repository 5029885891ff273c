package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.http.RequestSigner;
import io.github.ibkrauth.auth.oauth1a.OAuth1aProvider;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A session by OAuth 1.0a with a broker in the same process, shared by all threads. */
@State(Scope.Benchmark)
public class SignedInSession {

  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .service(HttpTransport.class, new CannedTransport(new CannedBroker()))
          .build();
  private final AuthSession session =
      new OAuth1aProvider()
          .create(
              AuthConfig.builder()
                  .values("benchmark", CannedBroker.oauth1a("https://api.ibkr.com"))
                  .build()
                  .under("ibkr.auth"),
              runtime)
          .open();
  private final RequestSigner signer = session.signer();

  RequestSigner signer() {
    return signer;
  }

  /** Ends it. */
  @TearDown
  public void close() {
    session.close();
    runtime.close();
  }
}
