package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** A plain client of the gateway that trusts exactly its certificate and has no cookies. */
final class GatewayClient {
  private final SimulatedGateway gateway;
  private final SSLContext trust;
  private final HttpClient http;

  GatewayClient(SimulatedGateway gateway) {
    this.gateway = gateway;
    this.trust = PinnedTrust.of(gateway.certificate());
    this.http =
        HttpClient.newBuilder().sslContext(trust).version(HttpClient.Version.HTTP_1_1).build();
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> form(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Fills in the form of a page: what it hides, and these fields. */
  HttpResponse<String> submit(HttpResponse<String> page, String... fields) {
    Map<String, String> form = new LinkedHashMap<>();
    Matcher hidden =
        Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">")
            .matcher(page.body());
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    Matcher action =
        Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">").matcher(page.body());
    if (!action.find()) {
      throw new AssertionError("no form in " + page.body());
    }
    return form(action.group(1), form);
  }

  /** Sends the user name and password of the page. */
  HttpResponse<String> logInOnThePage() {
    return submit(
        get("/sso/Login"), "user_name", gateway.userName(), "password", gateway.password());
  }

  boolean isAuthenticated() {
    return json(post("/v1/api/iserver/auth/status")).path("authenticated").asBoolean();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.baseUri() + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return trySend(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> trySend(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends bytes and returns what comes back until the server closes the connection. */
  String raw(String request) throws IOException {
    try (Socket socket =
        trust.getSocketFactory().createSocket(LoopbackServer.HOST, gateway.baseUri().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return TestClient.json(response);
  }
}
