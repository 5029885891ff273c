package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Apache's HTTP client, set up so that one call is one request on the wire. */
final class PooledTransport {

  private static final int CONNECTIONS_PER_SERVER = 64;
  private static final int CONNECTIONS = 256;

  /** Shorter than the keep-alive of the servers and proxies met, which is 30 s and more. */
  private static final long LONGEST_IDLE_MILLIS = 20_000;

  private static final long SHORTEST_IDLE_MILLIS = 500;
  private static final long SAFETY_MILLIS = 1_000;

  /** A connection silent for longer is looked at before use, which costs up to a millisecond. */
  private static final TimeValue LOOK_AT_AFTER = TimeValue.ofSeconds(1);

  /** After this a new connection asks the name service again. */
  private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(10);

  /** Cookies are left alone; the usual ways to read them read a list of all suffixes for 40 ms. */
  private static final Lookup<CookieSpecFactory> NO_COOKIES = name -> null;

  private PooledTransport() {}

  /**
   * Makes it.
   *
   * @param tls judges every server; asked when it is first needed
   * @param trust judges one server in another way
   */
  static HttpTransport create(
      HttpDefaults defaults, Supplier<SSLContext> tls, @Nullable ServerTrust trust) {
    LazyTls usual = new LazyTls(() -> new TimedTls(tls.get(), defaults.connectTimeout()));
    Timeout connect = timeout(defaults.connectTimeout());
    PoolingHttpClientConnectionManager pool =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setConnectionFactory(socket -> new QuietConnection())
            .setSSLSocketFactory(
                trust == null ? usual : new RoutedTls(trust, usual, defaults.connectTimeout()))
            .setMaxConnPerRoute(CONNECTIONS_PER_SERVER)
            .setMaxConnTotal(CONNECTIONS)
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(timeout(defaults.readTimeout()))
                    .setValidateAfterInactivity(LOOK_AT_AFTER)
                    .setTimeToLive(LONGEST_LIFE)
                    .build())
            .build();
    return new Apache5HttpTransport(
        HttpClients.custom()
            .setConnectionManager(pool)
            .setRoutePlanner(new Routes(ProxySelector.getDefault()))
            .setKeepAliveStrategy(PooledTransport::idleTime)
            .addExecInterceptorFirst("guard", new GuardedExchange(defaults.writeTimeout()))
            .addExecInterceptorLast("head", new TimedHead(defaults.writeTimeout()))
            .addExecInterceptorLast(
                "quiet", (request, scope, chain) -> chain.proceed(new QuietRequest(request), scope))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .setDefaultCookieSpecRegistry(NO_COOKIES)
            .disableAuthCaching()
            .disableContentCompression()
            .build());
  }

  /** A little less than the server offers, and never long. */
  private static TimeValue idleTime(HttpResponse response, HttpContext context) {
    TimeValue offered =
        DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
    long millis =
        TimeValue.isPositive(offered)
            ? offered.toMilliseconds() - SAFETY_MILLIS
            : LONGEST_IDLE_MILLIS;
    return TimeValue.ofMilliseconds(
        Math.max(SHORTEST_IDLE_MILLIS, Math.min(LONGEST_IDLE_MILLIS, millis)));
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(duration.toMillis());
  }
}
