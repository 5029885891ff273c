package io.github.ibkrauth.auth.googlehttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on loopback that connects to where it is told, while it is this JVM's proxy. */
final class Tunnel implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ProxySelector before = ProxySelector.getDefault();

  private Tunnel() throws IOException {}

  /** Starts one through which everything goes until it is closed. */
  static Tunnel forEverything() throws IOException {
    Tunnel tunnel = new Tunnel();
    daemon(tunnel::accept);
    Proxy proxy = new Proxy(Proxy.Type.HTTP, tunnel.listener.getLocalSocketAddress());
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(proxy);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    return tunnel;
  }

  /** Returns where it was told to connect to, in order. */
  List<String> targets() {
    return List.copyOf(targets);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        sockets.add(client);
        daemon(() -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try {
      String target = head(client.getInputStream()).split(" ")[1];
      targets.add(target);
      Socket server = new Socket("localhost", Integer.parseInt(target.split(":")[1]));
      sockets.add(server);
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      daemon(() -> copy(server, client));
      copy(client, server);
    } catch (IOException over) {
      // One side hung up.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no request");
      }
      text.append((char) one);
    }
    return text.toString();
  }

  private static void copy(Socket from, Socket to) {
    try (Socket ours = from;
        Socket theirs = to;
        InputStream in = ours.getInputStream();
        OutputStream out = theirs.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException over) {
      // One side hung up.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    ProxySelector.setDefault(before);
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
