package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An application that users let in by OAuth 2.0: a plain HTTP client, nothing of the library. */
final class OAuth2App {
  static final String REDIRECT = "https://app.example/callback";
  static final String VERIFIER = "a-verifier-of-forty-three-characters-0123456";

  final IbkrSimulator simulator;
  final TestClient client;
  final ConsentBrowser browser;
  private int assertions;

  OAuth2App(IbkrSimulator simulator) {
    this.simulator = simulator;
    this.client = new TestClient(simulator);
    this.browser = new ConsentBrowser(client);
    simulator.authorizationServer().registerRedirect(URI.create(REDIRECT));
  }

  Map<String, String> request() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", simulator.credentials().clientId());
    request.put("redirect_uri", REDIRECT);
    request.put("response_type", "code");
    request.put("state", "the state & more");
    request.put("scope", "openid sso-sessions.write");
    request.put("nonce", "the-nonce");
    request.put("code_challenge", s256(VERIFIER));
    request.put("code_challenge_method", "S256");
    return request;
  }

  HttpResponse<String> authorize(Map<String, String> request) {
    return browser.open("/oauth2/authorize?" + encoded(request));
  }

  /** Logs a user in on a page; the next page asks him what to share. */
  HttpResponse<String> consent(HttpResponse<String> page, int user) {
    SimulatedUser somebody = simulator.authorizationServer().user(user);
    return browser.logIn(page, somebody.name(), somebody.password());
  }

  /** Lets a user allow everything, and returns the code. */
  String code(int user) {
    HttpResponse<String> back = browser.allow(consent(authorize(request()), user));
    return ConsentBrowser.parameters(ConsentBrowser.location(back)).get("code");
  }

  Map<String, String> redeeming(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  Map<String, String> refreshing(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    return form;
  }

  JsonNode tokens(int user) {
    HttpResponse<String> response = token(redeeming(code(user)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return TestClient.json(response);
  }

  HttpResponse<String> token(Map<String, String> form) {
    return post("/oauth2/token", signed(form));
  }

  /** Adds a fresh client assertion. */
  Map<String, String> signed(Map<String, String> form) {
    return signed(form, assertion());
  }

  Map<String, String> signed(Map<String, String> form, JwsMaker assertion) {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    all.put("client_assertion", client.sign(assertion));
    return all;
  }

  JwsMaker assertion() {
    return client
        .assertion()
        .claim("aud", simulator.baseUri().toString())
        .claim("jti", "assertion-" + assertions++);
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    return client.send(form(path, form));
  }

  HttpRequest.Builder form(String path, Map<String, String> form) {
    return client
        .request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encoded(form)));
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static void refused(HttpResponse<String> response, int status, String error, String reason) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(TestClient.json(response).path("error").asText()).isEqualTo(error);
    assertThat(TestClient.json(response).path("error_description").asText()).contains(reason);
    assertThat(response.headers().firstValue("X-Simulator-Refusal").orElse("none"))
        .contains(reason);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
