package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plain client of the simulator: java.net.http, nothing of the library. */
final class TestClient {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final IbkrSimulator simulator;
  private final SimulatorCredentials credentials;
  private final HttpClient http;

  TestClient(IbkrSimulator simulator) {
    this(simulator, HttpClient.newHttpClient());
  }

  TestClient(IbkrSimulator simulator, HttpClient http) {
    this.simulator = simulator;
    this.credentials = simulator.credentials();
    this.http = http;
  }

  long now() {
    return simulator.clock().instant().getEpochSecond();
  }

  JwsMaker assertion() {
    return new JwsMaker(credentials.keyId())
        .claim("iss", credentials.clientId())
        .claim("sub", credentials.clientId())
        .claim("aud", "/token")
        .claim("iat", now() - 10)
        .claim("exp", now() + 20);
  }

  JwsMaker ssoRequest() {
    return new JwsMaker(credentials.keyId())
        .claim("ip", credentials.ip())
        .claim("credential", credentials.credential())
        .claim("iss", credentials.clientId())
        .claim("iat", now())
        .claim("exp", now() + 86_400);
  }

  String sign(JwsMaker jws) {
    return jws.sign(credentials.privateKeyPem());
  }

  Map<String, String> form(String assertion) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    form.put("scope", "sso-sessions.write");
    return form;
  }

  HttpResponse<String> token(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request("/oauth2/api/v1/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> token(JwsMaker assertion) {
    return token(form(sign(assertion)));
  }

  String accessToken(String scope) {
    Map<String, String> form = form(sign(assertion()));
    form.put("scope", scope);
    return json(token(form)).path("access_token").asText();
  }

  String accessToken() {
    return accessToken("sso-sessions.write");
  }

  HttpResponse<String> ssoSession(String accessToken, String body) {
    return send(
        request("/gw/api/v1/sso-sessions")
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", "application/jwt")
            .POST(BodyPublishers.ofString(body)));
  }

  String ssoToken() {
    return json(ssoSession(accessToken(), sign(ssoRequest()))).path("access_token").asText();
  }

  /** Logs in and opens the brokerage session. */
  String brokerageToken() {
    String token = ssoToken();
    init(token, true);
    post("/v1/api/iserver/auth/status", token);
    return token;
  }

  JsonNode init(String token, boolean compete) {
    return json(
        send(
            bearer("/v1/api/iserver/auth/ssodh/init", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"publish\":true,\"compete\":" + compete + "}"))));
  }

  HttpResponse<String> get(String path, String token) {
    return send(bearer(path, token).GET());
  }

  HttpResponse<String> post(String path, String token) {
    return send(bearer(path, token).POST(BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String path, String token, String json) {
    return send(
        bearer(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder bearer(String path, String token) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
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

  /** The ids of the accounts that a login sees. */
  static List<String> accountIds(HttpResponse<String> accounts) {
    List<String> ids = new ArrayList<>();
    json(accounts).forEach(account -> ids.add(account.path("accountId").asText()));
    return ids;
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
