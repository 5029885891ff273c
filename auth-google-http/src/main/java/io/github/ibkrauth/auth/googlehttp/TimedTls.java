package io.github.ibkrauth.auth.googlehttp;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Gives a handshake no more time in all than the server may be silent during it. */
class TimedTls extends SSLConnectionSocketFactory {

  /** Lets the socket's own limit come first where nothing comes at all. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Duration limit;

  TimedTls(SSLContext tls, Duration limit) {
    super(tls);
    this.limit = limit.plus(MARGIN);
  }

  @Override
  public Socket createLayeredSocket(
      Socket socket, String target, int port, Object attachment, HttpContext context)
      throws IOException {
    Deadline deadline = Deadline.after(limit, () -> close(socket));
    Socket secure;
    try {
      secure = super.createLayeredSocket(socket, target, port, attachment, context);
    } catch (IOException e) {
      throw deadline.isMissed() ? new SocketTimeoutException("Read timed out") : e;
    } finally {
      deadline.isMissed();
    }
    if (deadline.isMissed()) {
      throw new SocketTimeoutException("Read timed out");
    }
    return secure;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException nobodyWantsIt) {
      // It is closed all the same.
    }
  }
}
