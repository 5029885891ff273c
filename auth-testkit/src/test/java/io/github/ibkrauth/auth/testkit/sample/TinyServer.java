package io.github.ibkrauth.auth.testkit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Issues bearer tokens for one client secret and guards one resource with them. */
final class TinyServer implements AutoCloseable {

  static final String CLIENT_SECRET = "canary-client-secret/1+2";

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger tokenRequests = new AtomicInteger();
  private final List<String> issued = new CopyOnWriteArrayList<>();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean broken;

  TinyServer() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(threads);
    http.createContext("/token", this::token);
    http.createContext("/resource", this::resource);
    http.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  int tokenRequests() {
    return tokenRequests.get();
  }

  List<String> issued() {
    return issued;
  }

  void rejectAll() {
    valid.clear();
  }

  void delay(Duration value) {
    delay = value;
  }

  void broken(boolean value) {
    broken = value;
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void token(HttpExchange exchange) throws IOException {
    int number = tokenRequests.incrementAndGet();
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken) {
      answer(exchange, 503, "come back later");
    } else if (!("Secret " + CLIENT_SECRET).equals(header(exchange))) {
      answer(exchange, 401, "who are you?");
    } else {
      String token = "canary-token-" + number + "-" + System.nanoTime();
      issued.add(token);
      valid.add(token);
      answer(exchange, 200, token);
    }
  }

  private void resource(HttpExchange exchange) throws IOException {
    String header = header(exchange);
    boolean known = header.startsWith("Bearer ") && valid.contains(header.substring(7));
    answer(exchange, known ? 200 : 401, known ? "welcome" : "no");
  }

  private static String header(HttpExchange exchange) {
    String value = exchange.getRequestHeaders().getFirst("Authorization");
    return value == null ? "" : value;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
