package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.location;
import static io.github.ibkrauth.ibkr.simulator.ConsentBrowser.parameters;
import static io.github.ibkrauth.ibkr.simulator.OAuth2App.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an authorization request may look like, and who is told when it does not. */
class AuthorizationRequestTest {
  private static final IbkrSimulator simulator = IbkrSimulator.builder().users(5).start();
  private static final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private static final OAuth2App app = new OAuth2App(simulator);

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static void toldTheUser(HttpResponse<String> page, String reason) {
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.headers().firstValue("X-Simulator-Refusal").orElse("none")).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, somebody, client_id is missing or unknown",
    "client_id, '', client_id is missing or unknown",
    "redirect_uri, '', redirect_uri is missing",
    "redirect_uri, https://app.example/callback/, redirect_uri is not registered",
    "redirect_uri, https://app.example/callback?x=1, redirect_uri is not registered",
    "redirect_uri, https://app.example:444/callback, redirect_uri is not registered",
    "redirect_uri, https://elsewhere.example/callback, redirect_uri is not registered",
    "redirect_uri, https://app.example/callback#x, redirect_uri is not registered",
    "request_uri, urn:ietf:params:oauth:request_uri:x, request_uri is unknown",
  })
  void request_whenTheClientCannotBeTold_tellsTheUser(String name, String value, String reason) {
    Map<String, String> request = app.request();
    request.put(name, value);
    toldTheUser(app.authorize(request), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type, response_type is not code",
    "response_type, '', invalid_request, response_type is not code",
    "response_mode, fragment, invalid_request, response_mode is not query",
    "code_challenge, '', invalid_request, PKCE is required",
    "code_challenge, short, invalid_request, code_challenge is not a SHA-256",
    "code_challenge_method, plain, invalid_request, code_challenge_method is not S256",
    "code_challenge_method, '', invalid_request, code_challenge_method is not S256",
    "scope, sso-sessions.write everything, invalid_scope, scope holds what this client",
  })
  void request_whenMalformed_tellsTheClient(
      String name, String value, String error, String reason) {
    Map<String, String> request = app.request();
    request.put(name, value);
    Map<String, String> back = parameters(location(app.authorize(request)));
    assertThat(back)
        .containsEntry("error", error)
        .containsEntry("state", "the state & more")
        .containsEntry("iss", simulator.baseUri().toString());
    assertThat(back.get("error_description")).contains(reason);
  }

  @Test
  void request_whenAParameterComesTwice_isInvalid() {
    String twice = OAuth2App.encoded(app.request()) + "&scope=openid";
    Map<String, String> back = parameters(location(app.browser.open("/oauth2/authorize?" + twice)));
    assertThat(back).containsEntry("error_description", "scope is given twice");
    toldTheUser(
        app.browser.open(
            "/oauth2/authorize?"
                + OAuth2App.encoded(app.request())
                + "&redirect_uri=https://elsewhere.example/"),
        "redirect_uri is not registered");
  }

  @Test
  void request_whenItHasNeitherStateNorScope_isGranted() {
    Map<String, String> request = app.request();
    request.keySet().removeAll(List.of("state", "scope", "nonce"));
    String back = location(app.browser.allow(app.consent(app.authorize(request), 1)));
    assertThat(parameters(back)).containsOnlyKeys("code", "iss");
    JsonNode tokens = TestClient.json(app.token(app.redeeming(parameters(back).get("code"))));
    assertThat(tokens.path("scope").asText()).contains("sso-sessions.write", "accounts.read");
    assertThat(tokens.has("id_token")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/back, http://127.0.0.1:4711/back, true",
    "http://127.0.0.1:80/with/port, http://127.0.0.1/with/port, true",
    "http://[::1]/back?a=b, http://[::1]:4711/back?a=b, true",
    "http://127.0.0.1/back, http://127.0.0.1:4711/other, false",
    "http://127.0.0.1/back, http://127.0.0.1:4711/back?x=1, false",
    "http://127.0.0.1/back, http://user@127.0.0.1:4711/back, false",
    "http://127.0.0.1/back, http://[::1]:4711/back, false",
    "http://127.0.0.1/back, https://127.0.0.1:4711/back, false",
    "http://localhost/back, http://localhost:4711/back, false",
    "https://127.0.0.1/back, https://127.0.0.1:4711/back, false",
    "com.example.app:/back, com.example.app:/back, true",
  })
  void redirect_whenLoopback_mayHaveAnyPort(String registered, String asked, boolean good) {
    server.registerRedirect(URI.create(registered));
    Map<String, String> request = app.request();
    request.put("redirect_uri", asked);
    HttpResponse<String> page = app.authorize(request);
    if (!good) {
      toldTheUser(page, "redirect_uri is not registered");
      return;
    }
    String back = location(app.browser.allow(app.consent(page, 1)));
    assertThat(back).startsWith(asked);
    Map<String, String> form = app.redeeming(parameters(back).get("code"));
    refused(app.token(form), 400, "invalid_grant", "redirect_uri is not the one");
    form.put("redirect_uri", asked);
    assertThat(app.token(form).statusCode()).isEqualTo(200);
  }
}
