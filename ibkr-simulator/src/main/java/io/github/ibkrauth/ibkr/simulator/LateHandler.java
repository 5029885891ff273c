package io.github.ibkrauth.ibkr.simulator;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Keeps requests waiting until the handler that serves them is known. */
final class LateHandler extends Handler.Abstract {
  private final CompletableFuture<HttpFront> front = new CompletableFuture<>();

  void serve(HttpFront handler) {
    front.complete(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return front.get().handle(request, response, callback);
  }
}
