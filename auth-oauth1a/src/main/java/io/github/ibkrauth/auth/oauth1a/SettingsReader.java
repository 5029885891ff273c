package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.keys.DhParameters;
import io.github.ibkrauth.auth.keys.KeyFiles;
import io.github.ibkrauth.auth.keys.KeySettings;
import io.github.ibkrauth.auth.keys.PemKeys;
import io.github.ibkrauth.auth.keys.RsaDecrypter;
import io.github.ibkrauth.auth.keys.RsaSigner;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings and finds everything that is wrong with them at once. */
final class SettingsReader {

  static final String SECTION = OAuth1aProvider.ID;
  static final KeySettings SIGNATURE_KEY = KeySettings.of(SECTION, "signature-key");
  static final KeySettings ENCRYPTION_KEY = KeySettings.of(SECTION, "encryption-key");
  static final ConfigSpec SPEC = spec();

  static final String TEST_CONSUMER = "TESTCONS";
  private static final BigInteger USUAL_GENERATOR = BigInteger.TWO;
  private static final List<ConfigKey<URI>> ADDRESSES =
      List.of(
          OAuth1aKeys.BASE_URL,
          OAuth1aKeys.LIVE_SESSION_TOKEN_URL,
          OAuth1aKeys.REQUEST_TOKEN_URL,
          OAuth1aKeys.ACCESS_TOKEN_URL,
          OAuth1aKeys.AUTHORIZE_URL);

  private final AuthConfig config;
  private final AuthRuntime runtime;

  SettingsReader(AuthConfig config, AuthRuntime runtime) {
    this.config = config;
    this.runtime = runtime;
  }

  /** Returns one sentence for each problem; empty when a session may be opened. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(problemsBesideKeys());
    add(problems, signatureKeyProblems());
    add(problems, encryptionKeyProblems());
    add(problems, dhProblems());
    if (problems.isEmpty()) {
      add(problems, secretProblems());
    }
    return List.copyOf(problems);
  }

  /** Returns what keeps a third party from beginning a grant. */
  List<String> grantProblems() {
    List<String> problems = new ArrayList<>(generalProblems());
    add(problems, signatureKeyProblems());
    return List.copyOf(problems);
  }

  /** Returns what keeps an application from connecting users. */
  List<String> flowProblems() {
    List<String> problems = new ArrayList<>(grantProblems());
    quietly(OAuth1aKeys.CALLBACK)
        .filter(callback -> !isAddress(callback))
        .ifPresent(
            callback ->
                problems.add(
                    config.spelling(OAuth1aKeys.CALLBACK)
                        + " must be the registered address that browsers are sent back to, with"
                        + " https, or http on this computer with a port other than 0."));
    if (config.isSet(OAuth1aKeys.ACCESS_TOKEN)) {
      problems.add(
          config.spelling(OAuth1aKeys.ACCESS_TOKEN)
              + " is set, and would be the access of every user who connects: remove it.");
    }
    if (runtime.service(TokenStore.class).isEmpty()
        || runtime.service(SecretSealer.class).isEmpty()) {
      problems.add(
          "What users grant is kept sealed in a store, and the application lends no TokenStore and"
              + " SecretSealer: lend both through the AuthRuntime, or set "
              + config.prefix()
              + ".store.kind and have TokenStores.lend() make them, as IbkrClient does.");
    }
    return List.copyOf(problems);
  }

