package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the strategy {@code gateway-session}, all in the section of that name. */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayKeys {

  /** Where the gateway listens, with or without {@code /v1/api}; plain http on this computer. */
  public static final ConfigKey<URI> BASE_URL =
      ConfigKey.uri("gateway-session.base-url")
          .withDefault(URI.create("https://localhost:5000"))
          .describedAs("where the gateway listens.");

  /** The SHA-256 fingerprint of the one certificate that is trusted. */
  public static final ConfigKey<String> CERTIFICATE_FINGERPRINT =
      ConfigKey.text("gateway-session.certificate-fingerprint")
          .describedAs("the SHA-256 fingerprint of the gateway's certificate.");

  /** A PEM file, a Java key store or a PKCS#12 file with the certificates that are trusted. */
  public static final ConfigKey<Path> CERTIFICATE_FILE =
      ConfigKey.path("gateway-session.certificate-file")
          .describedAs("a PEM file or a key store that holds the gateway's certificate.");

  /** The password of the key store in {@link #CERTIFICATE_FILE}. */
  public static final ConfigKey<Secret> CERTIFICATE_FILE_PASSWORD =
      ConfigKey.secret("gateway-session.certificate-file-password")
          .describedAs("the password of the key store that is the certificate file.");

  /**
   * Which certificate is trusted where none is named; {@link TlsTrust#FIRST_USE} for this computer,
   * {@link TlsTrust#SYSTEM} otherwise.
   */
  public static final ConfigKey<TlsTrust> TLS_TRUST =
      ConfigKey.choice("gateway-session.tls-trust", TlsTrust.class)
          .describedAs("which certificate is trusted, if no fingerprint and no file is set.");

  /** Where fingerprints of certificates are remembered; by default the user's state directory. */
  public static final ConfigKey<Path> STATE_DIRECTORY =
      ConfigKey.path("gateway-session.state-directory")
          .describedAs("the directory in which certificates that were seen are remembered.");

  /** The HTTP method of a tickle. */
  public static final ConfigKey<TickleMethod> TICKLE_METHOD =
      ConfigKey.choice("gateway-session.tickle-method", TickleMethod.class)
          .withDefault(TickleMethod.POST)
          .describedAs("the HTTP method of a tickle; post unless something wants get.");

  /** How often the session is looked at and kept alive. */
  public static final ConfigKey<Duration> KEEP_ALIVE_INTERVAL =
      ConfigKey.duration("gateway-session.keep-alive-interval")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how often the session is looked at and kept alive.");

  /** How long the gateway may be silent after a tickle, a look at the status, a validation. */
  public static final ConfigKey<Duration> PROBE_TIMEOUT =
      ConfigKey.duration("gateway-session.probe-timeout")
          .withDefault(Duration.ofSeconds(10))
          .describedAs("how long the gateway may be silent when it is asked for the session.");

  /** How long the gateway may be silent when a brokerage session is opened, or at a logout. */
  public static final ConfigKey<Duration> LOGIN_TIMEOUT =
      ConfigKey.duration("gateway-session.login-timeout")
          .withDefault(Duration.ofSeconds(30))
          .describedAs("how long the gateway may be silent when a session is opened or ended.");

  /** How long opening a session waits for a human to log in; zero by default: not at all. */
  public static final ConfigKey<Duration> WAIT_FOR_LOGIN =
      ConfigKey.duration("gateway-session.wait-for-login")
          .withDefault(Duration.ZERO)
          .describedAs("how long opening a session waits for a human to log in.");

  /** The page on which a human logs in; by default that of the gateway. */
  public static final ConfigKey<URI> LOGIN_URL =
      ConfigKey.uri("gateway-session.login-url")
          .describedAs("the page on which a human logs in, if not the gateway's own.");

  /** Whether closing a session logs out, after which a human must log in again. */
  public static final ConfigKey<Boolean> LOGOUT_ON_CLOSE =
      ConfigKey.bool("gateway-session.logout-on-close")
          .withDefault(false)
          .describedAs("whether closing a session logs the human out.");

  private GatewayKeys() {}

  static List<ConfigKey<?>> all() {
    return List.of(
        BASE_URL,
        CERTIFICATE_FINGERPRINT,
        CERTIFICATE_FILE,
        CERTIFICATE_FILE_PASSWORD,
        TLS_TRUST,
        STATE_DIRECTORY,
        TICKLE_METHOD,
        KEEP_ALIVE_INTERVAL,
        PROBE_TIMEOUT,
        LOGIN_TIMEOUT,
        WAIT_FOR_LOGIN,
        LOGIN_URL,
        LOGOUT_ON_CLOSE);
  }

  /** Which certificate of the gateway is trusted. */
  public enum TlsTrust {
    /** The first one that is seen, from then on that one only; for this computer. */
    FIRST_USE,
    /** One that the usual authorities vouch for, for the host's name. */
    SYSTEM,
    /** Any; for this computer. Whoever gets hold of the port can read everything. */
    ANYTHING
  }

  /** The HTTP method of a tickle. */
  public enum TickleMethod {
    /** As the broker documents it. */
    POST,
    /** As some older programs do it. */
    GET
  }
}
