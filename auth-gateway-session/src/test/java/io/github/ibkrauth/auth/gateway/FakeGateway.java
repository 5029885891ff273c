package io.github.ibkrauth.auth.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.AuthRuntime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway on loopback that hands out a cookie with each tickle and wants it back: the strictest
 * kind there could be. Answers without a length, in chunks.
 */
final class FakeGateway implements AutoCloseable {

  static final String SESSION_ID = "0123456789abcdef0123456789abcdef";

  final AtomicInteger tickles = new AtomicInteger();
  final List<String> cookiesIssued = new CopyOnWriteArrayList<>();
  volatile Duration delay = Duration.ZERO;
  volatile boolean broken;
  volatile boolean loggedIn = true;

  private final AtomicInteger epoch = new AtomicInteger(1);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/api/tickle", this::tickle);
    server.createContext("/v1/api/portfolio/accounts", this::accounts);
    server.start();
  }

  static FakeGateway start() {
    try {
      return new FakeGateway();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Map<String, String> settings() {
    return Map.of("gateway-session.base-url", base() + "/v1/api/");
  }

  /** Wants another cookie from now on, as after a new login. */
  void forget() {
    epoch.incrementAndGet();
  }

  private void tickle(HttpExchange exchange) throws IOException {
    tickles.incrementAndGet();
    try {
      AuthRuntime.system().sleeper().sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken) {
      answer(exchange, 503, "{\"error\":\"Service Unavailable\",\"statusCode\":503}");
    } else if (!loggedIn) {
      answer(exchange, 401, "");
    } else {
      exchange.getResponseHeaders().add("Set-Cookie", cookie() + "; Path=/; HttpOnly");
      cookiesIssued.add(cookie().substring("GW=".length()));
      answer(
          exchange,
          200,
          "{\"session\":\""
              + SESSION_ID
              + "\",\"ssoExpires\":400000,\"collission\":false,\"userId\":1,\"iserver\":"
              + "{\"authStatus\":{\"authenticated\":true,\"competing\":false,\"connected\":true}}}");
    }
  }

  private void accounts(HttpExchange exchange) throws IOException {
    boolean known = cookie().equals(exchange.getRequestHeaders().getFirst("Cookie"));
    answer(exchange, loggedIn && known ? 200 : 401, "[]");
  }

  private String cookie() {
    return "GW=canary-cookie-number-" + epoch.get();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
