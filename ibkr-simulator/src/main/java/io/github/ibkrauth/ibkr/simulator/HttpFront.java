package io.github.ibkrauth.ibkr.simulator;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns the server's requests into calls and answers into its responses; the only class that reads
 * server types.
 */
final class HttpFront extends Handler.Abstract {
  private final Reception reception;
  private final AnswerWriter writer;
  private final ObservedAddress address;

  HttpFront(Reception reception, AnswerWriter writer, ObservedAddress address) {
    this.reception = reception;
    this.writer = writer;
    this.address = address;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Call head = head(request);
    Call call = EdgeRules.refusal(head).isPresent() ? head : withBody(head, request);
    writer.write(call, reception.receive(call), request, response, callback);
    return true;
  }

  private Call head(Request request) {
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

  private static Call withBody(Call head, Request request) throws Exception {
    ByteBuffer buffer = Content.Source.asByteBuffer(request);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    return head.withBody(body);
  }
}
