package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares transports on loopback, in turns: each round gives every transport the same short time,
 * so that what else the machine does hits all alike. Prints the median time of a call, and its
 * ratio to the first transport in the same round (median over rounds, with quartiles).
 *
 * <p>Arguments: rounds (default 15), milliseconds for each turn (default 300).
 */
public final class TransportComparison {

  private static final byte[] ANSWER =
      ("{\"amount\":" + "1".repeat(900) + "}").getBytes(StandardCharsets.US_ASCII);
  private static final String BODY =
      "{\"side\":\"BUY\",\"quantity\":1,\"text\":\"" + "x".repeat(150) + "\"}";

  private static final Map<HttpTransport, Integer> failures = new ConcurrentHashMap<>();

  private TransportComparison() {}

  /** Runs all cases. */
  public static void main(String[] args) throws Exception {
    // Before the server's classes load; else each answer waits for a delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 15;
    int millis = args.length > 1 ? Integer.parseInt(args[1]) : 300;
    HttpServer server = server();
    Map<String, HttpTransport> transports = new LinkedHashMap<>();
    transports.put("ours", HttpDefaults.standard().newTransport());
    transports.put("apache5", new Apache5HttpTransport());
    transports.put("net", new NetHttpTransport());
    transports.put("java.net.http", new JdkClientTransport());
    System.out.println(
        "case, transport, median us, ratio to ours: median [quartiles], failed calls so far");
    for (int threads : new int[] {1, 16}) {
      for (String method : new String[] {"GET", "POST"}) {
        compare(transports, url(server), method, threads, rounds, millis);
      }
    }
    for (HttpTransport transport : transports.values()) {
      transport.shutdown();
    }
    server.stop(0);
    System.exit(0);
  }

  private static void compare(
      Map<String, HttpTransport> transports,
      String url,
      String method,
      int threads,
      int rounds,
      int millis)
      throws Exception {
    Map<String, double[]> micros = new LinkedHashMap<>();
    transports.keySet().forEach(name -> micros.put(name, new double[rounds]));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    int warmUp = Math.max(3, rounds / 4);
    for (int round = -warmUp; round < rounds; round++) {
      for (Map.Entry<String, HttpTransport> entry : transports.entrySet()) {
        double time = turn(pool, entry.getValue(), url, method, threads, millis);
        if (round >= 0) {
          Objects.requireNonNull(micros.get(entry.getKey()))[round] = time;
        }
      }
    }
    pool.shutdown();
    double[] base = micros.values().iterator().next();
    micros.forEach(
        (name, times) -> {
          double[] ratios = new double[rounds];
          Arrays.setAll(ratios, i -> times[i] / base[i]);
          System.out.printf(
              Locale.ROOT,
              "%s x%d, %s, %.0f, %.2f [%.2f, %.2f], %d%n",
              method,
              threads,
              name,
              Sample.quantile(times, 0.5),
              Sample.quantile(ratios, 0.5),
              Sample.quantile(ratios, 0.25),
              Sample.quantile(ratios, 0.75),
              failures.getOrDefault(transports.get(name), 0));
        });
  }

  /** Returns the mean time of a call in microseconds, as a caller sees it. */
  private static double turn(
      ExecutorService pool,
      HttpTransport transport,
      String url,
      String method,
      int threads,
      int millis)
      throws Exception {
    HttpRequestFactory requests = transport.createRequestFactory(HttpDefaults.standard()::prepare);
    long end = System.nanoTime() + millis * 1_000_000L;
    Callable<long[]> caller =
        () -> {
          long calls = 0;
          long start = System.nanoTime();
          while (System.nanoTime() < end) {
            try {
              call(requests, url, method);
              calls++;
            } catch (IOException e) {
              failures.merge(transport, 1, Integer::sum);
            }
          }
          return new long[] {calls, System.nanoTime() - start};
        };
    List<Future<long[]>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(caller));
    }
    long calls = 0;
    long nanos = 0;
    for (Future<long[]> future : running) {
      calls += future.get()[0];
      nanos += future.get()[1];
    }
    return nanos / 1000.0 / calls;
  }

  private static void call(HttpRequestFactory requests, String url, String method)
      throws IOException {
    HttpContent body =
        method.equals("POST") ? ByteArrayContent.fromString("application/json", BODY) : null;
    String answer =
        requests.buildRequest(method, new GenericUrl(url), body).execute().parseAsString();
    if (answer.length() != ANSWER.length) {
      throw new IllegalStateException("half an answer");
    }
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, ANSWER.length);
          exchange.getResponseBody().write(ANSWER);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String url(HttpServer server) {
    return "http://localhost:"
        + server.getAddress().getPort()
        + "/v1/api/portfolio/accounts?page=1";
  }
}
