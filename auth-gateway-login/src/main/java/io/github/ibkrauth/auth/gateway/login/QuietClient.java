package io.github.ibkrauth.auth.gateway.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.remote.http.Contents;
import org.openqa.selenium.remote.http.HttpClient;
import org.openqa.selenium.remote.http.HttpRequest;
import org.openqa.selenium.remote.http.HttpResponse;
import org.openqa.selenium.remote.http.WebSocket;

/**
 * Sends commands to chromedriver on this computer. In place of Selenium's own client, which logs
 * whole commands for who asks for it: they hold what is typed. Sends each command once.
 */
final class QuietClient implements HttpClient {

  private final String driver;
  private final Duration timeout;
  private final java.net.http.HttpClient client;

  /**
   * Creates it.
   *
   * @param timeout how long a command may take
   */
  QuietClient(URL driver, Duration timeout) {
    this.driver = driver.toString();
    this.timeout = timeout;
    this.client =
        java.net.http.HttpClient.newBuilder()
            .proxy(java.net.http.HttpClient.Builder.NO_PROXY)
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public HttpResponse execute(HttpRequest command) {
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(URI.create(driver + command.getUri()))
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .method(
                command.getMethod().name(),
                BodyPublishers.ofByteArray(Contents.bytes(command.getContent())))
            .build();
    try {
      java.net.http.HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      HttpResponse response = new HttpResponse().setStatus(answer.statusCode());
      answer
          .headers()
          .map()
          .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
      response.setContent(Contents.bytes(answer.body()));
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebDriverException("interrupted");
    }
  }

  @Override
  public WebSocket openSocket(HttpRequest request, WebSocket.Listener listener) {
    throw new IllegalStateException("no command here opens a socket");
  }
}
