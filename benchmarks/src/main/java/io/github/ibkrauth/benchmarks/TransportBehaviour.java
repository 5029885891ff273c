package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Prints what each transport does where a resent request or a missing header costs money: how often
 * a request arrives when a kept connection dies, and which length a body has on the wire. Nothing
 * but the transport itself is set up, so this is what it does when it is used as it comes.
 */
public final class TransportBehaviour {

  private TransportBehaviour() {}

  /** Runs all cases. */
  public static void main(String[] args) throws Exception {
    Map<String, HttpTransport> transports = new LinkedHashMap<>();
    transports.put("ours", HttpDefaults.standard().newTransport());
    transports.put("apache5", new Apache5HttpTransport());
    transports.put("net", new NetHttpTransport());
    transports.put("java.net.http", new JdkClientTransport());
    for (Map.Entry<String, HttpTransport> entry : transports.entrySet()) {
      HttpTransport transport = entry.getValue();
      StringBuilder line = new StringBuilder(entry.getKey());
      for (String method : new String[] {"GET", "DELETE", "POST"}) {
        line.append("; ").append(method).append(" on a dying connection arrives ");
        line.append(dying(transport, method)).append(" time(s)");
      }
      HttpContent stream =
          new InputStreamContent("text/plain", new ByteArrayInputStream(new byte[3]));
      line.append("; POST without content: ").append(length(transport, "POST", null));
      line.append("; POST of nothing: ").append(length(transport, "POST", new EmptyContent()));
      line.append("; POST of a stream: ").append(length(transport, "POST", stream));
      line.append("; PATCH: ")
          .append(length(transport, "PATCH", ByteArrayContent.fromString("text/plain", "abc")));
      System.out.println(line);
      transport.shutdown();
    }
    System.exit(0);
  }

  /** How often the second request on a connection arrives when it is always cut unanswered. */
  private static long dying(HttpTransport transport, String method) throws Exception {
    try (Server server = new Server("/second")) {
      send(transport, "GET", server.url("/first"), null);
      HttpContent body =
          method.equals("POST") ? ByteArrayContent.fromString("text/plain", "abc") : null;
      send(transport, method, server.url("/second"), body);
      return server.heads.stream().filter(head -> head.contains("/second")).count();
    }
  }

  private static String length(HttpTransport transport, String method, @Nullable HttpContent body)
      throws Exception {
    try (Server server = new Server("/never")) {
      String failure = send(transport, method, server.url("/"), body);
      if (server.heads.isEmpty()) {
        return failure;
      }
      return server
          .heads
          .get(0)
          .lines()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .filter(line -> line.startsWith("content-length") || line.startsWith("transfer-enc"))
          .findFirst()
          .orElse("no length");
    }
  }

  private static String send(
      HttpTransport transport, String method, String url, @Nullable HttpContent body) {
    try {
      transport
          .createRequestFactory()
          .buildRequest(method, new GenericUrl(url), body)
          .setReadTimeout(2000)
          .execute()
          .disconnect();
      return "answered";
    } catch (IOException | IllegalArgumentException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** Answers everything but one path, at which it cuts the connection. Takes bodies unread. */
  private static final class Server implements AutoCloseable {

    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String cutAt;

    Server(String cutAt) throws IOException {
      this.cutAt = cutAt;
      Thread thread = new Thread(this::accept);
      thread.setDaemon(true);
      thread.start();
    }

    String url(String path) {
      return "http://localhost:" + listener.getLocalPort() + path;
    }

    private void accept() {
      try {
        while (true) {
          Socket socket = listener.accept();
          Thread thread = new Thread(() -> serve(socket));
          thread.setDaemon(true);
          thread.start();
        }
      } catch (IOException closed) {
        // The case is over.
      }
    }

    private void serve(Socket socket) {
      try (socket;
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
        while (true) {
          StringBuilder head = new StringBuilder();
          String line = in.readLine();
          while (line != null && !line.isEmpty()) {
            head.append(line).append('\n');
            line = in.readLine();
          }
          if (line == null) {
            return;
          }
          heads.add(head.toString());
          if (head.indexOf(cutAt) >= 0) {
            return;
          }
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException clientWentAway) {
        // The case is over.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
