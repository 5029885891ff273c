package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.ibkrauth.auth.time.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The library's own transport, except that a silence which the simulator announces is a read
 * time-out that takes simulated time instead of real time.
 */
final class InstantSilence extends HttpTransport {

  private static final int ANNOUNCED = 599;

  private final HttpTransport carrier;
  private final Sleeper sleeper;
  private final Duration patience;

  InstantSilence(HttpTransport carrier, Sleeper sleeper, Duration patience) {
    this.carrier = carrier;
    this.sleeper = sleeper;
    this.patience = patience;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
    return new Request(CarriedRequest.of(carrier, method, url));
  }

  @Override
  public void shutdown() throws IOException {
    carrier.shutdown();
  }

  private final class Request extends CarriedRequest {

    private Request(LowLevelHttpRequest real) {
      super(real);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      LowLevelHttpResponse response = send();
      if (response.getStatusCode() != ANNOUNCED) {
        return response;
      }
      response.getContent().close();
      try {
        sleeper.sleep(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      throw new SocketTimeoutException("Read timed out");
    }
  }
}
