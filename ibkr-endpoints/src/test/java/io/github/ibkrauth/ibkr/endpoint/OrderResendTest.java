package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The temptation for every HTTP client: an order goes out on a connection that was kept from the
 * call before, and the server closes it without an answer. On a socket, over the library's own
 * transport.
 */
@Timeout(60)
class OrderResendTest {

  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final Script script = new Script();
  private ServerSocket server;
  private OrderEndpoints orders;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(this::accept, "accepting");
    accepting.setDaemon(true);
    accepting.start();
    HttpDefaults defaults = HttpDefaults.standard();
    orders =
        new OrderEndpoints(
            ApiCalls.of(
                Script.session(URI.create("http://127.0.0.1:" + server.getLocalPort())),
                script.runtime,
                defaults.newTransport(),
                defaults),
            script.runtime);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE"})
  void order_whenAKeptConnectionDies_arrivesOnce(String method) {
    orders.live();
    OrderRequest order =
        OrderRequest.limit(7, OrderSide.BUY, BigDecimal.ONE, BigDecimal.TEN).clientOrderId("mine");
    assertThatThrownBy(
            () -> {
              if (method.equals("POST")) {
                orders.place("U1", order);
              } else {
                orders.cancel("U1", 5);
              }
            })
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(arrived).hasSize(2);
    assertThat(arrived.get(0)).startsWith("1 GET ");
    assertThat(arrived.get(1)).startsWith("1 " + method + " ");
  }

  private void accept() {
    for (int number = 1; !server.isClosed(); number++) {
      try {
        Socket socket = server.accept();
        int connection = number;
        Thread serving = new Thread(() -> serve(socket, connection), "serving");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Answers a GET and keeps the connection; whatever else is read and not answered. */
  private void serve(Socket socket, int connection) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String request = line;
        int length = 0;
        for (line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(line.substring(15).strip());
          }
        }
        in.skip(length);
        arrived.add(connection + " " + request);
        if (!request.startsWith("GET")) {
          socket.setSoLinger(true, 0);
          return;
        }
        socket
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException gone) {
      arrived.add(connection + " broke");
    }
  }
}
