package io.github.ibkrauth.auth.oauth1a;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.token.IssuedToken;
import io.github.ibkrauth.auth.token.TokenSource.LoadContext;
import io.github.ibkrauth.benchmarks.CannedBroker;
import io.github.ibkrauth.benchmarks.CannedTransport;
import io.github.ibkrauth.benchmarks.RsaKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
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
 * What it costs a client to agree on a live session token, without network, beside the bare
 * arithmetic: one RSA decryption, one RSA signature, two modular powers. In this package because
 * the exchange is not public.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LiveSessionTokenBenchmark {

  /** As many bytes as the base string of the request has. */
  private static final byte[] INPUT = new byte[1024];

  private static final BigInteger FROM_BROKER =
      BigInteger.TWO.modPow(BigInteger.valueOf(1_000_003), CannedBroker.prime());

  private final AuthRuntime runtime =
      AuthRuntime.builder()
          .service(HttpTransport.class, new CannedTransport(new CannedBroker()))
          .build();
  private final AuthConfig config =
      AuthConfig.builder()
          .values("benchmark", CannedBroker.oauth1a("https://api.ibkr.com"))
          .build()
          .under("ibkr.auth");
  private final Handshake handshake =
      Handshake.of(
          "benchmark",
          new SettingsReader(config, runtime).read(),
          config,
          runtime,
          new SigningClock(runtime.clock()),
          new Nonces(runtime.random()));
  private final byte[] secret = CannedBroker.secret();
  private final SecureRandom random = new SecureRandom();
  private final LoadContext context = new Context();

  /** Ends it. */
  @TearDown
  public void close() {
    handshake.close();
    runtime.close();
  }

  /** The bare arithmetic. */
  @Benchmark
  public int bareArithmetic() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.DECRYPT_MODE, RsaKeys.encryption().getPrivate());
    int used = cipher.doFinal(secret).length;
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(RsaKeys.signature().getPrivate());
    signature.update(INPUT);
    used += signature.sign().length;
    BigInteger number = new BigInteger(256, random);
    used += BigInteger.TWO.modPow(number, CannedBroker.prime()).bitLength();
    return used + FROM_BROKER.modPow(number, CannedBroker.prime()).bitLength();
  }

  /** The whole exchange, with a broker in the same process. */
  @Benchmark
  public IssuedToken<SigningCredential> exchange() {
    return handshake.source().load(context);
  }

  private final class Context implements LoadContext {

    @Override
    public Instant now() {
      return runtime.clock().instant();
    }

    @Override
    public Duration skew() {
      return Duration.ZERO;
    }

    @Override
    public void serverDate(Instant date) {
      // The broker in this process has no clock.
    }
  }
}
