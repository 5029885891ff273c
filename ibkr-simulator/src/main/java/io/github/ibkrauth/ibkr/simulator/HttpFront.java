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
  private final InFlight inFlight;
  private final StreamUpgrade streams;

  HttpFront(
      Reception reception,
      AnswerWriter writer,
      CallReader reader,
      InFlight inFlight,
      StreamUpgrade streams) {
    this.inFlight = inFlight;
    this.streams = streams;
    this.reception = reception;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    reception.catchUp();
    Call head = reader.head(request);
    Disturbance disturbance = reception.disturbance(head);
    boolean unread =
        disturbance.delivery() == Disturbance.Delivery.UNREAD
            || EdgeRules.refusal(head).isPresent();
    Call call = unread ? head : CallReader.withBody(head, request);
    RequestLog.Target target = new RequestLog.Target(call.method(), call.path());
    inFlight.enter(target);
    boolean late = false;
    Reception.Outcome outcome;
    try {
      outcome = reception.receive(call, disturbance, false);
      late = !outcome.disturbance().delay().isZero();
    } finally {
      if (!late) {
        // Before the answer goes out: its reader may ask again at once.
        inFlight.leave(target);
      }
    }
    if (StreamUpgrade.isLetIn(call, outcome)) {
      if (late) {
        inFlight.leave(target);
      }
      streams.open(call, outcome, request, response, callback, false, () -> true);
      return true;
    }
    Callback end = late ? Callback.from(callback, () -> inFlight.leave(target)) : callback;
    writer.write(call, outcome, request, response, end);
    return true;
  }
}
