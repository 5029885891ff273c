package io.github.ibkrauth.auth.gateway;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.GatewayKeys.TickleMethod;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the calls over HTTP, over the application's transport or one of its own. Thread-safe. */
final class HttpGatewayCalls implements GatewayCalls {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.gateway");
  private static final int BODY_LIMIT = 256 * 1024;
  private static final String JSON = "application/json";

  private final GatewaySettings settings;
  private final CookieJar cookies;
  private final AuthRuntime runtime;
  private final HttpTransport transport;
  private final boolean ours;
  private final HttpRequestFactory requests;
  private final AnswerReader answers;
  private final ConnectionReader connections;
  private volatile boolean closed;

  private HttpGatewayCalls(
      GatewaySettings settings,
      CookieJar cookies,
      AuthRuntime runtime,
      HttpDefaults defaults,
      HttpTransport transport,
      boolean ours) {
    this.settings = settings;
    this.cookies = cookies;
    this.runtime = runtime;
    this.transport = transport;
    this.ours = ours;
    this.requests = transport.createRequestFactory(defaults::prepare);
    this.answers = new AnswerReader(settings);
    this.connections = new ConnectionReader(settings, defaults);
  }

  /**
   * Makes the calls of a configured gateway; connects to nothing yet.
   *
   * @throws io.github.ibkrauth.auth.error.AuthConfigurationException with every problem found
   */
  static HttpGatewayCalls open(AuthConfig config, AuthRuntime runtime) {
    GatewaySettings settings = new SettingsReader(config).read();
    CookieJar cookies = new CookieJar(settings.gateway(), runtime.clock());
    return open(settings, cookies, config, HttpDefaults.from(config), runtime);
  }

  /** Makes the calls of a gateway whose cookies are kept elsewhere; connects to nothing yet. */
  static HttpGatewayCalls open(
      GatewaySettings settings,
      CookieJar cookies,
      AuthConfig config,
      HttpDefaults defaults,
      AuthRuntime runtime) {
    return runtime
        .service(HttpTransport.class)
        .map(lent -> new HttpGatewayCalls(settings, cookies, runtime, defaults, lent, false))
        .orElseGet(
            () ->
                new HttpGatewayCalls(
                    settings,
                    cookies,
                    runtime,
                    defaults,
                    new TrustSettings(config)
                        .serverTrust()
                        .map(defaults::newTransport)
                        .orElseGet(defaults::newTransport),
                    true));
  }

  @Override
  public GatewayReply tickle() {
    return ask(GatewayCall.TICKLE).reply();
  }

  @Override
  public GatewayReply validate() {
    return ask(GatewayCall.VALIDATE).reply();
  }

  @Override
  public GatewayReply status() {
    return ask(GatewayCall.STATUS).reply();
  }

  @Override
  public GatewayReply initialize(boolean compete) {
    byte[] body =
        ("{\"publish\":true,\"compete\":" + compete + "}").getBytes(StandardCharsets.US_ASCII);
    return send(GatewayCall.INITIALIZE, "POST", new ByteArrayContent(JSON, body)).reply();
  }

  @Override
  public GatewayReply reauthenticate() {
    return ask(GatewayCall.REAUTHENTICATE).reply();
  }

  @Override
  public GatewayReply logout() {
    return ask(GatewayCall.LOGOUT).reply();
  }

  @Override
  public URI loginPage() {
    return settings.loginPage();
  }

  /** Makes a call that needs no body. */
  GatewayAnswer ask(GatewayCall call) {
    boolean gets =
        call == GatewayCall.VALIDATE
            || call == GatewayCall.TICKLE && settings.tickleMethod() == TickleMethod.GET;
    return gets ? send(call, "GET", null) : send(call, "POST", new EmptyContent());
  }

  private GatewayAnswer send(GatewayCall call, String method, @Nullable HttpContent content) {
    if (Thread.currentThread().isInterrupted()) {
      return connections.interrupted(call);
    }
    URI uri = uri(call);
    Duration limit = call.isLook() ? settings.probeTimeout() : settings.loginTimeout();
    try {
      HttpRequest request = requests.buildRequest(method, new GenericUrl(uri, true), content);
      request
          .setNumberOfRetries(0)
          .setThrowExceptionOnExecuteError(false)
          .setReadTimeout(Math.toIntExact(limit.toMillis()));
      cookies.header(uri.getRawPath()).ifPresent(request.getHeaders()::setCookie);
      return read(call, uri, request.execute(), runtime.clock().instant().plus(limit));
    } catch (IOException e) {
      return closed ? connections.closed(call) : connections.read(call, uri, limit, e);
    } catch (NumberFormatException malformedHeader) {
      return connections.notHttp();
    } catch (IllegalStateException e) {
      if (closed) {
        return connections.closed(call);
      }
      throw e;
    }
  }

  private GatewayAnswer read(GatewayCall call, URI uri, HttpResponse response, Instant until)
      throws IOException {
    try {
      Map<String, List<String>> headers = ResponseHeaders.of(response);
      cookies.take(headers.getOrDefault("set-cookie", List.of()), uri);
      return answers.read(call, response.getStatusCode(), headers, body(response, until));
    } finally {
      disconnect(response);
    }
  }

  /** Ends it; what goes wrong then must not hide what went wrong before. */
  private static void disconnect(HttpResponse response) {
    try {
      response.disconnect();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connection did not end well: {0}", e.getClass().getName());
    }
  }

  /** Reads up to a limit of size and of time: a body that trickles in is no answer. */
  private String body(HttpResponse response, Instant until) throws IOException {
    InputStream content = response.getContent();
    if (content == null) {
      return "";
    }
    // What the gateway says of a login has some hundred bytes; pages that it should not send, more.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    byte[] part = new byte[1024];
    int read = 0;
    while (read >= 0 && bytes.size() < BODY_LIMIT) {
      bytes.write(part, 0, read);
      if (runtime.clock().instant().isAfter(until)) {
        throw new SocketTimeoutException("the body takes too long");
      }
      read = content.read(part, 0, Math.min(part.length, BODY_LIMIT - bytes.size()));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The deprecated way is known by its old path, which every gateway serves. */
  private URI uri(GatewayCall call) {
    boolean own = call == GatewayCall.REAUTHENTICATE;
    return URI.create((own ? settings.gateway() : settings.api()) + call.path());
  }

  /** Shuts down the transport, unless it is the application's. */
  @Override
  public void close() {
    if (!ours) {
      return;
    }
    closed = true;
    try {
      transport.shutdown();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The connections did not close: {0}", e.getClass().getName());
    }
  }

  @Override
  public String toString() {
    return "GatewayCalls(" + settings.gateway() + ")";
  }
}
