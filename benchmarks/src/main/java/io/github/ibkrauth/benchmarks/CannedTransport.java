package io.github.ibkrauth.benchmarks;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import java.net.URI;
import java.util.Objects;

/** A transport without network: the answers of a broker in the same process. Thread-safe. */
public final class CannedTransport extends HttpTransport {

  private final CannedBroker broker;

  /** Creates it. */
  public CannedTransport(CannedBroker broker) {
    this.broker = broker;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new MockLowLevelHttpRequest(url) {
      @Override
      public LowLevelHttpResponse execute() {
        String path = URI.create(url).getRawPath();
        byte[] body =
            broker.answer(
                path, Objects.requireNonNullElse(getFirstHeaderValue("Authorization"), ""));
        return body == null
            ? new MockLowLevelHttpResponse().setStatusCode(404)
            : new MockLowLevelHttpResponse().setContentType("application/json").setContent(body);
      }
    };
  }
}
