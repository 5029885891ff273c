package io.github.ibkrauth.ibkr.simulator;

import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers every request of the server as the gateway program does. */
final class GatewayFront extends Handler.Abstract {
  private final GatewayProxy proxy;
  private final CallReader reader;
  private final AnswerWriter own;
  private final AnswerWriter passed;
  private final StreamUpgrade streams;

  GatewayFront(
      GatewayProxy proxy,
      CallReader reader,
      InstantSource time,
      boolean announceSilence,
      StreamUpgrade streams) {
    this.proxy = proxy;
    this.streams = streams;
    this.reader = reader;
    this.own = new AnswerWriter(time, announceSilence);
    this.passed = AnswerWriter.chunked(time, announceSilence);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Call head = reader.head(request);
    Optional<Reception.Outcome> answer = proxy.ownAnswer(head);
    if (answer.isPresent()) {
      own.write(proxy.forwarded(head), answer.get(), request, response, callback);
      return true;
    }
    Call whole = EdgeRules.refusal(head).isPresent() ? head : CallReader.withBody(head, request);
    Call forwarded = proxy.forwarded(whole);
    Reception.Outcome outcome = proxy.forward(forwarded);
    if (StreamUpgrade.isLetIn(forwarded, outcome)) {
      streams.open(forwarded, outcome, request, response, callback, true, proxy::reachesBroker);
      return true;
    }
    passed.write(forwarded, outcome, request, response, callback);
    return true;
  }
}
