package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A broker's answers over kept connections on loopback, with as little work for each as can be: a
 * thread for a connection, no checks, no log. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {

  private final CannedBroker broker;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();
  private long ended;

  /** Starts it. */
  public LoopbackServer(CannedBroker broker) {
    this.broker = broker;
    try {
      listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Returns where it is, without a slash at the end. */
  public String base() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Returns how many requests were answered. */
  public long requests() {
    return requests.get();
  }

  /** Returns the processor time of all its threads so far, in nanoseconds. */
  public synchronized long processorTime() {
    ThreadMXBean times = ManagementFactory.getThreadMXBean();
    return ended
        + threads.stream()
            .mapToLong(thread -> Math.max(0, times.getThreadCpuTime(thread.getId())))
            .sum();
  }

  /** Keeps what a thread took, in one step: it is counted once, whenever somebody asks. */
  private synchronized void ended(Thread thread) {
    ended += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    threads.remove(thread);
  }

  private void start(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              work.run();
              ended(Thread.currentThread());
            },
            "loopback-server");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The run is over.
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      socket.setTcpNoDelay(true);
      Lines lines = new Lines(in);
      OutputStream out = socket.getOutputStream();
      String first = lines.next();
      while (!first.isEmpty()) {
        out.write(exchange(first, lines));
        requests.incrementAndGet();
        first = lines.next();
      }
    } catch (IOException clientWentAway) {
      // The client has closed the connection.
    } finally {
      sockets.remove(socket);
    }
  }

  private byte[] exchange(String first, Lines lines) throws IOException {
    String authorization = "";
    int length = 0;
    for (String header = lines.next(); !header.isEmpty(); header = lines.next()) {
      int colon = header.indexOf(':');
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      if (name.equals("authorization")) {
        authorization = header.substring(colon + 1).strip();
      } else if (name.equals("content-length")) {
        length = Integer.parseInt(header.substring(colon + 1).strip());
      }
    }
    lines.skip(length);
    String target = first.split(" ", 3)[1];
    int query = target.indexOf('?');
    byte[] body = broker.answer(query < 0 ? target : target.substring(0, query), authorization);
    byte[] content = body == null ? new byte[0] : body;
    byte[] head =
        ("HTTP/1.1 "
                + (body == null ? "404 Not Found" : "200 OK")
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + content.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + content.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(content, 0, whole, head.length, content.length);
    return whole;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The head of a request, line by line, and its body. Not thread-safe. */
  private static final class Lines {

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;

    Lines(InputStream in) {
      this.in = in;
    }

    /** Returns a line without its end; empty at the end of a head and of the connection. */
    String next() throws IOException {
      int start = at;
      while (true) {
        while (at < end) {
          if (buffer[at++] == '\n') {
            return new String(buffer, start, at - start - 2, StandardCharsets.ISO_8859_1);
          }
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        at = end;
        start = 0;
        if (!fill()) {
          return "";
        }
      }
    }

    void skip(int count) throws IOException {
      int left = count;
      while (left > end - at) {
        left -= end - at;
        at = 0;
        end = 0;
        if (!fill()) {
          return;
        }
      }
      at += left;
    }

    private boolean fill() throws IOException {
      int read = in.read(buffer, end, buffer.length - end);
      end += Math.max(read, 0);
      return read > 0;
    }
  }
}
