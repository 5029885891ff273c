package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A transport on which one request meets a fault on this side of the wire: no connection comes
 * about, or the connection breaks while the body is sent. Used by one thread.
 */
final class OrderWire extends HttpTransport {

  private final HttpTransport carrier;
  private @Nullable Fault armed;

  OrderWire(HttpTransport carrier) {
    this.carrier = carrier;
  }

  /** No connection comes about for the next such request. */
  void refuse(String method, String path) {
    armed = new Fault(method, path, -1);
  }

  /** The connection breaks after a part of the body of the next such request. */
  void cut(String method, String path, int percent) {
    armed = new Fault(method, path, percent);
  }

  void clear() {
    armed = null;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
    LowLevelHttpRequest real = CarriedRequest.of(carrier, method, url);
    Fault fault = armed;
    if (fault == null
        || !fault.method.equals(method)
        || !URI.create(url).getPath().matches(fault.path)) {
      return real;
    }
    armed = null;
    return new Broken(real, fault.percent);
  }

  /** One fault to come; a percentage below zero stands for no connection. */
  private record Fault(String method, String path, int percent) {}

  /** A request that does not get through. */
  private static final class Broken extends CarriedRequest {

    private final int percent;

    private Broken(LowLevelHttpRequest real, int percent) {
      super(real);
      this.percent = percent;
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      if (percent < 0 || getStreamingContent() == null) {
        throw new ConnectException("Connection refused");
      }
      long most = getContentLength() * percent / 100;
      var whole = getStreamingContent();
      setStreamingContent(out -> whole.writeTo(new Breaking(out, most)));
      return send();
    }
  }

  /** Lets some bytes through and breaks. */
  private static final class Breaking extends OutputStream {

    private final OutputStream out;
    private long left;

    private Breaking(OutputStream out, long most) {
      this.out = out;
      this.left = most;
    }

    @Override
    public void write(int b) throws IOException {
      if (left-- <= 0) {
        out.flush();
        throw new SocketException("Broken pipe");
      }
      out.write(b);
    }
  }

  @Override
  public void shutdown() throws IOException {
    carrier.shutdown();
  }
}
