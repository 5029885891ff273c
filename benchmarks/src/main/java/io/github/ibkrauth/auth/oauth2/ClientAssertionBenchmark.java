package io.github.ibkrauth.auth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.benchmarks.CannedBroker;
import io.github.ibkrauth.benchmarks.RsaKeys;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a client assertion costs, from the claims to the compact text, beside the bare signature of
 * as many bytes, and beside Nimbus. In this package because the claims are not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClientAssertionBenchmark {

  private static final String CLIENT = "TESTCLIENT";

  /** As many bytes as header and claims have. */
  private static final byte[] INPUT = new byte[220];

  private final AuthRuntime runtime = AuthRuntime.system();
  private final AuthConfig config =
      AuthConfig.builder()
          .values("benchmark", CannedBroker.oauth2("https://api.ibkr.com"))
          .build()
          .under("ibkr.auth");
  private final Jws jws = new Jws(SettingsReader.PRIVATE_KEY.signer(config, runtime), "main");
  private final ClientAssertion assertion =
      new ClientAssertion(CLIENT, "/token", Duration.ofSeconds(10), Duration.ofSeconds(20), false);
  private final RSASSASigner nimbus = new RSASSASigner(RsaKeys.signature().getPrivate());
  private final JWSHeader nimbusHeader =
      new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID("main").build();

  /** Ends threads. */
  @TearDown
  public void close() {
    runtime.close();
  }

  /** The bare signature. */
  @Benchmark
  public byte[] bareSignature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(RsaKeys.signature().getPrivate());
    signature.update(INPUT);
    return signature.sign();
  }

  /** The assertion. */
  @Benchmark
  public String assertion() {
    return jws.sign(assertion.claims(runtime.clock().instant(), runtime.random()));
  }

  /** The same, by Nimbus. */
  @Benchmark
  public String nimbus() throws JOSEException {
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            nimbusHeader,
            new JWTClaimsSet.Builder()
                .issuer(CLIENT)
                .subject(CLIENT)
                .audience("/token")
                .expirationTime(Date.from(now.plusSeconds(20)))
                .issueTime(Date.from(now.minusSeconds(10)))
                .build());
    jwt.sign(nimbus);
    return jwt.serialize();
  }
}
