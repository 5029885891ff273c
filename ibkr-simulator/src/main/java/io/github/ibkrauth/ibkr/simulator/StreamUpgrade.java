package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.Handshaker;

/** Turns a request that was let in into a WebSocket. */
final class StreamUpgrade {
  private final StreamHub hub;
  private final StreamGate gate;
  private final Handshaker handshaker = Handshaker.newInstance();
  private final WebSocketComponents components = new WebSocketComponents();

  StreamUpgrade(StreamHub hub, StreamGate gate) {
    this.hub = hub;
    this.gate = gate;
    LifeCycle.start(components);
  }

  /** Whether an answer lets a WebSocket be opened. */
  static boolean isLetIn(Call call, Reception.Outcome outcome) {
    return StreamGate.isUpgrade(call)
        && outcome.answer().status() == 101
        && outcome.disturbance().delivery() == Disturbance.Delivery.WHOLE;
  }

  /**
   * Opens it.
   *
   * @param call the request as the broker sees it
   * @param outcome that lets it in, perhaps late
   * @param throughGateway whether the gateway passes it on
   * @param reachable whether messages get through
   */
  void open(
      Call call,
      Reception.Outcome outcome,
      Request request,
      Response response,
      Callback callback,
      boolean throughGateway,
      BooleanSupplier reachable)
      throws Exception {
    Thread.sleep(outcome.disturbance().delay().toMillis());
    OuterSession login = gate.known(call).orElse(null);
    if (login == null) {
      Response.writeError(request, response, callback, 401);
      return;
    }
    StreamConnection connection =
        new StreamConnection(hub, login, StreamGate.sessionValue(call), throughGateway, reachable);
    boolean done =
        handshaker.upgradeRequest(
            (upgrade, answer, end) -> connection,
            request,
            response,
            callback,
            components,
            StreamUpgrade::configure);
    if (!done) {
      Response.writeError(request, response, callback, 400);
    }
  }

  private static void configure(Configuration configuration) {
    configuration.setIdleTimeout(Duration.ZERO);
    configuration.setAutoFragment(false);
  }

  void close() {
    hub.close();
    LifeCycle.stop(components);
  }
}
