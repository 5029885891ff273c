package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.ibkrauth.auth.time.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The library's own transport, except that a silence which the simulator announces is a read
 * time-out that takes simulated time instead of real time.
 */
final class InstantSilence extends HttpTransport {

  private static final int ANNOUNCED = 599;

  private final HttpTransport carrier;
  private final Sleeper sleeper;
  private final Duration patience;
  private final Method build;

  InstantSilence(HttpTransport carrier, Sleeper sleeper, Duration patience) {
    this.carrier = carrier;
    this.sleeper = sleeper;
    this.patience = patience;
    try {
      this.build =
          HttpTransport.class.getDeclaredMethod("buildRequest", String.class, String.class);
      build.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
    try {
      return new Request((LowLevelHttpRequest) build.invoke(carrier, method, url));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void shutdown() throws IOException {
    carrier.shutdown();
  }

  private final class Request extends LowLevelHttpRequest {

    private final LowLevelHttpRequest real;

    private Request(LowLevelHttpRequest real) {
      this.real = real;
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
      real.setStreamingContent(getStreamingContent());
      real.setContentEncoding(getContentEncoding());
      real.setContentLength(getContentLength());
      real.setContentType(getContentType());
      LowLevelHttpResponse response = real.execute();
      if (response.getStatusCode() != ANNOUNCED) {
        return response;
      }
      response.getContent().close();
      try {
        sleeper.sleep(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      throw new SocketTimeoutException("Read timed out");
    }
  }
}
