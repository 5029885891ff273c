package com.example.housekey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The house's gateway: sells passes for the API key, and passes calls on to whoever knows the
 * broker.
 */
public final class HouseGateway implements AutoCloseable {

  /** Answers a call that came with a valid pass. */
  public interface Broker {

    /** Returns status and body. */
    Reply answer(String method, String pathAndQuery, byte[] body) throws IOException;
  }

  /** An answer in JSON. */
  public record Reply(int status, byte[] body) {}

  private static final int PASS_SECONDS = 600;

  private final String apiKey;
  private final Broker broker;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<String> sold = ConcurrentHashMap.newKeySet();
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sales = new AtomicInteger();
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean broken;

  /** Starts it on a free port of this computer. */
  public HouseGateway(String apiKey, Broker broker) throws IOException {
    this.apiKey = apiKey;
    this.broker = broker;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/passes", exchange -> reply(exchange, sell(exchange)));
    server.createContext("/v1/api/", exchange -> reply(exchange, pass(exchange)));
    server.setExecutor(threads);
    server.start();
  }

  /** Returns where it is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  int sales() {
    return sales.get();
  }

  Set<String> everSold() {
    return Set.copyOf(sold);
  }

  void forgetPasses() {
    valid.clear();
  }

  void delaySales(Duration value) {
    delay = value;
  }

  void breakSales(boolean value) {
    broken = value;
  }

  private Reply sell(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    sales.incrementAndGet();
    if (broken) {
      return json(503, "{\"error\":\"the desk is closed\"}");
    }
    if (!apiKey.equals(exchange.getRequestHeaders().getFirst("X-Api-Key"))) {
      return json(401, "{\"error\":\"unknown key\"}");
    }
    pause(delay);
    String pass = UUID.randomUUID().toString();
    sold.add(pass);
    valid.add(pass);
    return json(200, "{\"pass\":\"" + pass + "\",\"seconds\":" + PASS_SECONDS + "}");
  }

  private Reply pass(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String pass = exchange.getRequestHeaders().getFirst("X-Api-Key");
    if (pass == null || !valid.contains(pass)) {
      return json(401, "{\"error\":\"no valid pass\"}");
    }
    return broker.answer(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
  }

  private static Reply json(int status, String text) {
    return new Reply(status, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private static void reply(HttpExchange exchange, Reply reply) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