  private static boolean isAddress(String callback) {
    try {
      URI uri = new URI(callback);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && uri.getRawFragment() == null
          && uri.getRawUserInfo() == null
          && uri.getPort() != 0
          && ("https".equals(scheme) || "http".equals(scheme) && WebAddress.isThisComputer(uri));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Returns the problems of everything but keys and prime. */
  List<String> problemsBesideKeys() {
    List<String> problems = new ArrayList<>(generalProblems());
    accessTokenProblems(problems);
    return List.copyOf(problems);
  }

  private List<String> generalProblems() {
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    add(problems, HttpDefaults.problems(config));
    ADDRESSES.forEach(
        key ->
            quietly(key)
                .flatMap(uri -> WebAddress.problem(config.spelling(key), uri))
                .ifPresent(problems::add));
    printable(OAuth1aKeys.CONSUMER_KEY, problems);
    printable(OAuth1aKeys.REALM, problems);
    printable(OAuth1aKeys.CALLBACK, problems);
    return problems;
  }

  List<String> signatureKeyProblems() {
    return withPublicHalf(
        SIGNATURE_KEY,
        OAuth1aKeys.SIGNATURE_PUBLIC_KEY_FILE,
        keyProblems(SIGNATURE_KEY, RsaSigner.class));
  }

  List<String> encryptionKeyProblems() {
    List<String> problems =
        new ArrayList<>(
            withPublicHalf(
                ENCRYPTION_KEY,
                OAuth1aKeys.ENCRYPTION_PUBLIC_KEY_FILE,
                keyProblems(ENCRYPTION_KEY, RsaDecrypter.class)));
    if (runtime.service(RsaDecrypter.class).isPresent()
        && config.isSet(OAuth1aKeys.ACCESS_TOKEN_SECRET_PADDING)) {
      problems.add(
          config.spelling(OAuth1aKeys.ACCESS_TOKEN_SECRET_PADDING)
              + " is set, but the application lends an RsaDecrypter, which knows the padding"
              + " itself: remove the setting.");
    }
    return problems;
  }

  private List<String> keyProblems(KeySettings settings, Class<?> service) {
    if (runtime.service(service).isEmpty()) {
      return settings.problems(config);
    }
    return settings.isSet(config)
        ? List.of(
            config.spelling(settings.keys().get(0))
                + " is set, but the application lends an "
                + service.getSimpleName()
                + " as well: keep only one of them.")
        : List.of();
  }

  /**
   * Adds what is wrong with the public half, where it is given and the private one tells its own.
   */
  private List<String> withPublicHalf(
      KeySettings settings, ConfigKey<Path> file, List<String> problems) {
    if (!problems.isEmpty() || quietly(file).isEmpty()) {
      return problems;
    }
    String name = config.spelling(file);
    try {
      RSAPublicKey given =
          PemKeys.forSetting(name).publicKey(KeyFiles.read(config.get(file), name).reveal());
      if (!settings.isSet(config)
          || settings
              .describe(config)
              .publicKey()
              .filter(own -> !own.getModulus().equals(given.getModulus()))
              .isEmpty()) {
        return problems;
      }
      return List.of(
          name
              + " does not belong to "
              + config.spelling(settings.keys().get(0))
              + ": they are halves of two keys. Was the other key meant?");
    } catch (AuthConfigurationException e) {
      return e.problems();
    }
  }

  List<String> dhProblems() {
    try {
      dh();
      return List.of();
    } catch (AuthConfigurationException e) {
      return e.problems();
    }
  }

  /** Opens the secret if that needs nobody else; a lent decrypter is not asked before a session. */
  private List<String> secretProblems() {
    if (runtime.service(RsaDecrypter.class).isPresent()
        || !config.isSet(OAuth1aKeys.ACCESS_TOKEN)) {
      return List.of();
    }
    try {
      AccessToken token = configuredToken();
      token.text();
      new SecretOpener(config, runtime).open(token);
      return List.of();
    } catch (AuthConfigurationException e) {
      return e.problems();
    }
  }

  private void accessTokenProblems(List<String> problems) {
    boolean token = config.isSet(OAuth1aKeys.ACCESS_TOKEN);
    boolean secret = config.isSet(OAuth1aKeys.ACCESS_TOKEN_SECRET);
    if (token && secret) {
      return;
    }
    if (token || secret) {
      problems.add(
          config.missing(token ? OAuth1aKeys.ACCESS_TOKEN_SECRET : OAuth1aKeys.ACCESS_TOKEN));
    } else if (runtime.service(TokenStore.class).isEmpty()) {
      problems.add(config.missing(OAuth1aKeys.ACCESS_TOKEN));
      problems.add(config.missing(OAuth1aKeys.ACCESS_TOKEN_SECRET));
    } else if (runtime.service(SecretSealer.class).isEmpty()) {
      problems.add(
          "The application lends a TokenStore, but no SecretSealer to open with what is stored:"
              + " lend one, or set "
              + config.spelling(OAuth1aKeys.ACCESS_TOKEN)
              + " and "
              + config.spelling(OAuth1aKeys.ACCESS_TOKEN_SECRET)
              + ".");
    }
  }

  /** Returns the settings; only after {@link #problems()} found none. */
  Settings read() {
    return read(dh());
  }

  /** Returns the settings of a grant, which needs no prime. */
  Settings read(@Nullable DhParameters dh) {
    String consumerKey = config.get(OAuth1aKeys.CONSUMER_KEY);
    return new Settings(
        consumerKey,
        config
            .find(OAuth1aKeys.REALM)
            .orElse(consumerKey.equals(TEST_CONSUMER) ? "test_realm" : "limited_poa"),
        config.get(OAuth1aKeys.BASE_STRING_RECIPE),
        Endpoints.from(config),
        dh,
        config.get(OAuth1aKeys.CALLBACK),
        config.get(OAuth1aKeys.GRANT),
        config::spelling);
  }

  /** Returns the access token of the configuration. */
  AccessToken configuredToken() {
    return new AccessToken(
        config.get(OAuth1aKeys.ACCESS_TOKEN),
        config.get(OAuth1aKeys.ACCESS_TOKEN_SECRET),
        config.spelling(OAuth1aKeys.ACCESS_TOKEN),
        config.spelling(OAuth1aKeys.ACCESS_TOKEN_SECRET));
  }

  /** Returns prime and generator. */
  DhParameters dh() {
    boolean text = config.isSet(OAuth1aKeys.DH_PARAMETERS);
    boolean file = config.isSet(OAuth1aKeys.DH_PARAMETERS_FILE);
    if (text == file) {
      throw new AuthConfigurationException(
          List.of(
              text
                  ? config.spelling(OAuth1aKeys.DH_PARAMETERS)
                      + " and "
                      + config.spelling(OAuth1aKeys.DH_PARAMETERS_FILE)
                      + " are both set: keep one."
                  : config.missing(OAuth1aKeys.DH_PARAMETERS)));
    }
    String name =
        config.spelling(text ? OAuth1aKeys.DH_PARAMETERS : OAuth1aKeys.DH_PARAMETERS_FILE);
    if (text) {
      config
          .emptiness(OAuth1aKeys.DH_PARAMETERS)
          .ifPresent(
              sentence -> {
                throw new AuthConfigurationException(List.of(sentence));
              });
    }
    String content = text ? config.get(OAuth1aKeys.DH_PARAMETERS) : fileContent(name);
    Optional<Integer> generator = config.find(OAuth1aKeys.DH_GENERATOR);
    if (generator.filter(number -> number < 2).isPresent()) {
      throw new AuthConfigurationException(
          List.of(
              config.spelling(OAuth1aKeys.DH_GENERATOR)
                  + " is a generator below 2: it is usually 2."));
    }
    DhParameters dh =
        DhParameters.parse(
            content, generator.map(BigInteger::valueOf).orElse(USUAL_GENERATOR), name);
    if (generator.isPresent() && !dh.g().equals(BigInteger.valueOf(generator.get()))) {
      throw new AuthConfigurationException(
          List.of(
              config.spelling(OAuth1aKeys.DH_GENERATOR)
                  + " differs from the generator that "
                  + name
                  + " holds itself: remove it."));
    }
    return dh;
  }

  private String fileContent(String name) {
    Path path = config.get(OAuth1aKeys.DH_PARAMETERS_FILE);
    return KeyFiles.read(path, name).reveal();
  }

  private void printable(ConfigKey<String> key, List<String> problems) {
    quietly(key)
        .filter(text -> text.chars().anyMatch(c -> c <= ' ' || c > '~'))
        .ifPresent(
            text ->
                problems.add(config.spelling(key) + " must be printable ASCII without blanks."));
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
    List<ConfigKey<?>> keys = new ArrayList<>(OAuth1aKeys.own());
    keys.addAll(SIGNATURE_KEY.keys());
    keys.addAll(ENCRYPTION_KEY.keys());
    return ConfigSpec.of(SECTION, keys);
  }
}
