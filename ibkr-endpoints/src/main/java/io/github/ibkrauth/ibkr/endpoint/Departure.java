package io.github.ibkrauth.ibkr.endpoint;

import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may have left this program. One with a body has not while no byte of the body
 * was asked for, since a server cannot act on half a request; one without has from the moment when
 * it is signed and handed to the transport. Used by the thread that sends.
 */
final class Departure {

  private boolean left;

  /** Watches a request that is about to be executed. */
  void watch(HttpRequest request) {
    HttpContent content = request.getContent();
    if (content != null) {
      request.setContent(new Watched(content));
      return;
    }
    HttpExecuteInterceptor before = request.getInterceptor();
    request.setInterceptor(
        sent -> {
          if (before != null) {
            before.intercept(sent);
          }
          left = true;
        });
  }

  /** Returns whether the request may have left. */
  boolean mayHaveHappened() {
    return left;
  }

  /** Notes when the body is asked for. */
  private final class Watched implements HttpContent {

    private final HttpContent content;

    private Watched(HttpContent content) {
      this.content = content;
    }

    @Override
    public long getLength() throws IOException {
      return content.getLength();
    }

    @Override
    public @Nullable String getType() {
      return content.getType();
    }

    @Override
    public boolean retrySupported() {
      return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      left = true;
      content.writeTo(out);
    }
  }
}
