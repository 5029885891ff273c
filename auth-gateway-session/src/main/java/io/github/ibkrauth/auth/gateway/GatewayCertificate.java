package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.IoFailure;
import io.github.ibkrauth.auth.googlehttp.support.PresentedCertificate;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/** The certificate by which a configured gateway is known, for a program that is no client. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class GatewayCertificate {

  private GatewayCertificate() {}

  /**
   * Has the gateway show its certificate, and judges it as the settings say; no request is sent.
   * Where a certificate is trusted at first use, this counts as one. Blocks.
   *
   * @param config the settings of {@link GatewayKeys}
   * @return the certificate; nothing where the usual authorities are to judge it, or where the
   *     gateway speaks plain HTTP on this computer
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem of the
   *     settings
   * @throws io.github.ibkrauth.auth.error.AuthTransportException when the gateway does not answer,
   *     or shows a certificate that it may not show
   */
  public static Optional<X509Certificate> trusted(AuthConfig config) {
    Objects.requireNonNull(config, "config");
    GatewaySettings settings = new SettingsReader(config).read();
    Optional<ServerTrust> trust = new TrustSettings(config).serverTrust();
    if (trust.isEmpty()) {
      return Optional.empty();
    }
    HttpDefaults http = HttpDefaults.from(config);
    try {
      return Optional.of(
          PresentedCertificate.fetchTrusted(trust.get(), http.connectTimeout()).certificate());
    } catch (IOException e) {
      throw IoFailure.explain("gateway", settings.gateway(), http, e);
    }
  }
}
