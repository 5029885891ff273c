package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.keys.KeySettings;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.oauth2.OAuth2JwtKeys.Mode;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings and finds everything that is wrong with them at once. */
final class SettingsReader {

  static final String SECTION = OAuth2JwtProvider.ID;
  static final KeySettings PRIVATE_KEY = KeySettings.of(SECTION, "private-key");
  static final ConfigSpec SPEC = spec();

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration LONGEST_ASSERTION = Duration.ofHours(1);

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final ConsentReader consent;

  SettingsReader(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
    this.consent = new ConsentReader(config, runtime);
  }

  /** Returns one sentence for each problem of a session; empty when all is well. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(problemsBesideKey());
    key(problems);
    return List.copyOf(problems);
  }

  /** Returns the same without reading the key. */
  List<String> problemsBesideKey() {
    List<String> problems = commonProblems();
    if (consent.ofUsers()) {
      add(problems, consent.sessionProblems());
      return List.copyOf(problems);
    }
    problems.addAll(consent.misplaced());
    if (quietly(OAuth2JwtKeys.MODE).filter(Mode.SESSION::equals).isPresent()) {
      session(problems);
    }
    return List.copyOf(problems);
  }

  /** Returns the problems for who connects users. */
  List<String> flowProblems() {
    List<String> problems = commonProblems();
    add(problems, consent.flowProblems());
    key(problems);
    return List.copyOf(problems);
  }

  private List<String> commonProblems() {
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    add(problems, HttpDefaults.problems(config));
    List.of(OAuth2JwtKeys.BASE_URL, OAuth2JwtKeys.TOKEN_URL, OAuth2JwtKeys.SSO_URL)
        .forEach(
            key ->
                quietly(key)
                    .flatMap(uri -> WebAddress.problem(config.spelling(key), uri))
                    .ifPresent(problems::add));
    addresses(problems);
    durations(problems);
    return problems;
  }

  /** Returns the settings; only after {@link #problems()} found none. */
  Settings read() {
    Endpoints endpoints =
        Endpoints.of(
            config.get(OAuth2JwtKeys.BASE_URL),
            config.find(OAuth2JwtKeys.TOKEN_URL).orElse(null),
            config.find(OAuth2JwtKeys.SSO_URL).orElse(null));
    String clientId = config.get(OAuth2JwtKeys.CLIENT_ID);
    return new Settings(
        consent.ofUsers() ? Mode.TOKEN_ONLY : config.get(OAuth2JwtKeys.MODE),
        endpoints,
        config.get(OAuth2JwtKeys.KEY_ID),
        String.join(" ", config.get(OAuth2JwtKeys.SCOPE).strip().split("\\s+")),
        new ClientAssertion(
            clientId,
            config.get(OAuth2JwtKeys.AUDIENCE),
            config.get(OAuth2JwtKeys.ASSERTION_BACKDATE),
            config.get(OAuth2JwtKeys.ASSERTION_LIFETIME),
            consent.jti()),
        new SsoRequest(
            clientId,
            config.find(OAuth2JwtKeys.CREDENTIAL).orElse(null),
            config.find(OAuth2JwtKeys.ALTERNATIVE_IPS).orElse(List.of()),
            config.find(OAuth2JwtKeys.SERVICE).orElse(null),
            config.get(OAuth2JwtKeys.SSO_LIFETIME)),
        config.find(OAuth2JwtKeys.IP).orElse(null),
        config.get(OAuth2JwtKeys.SIGNED_BODY_LIFETIME),
        config::spelling);
  }

  private void key(List<String> problems) {
    if (!consent.signs()) {
      return;
    }
    if (runtime.service(RsaSigner.class).isEmpty()) {
      add(problems, PRIVATE_KEY.problems(config));
    } else if (PRIVATE_KEY.isSet(config)) {
      problems.add(
          "A private key is set below "
              + config.spelling(PRIVATE_KEY.keys().get(0))
              + ", but the application lends an RsaSigner as well: keep only one of them.");
    }
  }

  private void session(List<String> problems) {
    if (!config.isSet(OAuth2JwtKeys.CREDENTIAL)) {
      problems.add(config.missing(OAuth2JwtKeys.CREDENTIAL) + orTokenOnly());
    }
    boolean resolver = runtime.service(EgressIpResolver.class).isPresent();
    if (resolver && config.isSet(OAuth2JwtKeys.IP)) {
      problems.add(
          config.spelling(OAuth2JwtKeys.IP)
              + " is set, but the application lends an EgressIpResolver as well: keep only one of"
              + " them.");
    }
    if (!resolver && !config.isSet(OAuth2JwtKeys.IP)) {
      problems.add(
          config.missing(OAuth2JwtKeys.IP)
              + " Or lend an EgressIpResolver through the AuthRuntime."
              + orTokenOnly());
    }
  }

  private String orTokenOnly() {
    return " (Not needed with " + config.spelling(OAuth2JwtKeys.MODE) + " = token-only.)";
  }

  private void addresses(List<String> problems) {
    quietly(OAuth2JwtKeys.IP)
        .filter(ip -> !IpAddresses.isLiteral(ip))
        .ifPresent(
            ip ->
                problems.add(
                    config.spelling(OAuth2JwtKeys.IP)
                        + " must be an IPv4 or IPv6 address such as 203.0.113.7; names are not looked up."));
    List<String> others = quietly(OAuth2JwtKeys.ALTERNATIVE_IPS).orElse(List.of());
    for (int i = 0; i < others.size(); i++) {
      if (!IpAddresses.isLiteral(others.get(i))) {
        problems.add(
            config.spelling(OAuth2JwtKeys.ALTERNATIVE_IPS)
                + ": entry "
                + (i + 1)
                + " must be an IPv4 or IPv6 address such as 203.0.113.7.");
      }
    }
  }

  private void durations(List<String> problems) {
    for (ConfigKey<Duration> key :
        List.of(
            OAuth2JwtKeys.ASSERTION_LIFETIME,
            OAuth2JwtKeys.SSO_LIFETIME,
            OAuth2JwtKeys.SIGNED_BODY_LIFETIME)) {
      quietly(key)
          .filter(span -> span.compareTo(LEAST) < 0)
          .ifPresent(span -> problems.add(config.spelling(key) + " must be at least 1 s."));
    }
    for (ConfigKey<Duration> key :
        List.of(OAuth2JwtKeys.ASSERTION_LIFETIME, OAuth2JwtKeys.ASSERTION_BACKDATE)) {
      quietly(key)
          .filter(span -> span.compareTo(LONGEST_ASSERTION) > 0)
          .ifPresent(
              span ->
                  problems.add(
                      config.spelling(key)
                          + " must be at most 1 h: an assertion is a password while it lives."));
    }
  }

  /** Returns a value, or nothing when it is malformed, which the spec has reported already. */
  private <T> Optional<T> quietly(ConfigKey<T> key) {
    try {
      return config.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }

  /** Adds what is not there yet: two checks may find the same. */
  private static void add(List<String> problems, List<String> more) {
    more.stream()
        .filter(
            problem ->
                problems.stream()
                    .noneMatch(known -> known.startsWith(problem.replaceFirst("\\.$", ""))))
        .forEach(problems::add);
  }

  private static ConfigSpec spec() {
    List<ConfigKey<?>> keys = new ArrayList<>(OAuth2JwtKeys.own());
    keys.addAll(PRIVATE_KEY.keys());
    return ConfigSpec.of(SECTION, keys);
  }
}
