package io.github.ibkrauth.ibkr.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Turns the server's requests into calls. */
final class CallReader {
  private final ObservedAddress address;

  CallReader(ObservedAddress address) {
    this.address = address;
  }

  Call head(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    String query = request.getHttpURI().getQuery();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      headers
          .computeIfAbsent(field.getName(), name -> new ArrayList<>())
          .add(value == null ? "" : value);
    }
    return new Call(
        request.getMethod(),
        request.getHttpURI().getPath(),
        path,
        Call.canonical(path),
        query == null ? "" : query,
        headers,
        new byte[0],
        address.of(Request.getRemoteAddr(request)),
        Map.of());
  }

  static Call withBody(Call head, Request request) throws Exception {
    ByteBuffer buffer = Content.Source.asByteBuffer(request);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    return head.withBody(body);
  }
}
