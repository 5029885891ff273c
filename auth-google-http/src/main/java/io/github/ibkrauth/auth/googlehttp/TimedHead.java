package io.github.ibkrauth.auth.googlehttp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Gives the head of an answer no more time in all than the server may be silent before it. Stands
 * where the connection is made already.
 */
final class TimedHead implements ExecChainHandler {

  /** Lets the socket's own limit, which cuts nothing, come first where nothing comes at all. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Duration writeTimeout;

  TimedHead(Duration writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    Timeout silence = scope.clientContext.getRequestConfig().getResponseTimeout();
    if (silence == null || !silence.isEnabled()) {
      return chain.proceed(request, scope);
    }
    Duration answer = silence.toDuration().plus(MARGIN);
    HttpEntity body = request.getEntity();
    boolean sends = body != null && body.getContentLength() != 0;
    Deadline deadline =
        Deadline.after(
            sends ? answer.plus(writeTimeout) : answer, scope.execRuntime::discardEndpoint);
    ClassicHttpResponse response;
    try {
      response = chain.proceed(request, scope);
    } catch (IOException e) {
      throw deadline.isMissed() ? late(e) : e;
    } finally {
      deadline.isMissed();
    }
    if (deadline.isMissed()) {
      response.close();
      throw late(null);
    }
    return response;
  }

  private static IOException late(@Nullable IOException cause) {
    IOException late = new SocketTimeoutException("the header takes too long");
    if (cause != null) {
      late.addSuppressed(cause);
    }
    return late;
  }
}
