package io.github.ibkrauth.auth.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackReceiverTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AuthRuntime runtime = AuthRuntime.system();
  private final HttpClient browser = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    runtime.close();
  }

  @Test
  void await_whenTheBrowserComesBack_givesTheQueryAsItArrived() throws Exception {
    try (LoopbackReceiver receiver = open("http://127.0.0.1:0/callback")) {
      assertThat(receiver.redirectUri().getPort()).isPositive();
      CompletableFuture<HttpResponse<String>> page =
          get(receiver.redirectUri() + "?code=a%2Bb+c&state=x");

      assertThat(receiver.await(PATIENCE)).isEqualTo("code=a%2Bb+c&state=x");
      HttpResponse<String> answer = page.get(20, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("Go back to the program").doesNotContain("a%2Bb");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
  }

  @Test
  void await_whenSomethingElseComes_goesOnWaiting() throws Exception {
    try (LoopbackReceiver receiver = open("http://localhost:0/cb")) {
      String address = receiver.redirectUri().toString();
      try (Socket silent =
          new Socket(InetAddress.getLoopbackAddress(), receiver.redirectUri().getPort())) {
        silent.getOutputStream().write("GET /cb?mi".getBytes("US-ASCII"));
        silent.shutdownOutput();
        CompletableFuture<List<Integer>> statuses =
            get(address.replace("/cb", "/favicon.ico"))
                .thenCompose(
                    first ->
                        post(address + "?state=mine")
                            .thenCompose(
                                second ->
                                    get(address + "?state=foreign")
                                        .thenCompose(
                                            third ->
                                                get(address + "?state=mine")
                                                    .thenApply(
                                                        last ->
                                                            List.of(
                                                                first.statusCode(),
                                                                second.statusCode(),
                                                                third.statusCode(),
                                                                last.statusCode())))));

        assertThat(receiver.await(query -> query.equals("state=mine"), PATIENCE))
            .isEqualTo("state=mine");
        assertThat(statuses.get(20, TimeUnit.SECONDS)).containsExactly(404, 404, 400, 200);
      }
    }
  }

  @Test
  void await_whenTheCallbackHasNoQuery_givesTheEmptyText() throws Exception {
    try (LoopbackReceiver receiver = open("http://127.0.0.1:0")) {
      CompletableFuture<HttpResponse<String>> page = get(receiver.redirectUri() + "/");

      assertThat(receiver.await(PATIENCE)).isEmpty();
      assertThat(page.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void await_whenNobodyComes_givesUp() {
    try (LoopbackReceiver receiver = open("http://127.0.0.1:0/cb")) {
      assertThatThrownBy(() -> receiver.await(Duration.ofMillis(50)))
          .isInstanceOfSatisfying(
              AuthTransportException.class,
              e -> assertThat(e.code()).isEqualTo(AuthErrorCode.TIMEOUT));
    }
  }

  @Test
  void await_whenClosedMeanwhile_ends() {
    LoopbackReceiver receiver = open("http://127.0.0.1:0/cb");
    CompletableFuture.runAsync(
        receiver::close, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

    assertThatThrownBy(() -> receiver.await(PATIENCE))
        .isInstanceOf(AuthTransportException.class)
        .hasMessageContaining("was ended");
  }

  @Test
  void open_whenTheAddressIsNotHere_refusesIt() {
    for (String address :
        List.of(
            "oob",
            "https://127.0.0.1:1/cb",
            "http://x.example:80/cb",
            "http://127.0.0.1/cb",
            "http://127.0.0.1.x.example:80/cb",
            "http://user@127.0.0.1:1/cb",
            "http://127.0.0.1:0/cb?a=b")) {
      assertThat(LoopbackReceiver.isLoopback(address)).as(address).isFalse();
      assertThatThrownBy(() -> open(address))
          .isInstanceOf(AuthConfigurationException.class)
          .hasMessageStartingWith("x.redirect-uri must be an address on this computer");
    }
  }

  @Test
  void open_whenThePortIsTaken_saysWhich() {
    try (LoopbackReceiver first = open("http://127.0.0.1:0/cb")) {
      assertThatThrownBy(() -> open(first.redirectUri().toString()))
          .isInstanceOf(AuthConfigurationException.class)
          .hasMessageContaining("port " + first.redirectUri().getPort());
    }
  }

  private LoopbackReceiver open(String address) {
    return LoopbackReceiver.open(address, "x.redirect-uri", runtime);
  }

  private CompletableFuture<HttpResponse<String>> get(String address) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.sendAsync(request, BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> post(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return browser.sendAsync(request, BodyHandlers.ofString());
  }
}
