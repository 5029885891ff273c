package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.gateway.GatewayKeys.TlsTrust;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.http.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which certificate of the gateway is trusted, as the settings say it. */
final class TrustSettings {

  private static final List<ConfigKey<?>> WAYS =
      List.of(
          GatewayKeys.CERTIFICATE_FINGERPRINT, GatewayKeys.CERTIFICATE_FILE, GatewayKeys.TLS_TRUST);

  private final AuthConfig config;

  TrustSettings(AuthConfig config) {
    this.config = config;
  }

  /** Returns one sentence for each problem; only where the gateway's address is a good one. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    List<ConfigKey<?>> set = WAYS.stream().filter(config::isSet).toList();
    if (set.size() > 1) {
      problems.add(
          String.join(" and ", set.stream().map(config::spelling).toList())
              + " are set together: keep the one that is meant.");
    }
    boolean secure = origin().scheme().equals("https");
    if (!secure && !set.isEmpty()) {
      problems.add(
          config.spelling(set.get(0))
              + " has no meaning, since "
              + config.spelling(GatewayKeys.BASE_URL)
              + " begins with http://: remove it, or write https://.");
    }
    if (config.isSet(GatewayKeys.CERTIFICATE_FILE_PASSWORD)
        && !config.isSet(GatewayKeys.CERTIFICATE_FILE)) {
      problems.add(
          config.spelling(GatewayKeys.CERTIFICATE_FILE_PASSWORD)
              + " is set, and "
              + config.spelling(GatewayKeys.CERTIFICATE_FILE)
              + " is not: set both, or neither.");
    }
    if (secure && problems.isEmpty()) {
      try {
        serverTrust();
      } catch (AuthConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  /**
   * Returns which certificate the gateway may show; nothing when the usual authorities judge it, or
   * when it shows none.
   *
   * @throws AuthConfigurationException when a fingerprint, a file or a password cannot be used
   */
  Optional<ServerTrust> serverTrust() {
    Origin origin = origin();
    if (!origin.scheme().equals("https")) {
      return Optional.empty();
    }
    Optional<String> fingerprint = config.find(GatewayKeys.CERTIFICATE_FINGERPRINT);
    if (fingerprint.isPresent()) {
      return Optional.of(
          named(
              GatewayKeys.CERTIFICATE_FINGERPRINT,
              () -> ServerTrust.fingerprint(origin, fingerprint.get())));
    }
    Optional<Path> file = config.find(GatewayKeys.CERTIFICATE_FILE);
    if (file.isPresent()) {
      return Optional.of(
          named(
              GatewayKeys.CERTIFICATE_FILE,
              () ->
                  ServerTrust.file(
                      origin, file.get(), config.find(GatewayKeys.CERTIFICATE_FILE_PASSWORD))));
    }
    return switch (mode()) {
      case FIRST_USE -> Optional.of(ServerTrust.firstUse(origin, known()));
      case SYSTEM -> Optional.empty();
      case ANYTHING ->
          Optional.of(named(GatewayKeys.TLS_TRUST, () -> ServerTrust.anything(origin)));
    };
  }

  /** Returns what is trusted where no certificate is named. */
  TlsTrust mode() {
    return config
        .find(GatewayKeys.TLS_TRUST)
        .orElse(
            WebAddress.isThisComputer(config.get(GatewayKeys.BASE_URL))
                ? TlsTrust.FIRST_USE
                : TlsTrust.SYSTEM);
  }

  /** Returns the certificates that were seen and are remembered. */
  KnownServers known() {
    return KnownServers.in(
        config.find(GatewayKeys.STATE_DIRECTORY).orElseGet(KnownServers::defaultDirectory));
  }

  private Origin origin() {
    return Origin.of(URI.create(WebAddress.place(config.get(GatewayKeys.BASE_URL))));
  }

  private ServerTrust named(ConfigKey<?> key, Supplier<ServerTrust> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new AuthConfigurationException(List.of(config.spelling(key) + ": " + e.getMessage()));
    }
  }
}
