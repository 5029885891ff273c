package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What every HTTP request of this library has: three time-outs, a {@code User-Agent}, a {@code
 * Content-Length} where a body is usual, no redirects, no logging of contents.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class HttpDefaults {

  /** How long a connection may take to be made, TLS included; default 10 s. */
  public static final ConfigKey<Duration> CONNECT_TIMEOUT =
      ConfigKey.duration("http.connect-timeout")
          .withDefault(Duration.ofSeconds(10))
          .describedAs("how long a connection may take to be made.");

  /** How long the server may be silent while an answer is awaited; default 30 s. */
  public static final ConfigKey<Duration> READ_TIMEOUT =
      ConfigKey.duration("http.read-timeout")
          .withDefault(Duration.ofSeconds(30))
          .describedAs("how long the server may be silent while an answer is awaited.");

  /** How long the server may take to receive a request's body; default 30 s. */
  public static final ConfigKey<Duration> WRITE_TIMEOUT =
      ConfigKey.duration("http.write-timeout")
          .withDefault(Duration.ofSeconds(30))
          .describedAs("how long the server may take to receive a request's body.");

  /** What the program calls itself; default {@code ibkrauth-java/<version>}. */
  public static final ConfigKey<String> USER_AGENT =
      ConfigKey.text("http.user-agent")
          .withDefault("ibkrauth-java/" + LibraryVersion.TEXT)
          .describedAs("what the program calls itself.");

  /**
   * A PEM file of certificates to trust besides the usual authorities, such as the self-signed one
   * of a test server. Host names are still checked.
   */
  public static final ConfigKey<Path> TRUST_CERTIFICATE =
      ConfigKey.path("http.trust-certificate")
          .describedAs("a PEM file of certificates to trust besides the usual authorities.");

  private static final List<ConfigKey<?>> KEYS =
      List.of(CONNECT_TIMEOUT, READ_TIMEOUT, WRITE_TIMEOUT, USER_AGENT, TRUST_CERTIFICATE);
  private static final ConfigSpec SPEC = ConfigSpec.of("http", KEYS);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** The first attempt and two more, the least with which a 401 and a 503 can both be mended. */
  private static final int RETRIES = 2;

  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final Duration writeTimeout;
  private final String userAgent;
  private final Optional<Path> trusted;
  private final @Nullable SSLContext tls;

  private HttpDefaults(AuthConfig config, Optional<Path> trusted) {
    this.connectTimeout = config.get(CONNECT_TIMEOUT);
    this.readTimeout = config.get(READ_TIMEOUT);
    this.writeTimeout = config.get(WRITE_TIMEOUT);
    this.userAgent = config.get(USER_AGENT);
    this.trusted = trusted;
    this.tls = trusted.map(TrustedCertificates::context).orElse(null);
  }

  /**
   * Reads the settings of the section {@code http}.
   *
   * @throws AuthConfigurationException with every problem of the section
   */
  public static HttpDefaults from(AuthConfig config) {
    Objects.requireNonNull(config, "config");
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    Optional<Path> certificate = config.find(TRUST_CERTIFICATE);
    return new HttpDefaults(config, certificate);
  }

  /** Returns the defaults of every setting. */
  public static HttpDefaults standard() {
    return new HttpDefaults(AuthConfig.builder().build(), Optional.empty());
  }

  /** Returns every key of the section {@code http}. */
  public static List<ConfigKey<?>> keys() {
    return KEYS;
  }

  /**
   * Returns what is wrong in the section {@code http}, one sentence each: malformed values, times
   * out of range, unknown keys with the nearest known name, a certificate file that cannot be used.
   */
  public static List<String> problems(AuthConfig config) {
    Objects.requireNonNull(config, "config");
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    for (ConfigKey<Duration> key : List.of(CONNECT_TIMEOUT, READ_TIMEOUT, WRITE_TIMEOUT)) {
      readable(config, key)
          .filter(value -> value.toMillis() < 1 || value.compareTo(LONGEST) > 0)
          .ifPresent(
              value ->
                  problems.add(
                      config.spelling(key) + " must be between 1 ms and 1 hour; 30s is usual."));
    }
    readable(config, USER_AGENT)
        .filter(value -> value.chars().anyMatch(c -> c < ' ' || c > '~'))
        .ifPresent(
            value -> problems.add(config.spelling(USER_AGENT) + " may hold printable ASCII only."));
    readable(config, TRUST_CERTIFICATE)
        .flatMap(TrustedCertificates::problem)
        .ifPresent(problem -> problems.add(config.spelling(TRUST_CERTIFICATE) + ": " + problem));
    return List.copyOf(problems);
  }

  /** Returns how long a connection may take to be made. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns how long the server may be silent while an answer is awaited. */
  public Duration readTimeout() {
    return readTimeout;
  }

  /** Returns how long the server may take to receive a request's body. */
  public Duration writeTimeout() {
    return writeTimeout;
  }

  /** Returns what the program calls itself. */
  public String userAgent() {
    return userAgent;
  }

  /**
   * Makes a transport that never sends a request twice by itself: no automatic retries, redirects,
   * cookies or cached logins. It keeps up to 64 connections for each server, drops those that were
   * idle for 20 s, writes no header and no body to any log, starts no thread, and goes through the
   * system's proxy, except to this computer itself. Keep it as long as the program runs, and end it
   * with {@link HttpTransport#shutdown()}.
   */
  public HttpTransport newTransport() {
    return PooledTransport.create(this, this::authorities, null);
  }

  /**
   * Makes the same, which judges the certificate of one server in another way.
   *
   * @param trust that server, and what it may show; every other server is judged as by {@link
   *     #newTransport()}
   */
  public HttpTransport newTransport(ServerTrust trust) {
    return PooledTransport.create(this, this::authorities, Objects.requireNonNull(trust, "trust"));
  }

  /**
   * Makes a TLS context for connections that no transport of this library makes, such as a
   * WebSocket. It trusts what {@link #newTransport()} trusts, and shares no sessions with it.
   */
  public SSLContext newTlsContext() {
    return trusted.map(TrustedCertificates::context).orElseGet(TrustedCertificates::usual);
  }

  private SSLContext authorities() {
    return tls == null ? TrustedCertificates.usual() : tls;
  }

  /**
   * Puts the defaults on a request; time-outs, number of retries and logging may be changed
   * afterwards. The check of the body's length stands in the request's interceptor, which runs the
   * one that was there before.
   */
  public void prepare(HttpRequest request) {
    apply(request);
    HttpExecuteInterceptor before = request.getInterceptor();
    request.setInterceptor(
        attempt -> {
          if (before != null) {
            before.intercept(attempt);
          }
          KnownLength.ensure(attempt);
        });
  }

  /** Puts on a request what needs no interceptor. */
  void apply(HttpRequest request) {
    request
        .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
        .setReadTimeout(Math.toIntExact(readTimeout.toMillis()))
        .setWriteTimeout(Math.toIntExact(writeTimeout.toMillis()))
        .setFollowRedirects(false)
        .setNumberOfRetries(RETRIES)
        .setLoggingEnabled(false)
        .setCurlLoggingEnabled(false)
        .setContentLoggingLimit(0)
        .setSuppressUserAgentSuffix(true);
    HttpHeaders headers = request.getHeaders();
    headers.setAcceptEncoding("gzip");
    if (headers.getUserAgent() == null) {
      headers.setUserAgent(userAgent);
    }
    if (headers.getAccept() == null) {
      headers.setAccept("*/*");
    }
  }

  /** Returns the value of a key, or nothing when it is malformed, which is reported elsewhere. */
  private static <T> Optional<T> readable(AuthConfig config, ConfigKey<T> key) {
    try {
      return config.find(key);
    } catch (AuthConfigurationException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "HttpDefaults(connect "
        + connectTimeout
        + ", read "
        + readTimeout
        + ", write "
        + writeTimeout
        + (tls == null ? ")" : ", own certificate)");
  }
}
