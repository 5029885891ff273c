package io.github.ibkrauth.auth.googlehttp;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.http.message.HttpRequestWrapper;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that shows its address without the query, which may hold a token, to everything but the
 * {@linkplain Writer writer} of the connection. The HTTP client logs the address it is shown.
 */
final class QuietRequest extends HttpRequestWrapper implements ClassicHttpRequest {

  private final ClassicHttpRequest original;

  QuietRequest(ClassicHttpRequest original) {
    super(original);
    this.original = original;
  }

  @Override
  public String getRequestUri() {
    String target = original.getRequestUri();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  @Override
  public @Nullable HttpEntity getEntity() {
    return original.getEntity();
  }

  @Override
  public void setEntity(@Nullable HttpEntity entity) {
    original.setEntity(entity);
  }

  @Override
  public String toString() {
    return getMethod() + " " + getRequestUri();
  }

  /** Writes the request line with the whole address. */
  static final class Writer extends DefaultHttpRequestWriter {

    @Override
    protected void writeHeadLine(ClassicHttpRequest message, CharArrayBuffer line) {
      ClassicHttpRequest whole = message instanceof QuietRequest quiet ? quiet.original : message;
      BasicLineFormatter.INSTANCE.formatRequestLine(line, new RequestLine(whole));
    }
  }
}
