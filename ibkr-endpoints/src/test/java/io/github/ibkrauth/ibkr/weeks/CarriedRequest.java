package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** A request that another transport carries, for transports that change what becomes of one. */
abstract class CarriedRequest extends LowLevelHttpRequest {

  private static final Method BUILD = build();

  private final LowLevelHttpRequest real;

  CarriedRequest(LowLevelHttpRequest real) {
    this.real = real;
  }

  /** Returns the request of the transport that carries it. */
  static LowLevelHttpRequest of(HttpTransport carrier, String method, String url)
      throws IOException {
    try {
      return (LowLevelHttpRequest) BUILD.invoke(carrier, method, url);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Method build() {
    try {
      Method build =
          HttpTransport.class.getDeclaredMethod("buildRequest", String.class, String.class);
      build.setAccessible(true);
      return build;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public final void addHeader(String name, String value) throws IOException {
    real.addHeader(name, value);
  }

  @Override
  public final void setTimeout(int connectTimeout, int readTimeout) throws IOException {
    real.setTimeout(connectTimeout, readTimeout);
  }

  @Override
  public final void setWriteTimeout(int writeTimeout) throws IOException {
    real.setWriteTimeout(writeTimeout);
  }

  /** Sends it as it was put together. */
  final LowLevelHttpResponse send() throws IOException {
    real.setStreamingContent(getStreamingContent());
    real.setContentEncoding(getContentEncoding());
    real.setContentLength(getContentLength());
    real.setContentType(getContentType());
    return real.execute();
  }
}
