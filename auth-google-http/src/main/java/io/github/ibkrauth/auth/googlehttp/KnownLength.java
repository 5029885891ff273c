package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.EmptyContent;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpEncoding;
import com.google.api.client.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request with a body a {@code Content-Length}, and every POST, PUT and PATCH without
 * one {@code Content-Length: 0}. A body whose length is not known is read into memory.
 */
final class KnownLength {

  private static final Set<String> USUALLY_WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private KnownLength() {}

  static void ensure(HttpRequest request) throws IOException {
    // The transport derives both from the content, and refuses or doubles what was set by hand.
    request.getHeaders().setContentLength(null);
    request.getHeaders().set("Transfer-Encoding", null);
    HttpContent content = request.getContent();
    HttpEncoding encoding = request.getEncoding();
    if (content == null) {
      if (USUALLY_WITH_BODY.contains(request.getRequestMethod())) {
        request.setContent(new EmptyContent());
      }
    } else if (encoding != null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      encoding.encode(content, bytes);
      request.setEncoding(null);
      request.getHeaders().setContentEncoding(encoding.getName());
      request.setContent(new Buffered(content, bytes.toByteArray()));
    } else if (content.getLength() < 0) {
      request.setContent(buffered(content));
    }
  }

  /** Returns the same body with its bytes at hand; it may be repeated only if the original may. */
  static Buffered buffered(HttpContent content) throws IOException {
    if (content instanceof Buffered already) {
      return already;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    return new Buffered(content, bytes.toByteArray());
  }

  /** A body in memory. */
  static final class Buffered implements HttpContent {

    private final HttpContent original;
    private final byte[] bytes;

    private Buffered(HttpContent original, byte[] bytes) {
      this.original = original;
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public @Nullable String getType() {
      return original.getType();
    }

    @Override
    public boolean retrySupported() {
      return original.retrySupported();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
      out.flush();
    }
  }
}
