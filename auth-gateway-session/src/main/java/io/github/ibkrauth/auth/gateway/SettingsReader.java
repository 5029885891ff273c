package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the settings and finds everything that is wrong with them at once. */
final class SettingsReader {

  static final ConfigSpec SPEC = ConfigSpec.of(GatewaySessionProvider.ID, GatewayKeys.all());

  private static final Set<String> PATHS = Set.of("", GatewaySettings.API, GatewaySettings.PORTAL);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final AuthConfig config;

  SettingsReader(AuthConfig config) {
    this.config = config;
  }

  /** Returns one sentence for each problem; empty when a session may be opened. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    problems.addAll(HttpDefaults.problems(config));
    Optional<URI> base = quietly(GatewayKeys.BASE_URL);
    base.flatMap(this::addressProblem).ifPresent(problems::add);
    quietly(GatewayKeys.LOGIN_URL).flatMap(this::loginPageProblem).ifPresent(problems::add);
    range(GatewayKeys.KEEP_ALIVE_INTERVAL, SECOND, HOUR, "1 s and 1 hour; 60s", problems);
    range(GatewayKeys.PROBE_TIMEOUT, SHORTEST, HOUR, "1 ms and 1 hour; 10s", problems);
    range(GatewayKeys.LOGIN_TIMEOUT, SHORTEST, HOUR, "1 ms and 1 hour; 30s", problems);
    range(GatewayKeys.WAIT_FOR_LOGIN, Duration.ZERO, DAY, "0s and 24 hours; 5m", problems);
    if (base.isPresent() && addressProblem(base.get()).isEmpty()) {
      problems.addAll(new TrustSettings(config).problems());
    }
    // A malformed value is met by the general check and by that of its meaning.
    return problems.stream().distinct().toList();
  }

  /**
   * Returns the settings.
   *
   * @throws AuthConfigurationException with every problem
   */
  GatewaySettings read() {
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    return GatewaySettings.from(config);
  }

  private Optional<String> addressProblem(URI base) {
    String name = config.spelling(GatewayKeys.BASE_URL);
    Optional<String> general = WebAddress.problem(name, base);
    if (general.isPresent()) {
      return general;
    }
    if (base.getPort() == 0 || base.getPort() > 65535) {
      return Optional.of(name + " has a port that cannot exist: 5000 is usual.");
    }
    return PATHS.contains(WebAddress.path(base))
        ? Optional.empty()
        : Optional.of(
            name
                + " has a path that no gateway has: end it after the port, or with /v1/api"
                + " (old gateways: /v1/portal).");
  }

  /** The human's browser goes there: a password must not travel in the clear. */
  private Optional<String> loginPageProblem(URI page) {
    String name = config.spelling(GatewayKeys.LOGIN_URL);
    String scheme = page.getScheme().toLowerCase(Locale.ROOT);
    boolean secure =
        scheme.equals("https") || scheme.equals("http") && WebAddress.isThisComputer(page);
    if (!secure) {
      return Optional.of(
          name + " must begin with https://: http is accepted for this computer only.");
    }
    return page.getRawUserInfo() == null
        ? Optional.empty()
        : Optional.of(name + " must not hold a user name or a password.");
  }

  private void range(
      ConfigKey<Duration> key, Duration from, Duration to, String words, List<String> problems) {
    quietly(key)
        .filter(value -> value.compareTo(from) < 0 || value.compareTo(to) > 0)
        .ifPresent(
            value ->
                problems.add(config.spelling(key) + " must be between " + words + " is usual."));
  }

  /** Returns a value, or nothing when it is malformed, which the spec has reported already. */
  private <T> Optional<T> quietly(ConfigKey<T> key) {
    try {
      return config.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }
}
