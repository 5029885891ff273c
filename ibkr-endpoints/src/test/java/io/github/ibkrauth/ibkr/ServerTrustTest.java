package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.http.HttpTransport;
import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.Multibinder;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.CertificateRefusedException;
import io.github.ibkrauth.auth.googlehttp.support.PresentedCertificate;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client trusts the certificate that its strategy trusts, whoever wires the client. */
class ServerTrustTest {

  private IbkrSimulator simulator;
  private Origin origin;
  private String fingerprint;

  @BeforeEach
  void start() throws IOException {
    simulator = IbkrSimulator.builder().tls(true).start();
    origin = Origin.of(simulator.baseUri());
    fingerprint = PresentedCertificate.fetch(origin, Duration.ofSeconds(10)).fingerprint();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void connect_whenTheStrategyTrustsTheCertificate_worksThroughout() {
    try (IbkrClient client = builder(pinned(fingerprint)).connect()) {
      assertThat(client.portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void connect_whenTheStrategyTrustsAnother_isRefusedBeforeAnythingIsSent() {
    AuthException failure = refused(builder(pinned("00".repeat(32))));

    assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
    assertThat(failure).hasMessageContaining("pinned").hasMessageContaining(fingerprint);
    assertThat(simulator.requests().entries()).isEmpty();
  }

  @Test
  void connect_whenTheStrategySaysNothing_theUsualAuthoritiesJudge() {
    AuthException failure = refused(builder(new PinningProvider(Optional.empty())));

    assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
    assertThat(failure).hasMessageContaining("http.trust-certificate");
  }

  @Test
  void connect_whenTheApplicationLendsATransport_thatOneJudges() throws IOException {
    HttpTransport lent = HttpDefaults.standard().newTransport();
    try {
      AuthException failure = refused(builder(pinned(fingerprint)).transport(lent));

      assertThat(failure.code()).isEqualTo(TlsErrorCode.CERTIFICATE_UNTRUSTED);
    } finally {
      lent.shutdown();
    }
  }

  @Test
  void injector_whenTheStrategyTrustsTheCertificate_worksThroughout() {
    AbstractModule application =
        new AbstractModule() {
          @Override
          protected void configure() {
            Multibinder.newSetBinder(binder(), AuthStrategyProvider.class)
                .addBinding()
                .toInstance(pinned(fingerprint));
          }
        };
    try (IbkrClient client =
        Guice.createInjector(new IbkrAuthModule(config()), new IbkrModule(), application)
            .getInstance(IbkrClient.class)) {
      assertThat(client.portfolio().accounts()).isNotEmpty();
    }
  }

  @Test
  void call_whenTheCertificateIsRefused_saysWhichOneItIs() {
    AuthConfig config = Scripted.config();
    FixedProvider provider = new FixedProvider();
    provider.base = URI.create(origin + "/v1/api");
    try (IbkrClient client = IbkrClient.builder(config).strategies(catalogue(provider)).connect()) {
      NoAnswerException failure =
          catchThrowableOfType(NoAnswerException.class, () -> client.portfolio().accounts());

      assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.NOT_CONNECTED);
      assertThat(failure)
          .hasMessageContaining("could not be sent")
          .hasMessageContaining(fingerprint)
          .hasMessageContaining("http.trust-certificate");
      assertThat(CertificateRefusedException.in(failure)).isPresent();
    }
  }

  @Test
  void call_whenPlainHttpAnswersWhereTlsIsDue_isNotSentAndSaysSo() {
    try (Broker plain = Broker.start()) {
      AuthConfig config = Scripted.config();
      FixedProvider provider = new FixedProvider();
      provider.base = URI.create("https://localhost:" + plain.simulator.baseUri().getPort());
      try (IbkrClient client =
          IbkrClient.builder(config).strategies(catalogue(provider)).connect()) {
        NoAnswerException failure =
            catchThrowableOfType(
                NoAnswerException.class, () -> client.portfolio().invalidatePositions("A"));

        assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.NOT_CONNECTED);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(failure).hasMessageContaining("without TLS");
      }
    }
  }

  private PinningProvider pinned(String sha256) {
    return new PinningProvider(Optional.of(ServerTrust.fingerprint(origin, sha256)));
  }

  private IbkrClient.Builder builder(AuthStrategyProvider provider) {
    return IbkrClient.builder(config()).strategies(catalogue(provider));
  }

  private static AuthStrategies catalogue(AuthStrategyProvider provider) {
    return AuthStrategies.builder().withoutDiscovery().add(provider).build();
  }

  /** Returns the simulator's own settings, without trust in its certificate. */
  private AuthConfig config() {
    Map<String, String> settings = new HashMap<>(simulator.configuration("oauth2-jwt"));
    settings.remove("ibkr.auth.http.trust-certificate");
    settings.put("ibkr.auth.strategy", PinningProvider.ID);
    return AuthConfig.builder().prefix("ibkr.auth").values("simulator", settings).build();
  }

  private static AuthException refused(IbkrClient.Builder builder) {
    return catchThrowableOfType(AuthException.class, () -> builder.connect().close());
  }
}
