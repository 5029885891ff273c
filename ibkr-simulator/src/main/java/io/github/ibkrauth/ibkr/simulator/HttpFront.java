package io.github.ibkrauth.ibkr.simulator;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every request of the server as the broker does. */
final class HttpFront extends Handler.Abstract {
  private final Reception reception;
  private final AnswerWriter writer;
  private final CallReader reader;

  HttpFront(Reception reception, AnswerWriter writer, CallReader reader) {
    this.reception = reception;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Call head = reader.head(request);
    Call call = EdgeRules.refusal(head).isPresent() ? head : CallReader.withBody(head, request);
    writer.write(call, reception.receive(call), request, response, callback);
    return true;
  }
}
