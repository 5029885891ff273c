package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;

class IoFailureTest {

  private static final URI PLACE =
      URI.create("https://api.example.com:8443/path-canary?query=canary");

  @Test
  void explain_forEveryKind_namesCodeServerAndRemedy() {
    Map<IOException, List<String>> cases =
        Map.of(
            new UnknownHostException("x"),
            List.of("UNKNOWN_HOST", "does not resolve"),
            new IOException(new UnknownHostException("x")),
            List.of("UNKNOWN_HOST", "does not resolve"),
            new ConnectTimeoutException("x"),
            List.of("TIMEOUT", "within 10 s"),
            new SocketTimeoutException("Connect timed out"),
            List.of("TIMEOUT", "within 10 s"),
            new SocketTimeoutException("Read timed out"),
            List.of("TIMEOUT", "no answer from api.example.com:8443 within 30 s"),
            new IoFailure.NotTakenException(),
            List.of("TIMEOUT", "did not take"),
            new ConnectionRequestTimeoutException("x"),
            List.of("TIMEOUT", "became free"),
            new SSLHandshakeException("x"),
            List.of("TRANSPORT", "http.trust-certificate"),
            new SSLPeerUnverifiedException("x"),
            List.of("CERTIFICATE_UNTRUSTED", "for another host"),
            new ConnectException("x"),
            List.of("CONNECTION_REFUSED", "takes no connections"));

    cases.forEach(
        (failure, expected) -> {
          AuthTransportException explained = explain(failure);
          assertThat(explained.code().name()).isEqualTo(expected.get(0));
          assertThat(explained)
              .hasMessageStartingWith("access token: ")
              .hasMessageContaining("api.example.com")
              .hasMessageContaining(expected.get(1))
              .hasMessageNotContaining("canary");
          assertThat(explained.retryable()).isTrue();
        });
    assertThat(explain(new NoRouteToHostException("x"))).hasMessageContaining("no connections");
    assertThat(explain(new NoRouteToHostException("x")).code()).isEqualTo(AuthErrorCode.TRANSPORT);
    assertThat(explain(new SSLHandshakeException("Received fatal alert: protocol_version")))
        .hasMessageContaining("it ended the handshake (protocol_version)");
  }

  @Test
  void explain_whenTheCauseMayQuoteTheAnswer_doesNotPassItOn() {
    for (IOException failure :
        List.of(
            new ClientProtocolException("Invalid header: Set-Cookie canary"),
            new IOException("canary"))) {
      assertThat(explain(failure)).hasNoCause().hasMessageNotContaining("canary");
    }
    assertThat(explain(new SocketException("Connection reset")))
        .hasCauseInstanceOf(IOException.class);
    assertThat(explain(new NoHttpResponseException("x"))).hasMessageContaining("broke");
  }

  @Test
  void explain_whenThreadIsInterrupted_saysSoAndKeepsTheFlag() {
    Thread.currentThread().interrupt();

    AuthTransportException explained = explain(new SocketTimeoutException("Read timed out"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(explained.code()).isEqualTo(AuthErrorCode.INTERRUPTED);
  }

  private static AuthTransportException explain(IOException failure) {
    return IoFailure.explain("access token", PLACE, HttpDefaults.standard(), failure);
  }
}
