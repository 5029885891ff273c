package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.googlehttp.support.IoFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.NullEntity;

/**
 * Adds to one exchange what google's transport leaves out: a time limit for sending the body, an
 * empty stream where an answer has no body, and a limit to what is read of a body that nobody wants
 * any more.
 */
final class GuardedExchange implements ExecChainHandler {

  private static final int PART = 8 * 1024;

  /** Counts the parts, not the bytes: what comes in single bytes would never end. */
  private static final int MOST_PARTS = 8;

  /** What the rest of a body may take that nobody wants: a new connection takes no longer. */
  private static final Duration REST = Duration.ofSeconds(1);

  private final Duration writeTimeout;

  GuardedExchange(Duration writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    // Google's transport brings its own settings for each request, so this one is added here: no
    // answer to a challenge but ours.
    scope.clientContext.setRequestConfig(
        RequestConfig.copy(scope.clientContext.getRequestConfig())
            .setAuthenticationEnabled(false)
            .build());
    HttpEntity body = request.getEntity();
    if (body != null && body.getContentLength() != 0) {
      request.setEntity(new TimedBody(body, writeTimeout, scope.execRuntime));
    }
    ClassicHttpResponse response = proceed(request, scope, chain);
    HttpEntity answer = response.getEntity();
    response.setEntity(
        answer == null ? NullEntity.INSTANCE : new AbandonableBody(answer, scope.execRuntime));
    return response;
  }

  /** An interrupt while a connection is waited for may come out as a cancelled wait. */
  private static ClassicHttpResponse proceed(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try {
      return chain.proceed(request, scope);
    } catch (CancellationException e) {
      InterruptedIOException cancelled = new InterruptedIOException("the request was given up");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** Cuts the connection when the server does not take the body in time. */
  private static final class TimedBody extends HttpEntityWrapper {

    private final Duration limit;
    private final ExecRuntime connection;

    TimedBody(HttpEntity body, Duration limit, ExecRuntime connection) {
      super(body);
      this.limit = limit;
      this.connection = connection;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Deadline deadline = Deadline.after(limit, connection::discardEndpoint);
      try {
        super.writeTo(out);
        out.flush();
      } catch (IOException e) {
        if (deadline.isMissed()) {
          throw new IoFailure.NotTakenException();
        }
        throw e;
      } finally {
        deadline.isMissed();
      }
    }
  }

  /**
   * Reads at most a little of the rest when it is closed, and for no more than a moment, then cuts
   * the connection. What broke before is not read any more: it would be waited for once more.
   */
  private static final class AbandonableBody extends HttpEntityWrapper {

    private final ExecRuntime connection;

    AbandonableBody(HttpEntity body, ExecRuntime connection) {
      super(body);
      this.connection = connection;
    }

    @Override
    public InputStream getContent() throws IOException {
      return new FilterInputStream(super.getContent()) {

        private boolean broken;
        private boolean ended;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
          try {
            int count = in.read(target, from, length);
            ended |= count < 0;
            return count;
          } catch (IOException e) {
            broken = true;
            throw e;
          }
        }

        @Override
        public void close() {
          if (broken) {
            connection.discardEndpoint();
          }
          if (ended && !broken) {
            end(in);
          } else {
            abandon(in);
          }
        }
      };
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (IOException cutBefore) {
        connection.discardEndpoint();
      }
    }

    private void abandon(InputStream in) {
      Deadline deadline = Deadline.after(REST, connection::discardEndpoint);
      try {
        byte[] sink = new byte[PART];
        int read = 0;
        for (int parts = 0; read >= 0 && parts < MOST_PARTS; parts++) {
          read = in.read(sink);
        }
        if (read >= 0) {
          connection.discardEndpoint();
        }
      } catch (IOException brokenOrClosedBefore) {
        connection.discardEndpoint();
      } finally {
        deadline.isMissed();
      }
      end(in);
    }

    private void end(InputStream in) {
      try {
        in.close();
      } catch (IOException nobodyWantsIt) {
        connection.discardEndpoint();
      }
    }
  }
}
