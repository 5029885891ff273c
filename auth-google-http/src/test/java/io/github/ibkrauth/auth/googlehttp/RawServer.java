package io.github.ibkrauth.auth.googlehttp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loopback server that reads requests byte by byte, keeps them, and lets the test write the
 * answer itself: no HTTP library in between that could mend what the client did.
 */
public final class RawServer implements AutoCloseable {

  /** Answers one request; throwing cuts the connection. */
  @FunctionalInterface
  public interface Script {
    void answer(Received request, OutputStream out) throws IOException;
  }

  /** A request as it was on the wire. */
  public record Received(
      int connection, String requestLine, Map<String, List<String>> headers, String body) {

    public String method() {
      return requestLine.split(" ")[0];
    }

    public String target() {
      return requestLine.split(" ")[1];
    }

    public String header(String name) {
      return String.join(" | ", headers.getOrDefault(name, List.of()));
    }
  }

  private final ServerSocket listener;
  private final Script script;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  public RawServer(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  public RawServer(ServerSocket listener, Script script) {
    this.script = script;
    this.listener = listener;
    daemon(this::accept);
  }

  public static byte[] response(int status, String headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " Some Reason\r\n"
            + headers
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(bytes);
    return all.toByteArray();
  }

  public static Script always(int status, String headers, String body) {
    return (request, out) -> out.write(response(status, headers, body));
  }

  public List<Received> requests() {
    return requests;
  }

  public int connections() {
    return connections.get();
  }

  public String url(String target) {
    return "http://localhost:" + listener.getLocalPort() + target;
  }

  public URI uri(String target) {
    return URI.create(url(target));
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        int number = connections.incrementAndGet();
        daemon(() -> serve(socket, number));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Received next = read(in, number); next != null; next = read(in, number)) {
        requests.add(next);
        script.answer(next, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (SocketException clientWentAway) {
      // Part of many tests.
    } catch (IOException cut) {
      // The script wants the connection to be cut.
    }
  }

  private static Received read(InputStream in, int connection) throws IOException {
    String requestLine = line(in);
    if (requestLine == null) {
      return null;
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    List<String> length = headers.getOrDefault("Content-Length", List.of("0"));
    byte[] body = in.readNBytes(Integer.parseInt(length.get(0)));
    if (String.valueOf(headers.get("Transfer-Encoding")).toLowerCase(Locale.ROOT).contains("chu")) {
      throw new IOException("chunked");
    }
    return new Received(connection, requestLine, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
