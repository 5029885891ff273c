package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
  private final Method build;
  private @Nullable Fault armed;

  OrderWire(HttpTransport carrier) {
    this.carrier = carrier;
    try {
      this.build =
          HttpTransport.class.getDeclaredMethod("buildRequest", String.class, String.class);
      build.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
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
    try {
      LowLevelHttpRequest real = (LowLevelHttpRequest) build.invoke(carrier, method, url);
      Fault fault = armed;
      if (fault == null
          || !fault.method.equals(method)
          || !URI.create(url).getPath().matches(fault.path)) {
        return real;
      }
      armed = null;
      return new Broken(real, fault.percent);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One fault to come; a percentage below zero stands for no connection. */
  private record Fault(String method, String path, int percent) {}

  /** A request that does not get through. */
  private static final class Broken extends LowLevelHttpRequest {

    private final LowLevelHttpRequest real;
    private final int percent;

    private Broken(LowLevelHttpRequest real, int percent) {
      this.real = real;
      this.percent = percent;
    }

    @Override
    public void addHeader(String name, String value) throws IOException {
      real.addHeader(name, value);
    }

    @Override
    public void setTimeout(int connectTimeout, int readTimeout) throws IOException {
      real.setTimeout(connectTimeout, readTimeout);
    }

    @Override
    public void setWriteTimeout(int writeTimeout) throws IOException {
      real.setWriteTimeout(writeTimeout);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      if (percent < 0 || getStreamingContent() == null) {
        throw new ConnectException("Connection refused");
      }
      long most = getContentLength() * percent / 100;
      real.setStreamingContent(out -> getStreamingContent().writeTo(new Breaking(out, most)));
      real.setContentEncoding(getContentEncoding());
      real.setContentLength(getContentLength());
      real.setContentType(getContentType());
      return real.execute();
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
