package io.github.ibkrauth.auth.testkit;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One answer of a {@link ScriptedTransport}; counts as open until closed or disconnected. */
final class ScriptedResponse extends LowLevelHttpResponse {

  private final Reply reply;
  private final List<Map.Entry<String, String>> headers;
  private final Body body;

  ScriptedResponse(Reply reply, AtomicInteger openResponses) {
    this.reply = reply;
    this.headers = reply.headers();
    this.body = new Body(reply, openResponses);
  }

  @Override
  public InputStream getContent() {
    return body;
  }

  @Override
  public @Nullable String getContentEncoding() {
    return reply.header("Content-Encoding").orElse(null);
  }

  @Override
  public long getContentLength() {
    return reply.body().length;
  }

  @Override
  public @Nullable String getContentType() {
    return reply.header("Content-Type").orElse(null);
  }

  @Override
  public String getStatusLine() {
    return "HTTP/1.1 " + reply.status();
  }

  @Override
  public int getStatusCode() {
    return reply.status();
  }

  @Override
  public String getReasonPhrase() {
    return "";
  }

  @Override
  public int getHeaderCount() {
    return headers.size();
  }

  @Override
  public String getHeaderName(int index) {
    return headers.get(index).getKey();
  }

  @Override
  public String getHeaderValue(int index) {
    return headers.get(index).getValue();
  }

  @Override
  public void disconnect() {
    body.end();
  }

  private static final class Body extends FilterInputStream {

    private final boolean cut;
    private final AtomicInteger openResponses;
    private final AtomicBoolean ended = new AtomicBoolean();

    Body(Reply reply, AtomicInteger openResponses) {
      super(
          new ByteArrayInputStream(
              reply.cutAfter() < 0 ? reply.body() : Arrays.copyOf(reply.body(), reply.cutAfter())));
      this.cut = reply.cutAfter() >= 0;
      this.openResponses = openResponses;
      openResponses.incrementAndGet();
    }

    @Override
    public int read() throws IOException {
      return checked(super.read());
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return checked(super.read(buffer, from, length));
    }

    @Override
    public void close() throws IOException {
      end();
      super.close();
    }

    void end() {
      if (ended.compareAndSet(false, true)) {
        openResponses.decrementAndGet();
      }
    }

    private int checked(int result) throws IOException {
      if (result < 0 && cut) {
        throw new IOException("Connection reset");
      }
      return result;
    }
  }
}
