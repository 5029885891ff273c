package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class GuardedExchangeTest {

  @Test
  void execute_whenTheWaitForAConnectionIsCancelled_saysThatInTermsOfInputAndOutput() {
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(RequestConfig.DEFAULT);
    HttpGet request = new HttpGet("http://127.0.0.1/");
    ExecChain.Scope scope =
        new ExecChain.Scope(
            "test",
            new HttpRoute(new HttpHost("127.0.0.1", 80)),
            request,
            Mockito.mock(ExecRuntime.class),
            context);
    ExecChain cancelling =
        (sent, place) -> {
          throw new CancellationException();
        };
    assertThatThrownBy(
            () -> new GuardedExchange(Duration.ofSeconds(1)).execute(request, scope, cancelling))
        .isInstanceOf(InterruptedIOException.class)
        .hasCauseInstanceOf(CancellationException.class);
  }
}
