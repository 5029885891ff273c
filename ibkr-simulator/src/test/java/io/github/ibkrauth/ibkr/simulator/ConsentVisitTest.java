package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The browser that applications' tests are given. */
class ConsentVisitTest {
  private static final IbkrSimulator simulator = IbkrSimulator.builder().users(5).start();
  private static final SimulatedAuthorizationServer server = simulator.authorizationServer();
  private static final OAuth2App app = new OAuth2App(simulator);

  private final ConsentVisit browser = new ConsentVisit();

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static URI page(Map<String, String> request) {
    return URI.create(server.authorizeUri() + "?" + OAuth2App.encoded(request));
  }

  private static Map<String, String> parameters(String query) {
    return ConsentBrowser.parameters(OAuth2App.REDIRECT + "?" + query);
  }

  @Test
  void agree_whenTheUserLogsIn_bringsACodeForAllHisAccounts() {
    Map<String, String> back = parameters(browser.agree(page(app.request()), server.user(2)));
    JsonNode tokens = TestClient.json(app.token(app.redeeming(back.get("code"))));
    assertThat(
            TestClient.accountIds(
                app.client.get("/v1/api/portfolio/accounts", tokens.path("access_token").asText())))
        .isEqualTo(server.user(2).accountIds());
  }

  @Test
  void denyAndCancel_whenDone_bringTheRefusal() {
    assertThat(parameters(browser.deny(page(app.request()), server.user(2))))
        .containsEntry("error", "access_denied");
    assertThat(parameters(browser.cancel(page(app.request()))))
        .containsEntry("error", "access_denied");
  }

  @Test
  void agree_whenThePasswordIsWrong_saysWhatThePageSays() {
    SimulatedUser wrong = new SimulatedUser(server.user(1).name(), "a-guess", java.util.List.of());
    assertThatThrownBy(() -> browser.agree(page(app.request()), wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not sent back")
        .hasMessageContaining("/authorize/login answered 401: Wrong user name or password.")
        .hasMessageNotContaining("a-guess")
        .hasMessageNotContaining(server.user(1).password())
        .hasMessageNotContaining("ticket");
  }

  @Test
  void agree_whenThePageShowsTheVerifier_keepsItToItself() {
    OAuth1Client client = OAuth1Client.thirdParty(simulator);
    String token =
        TestClient.json(
                client.send(
                    client
                        .tokenRequest("/v1/api/oauth/request_token")
                        .with("oauth_callback", "oob")))
            .path("oauth_token")
            .asText();
    URI page = URI.create(simulator.credentials().authorizeUri() + "?oauth_token=" + token);
    assertThatThrownBy(() -> browser.agree(page, server.user(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Give this verifier to the application")
        .message()
        .doesNotContainPattern("[0-9a-f]{20}");
  }

  @Test
  void cancel_whenThereIsNoForm_saysWhatThePageSays() {
    Map<String, String> request = app.request();
    request.remove("client_id");
    assertThatThrownBy(() -> browser.cancel(page(request)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("client_id is missing or unknown");
  }

  @Test
  void agree_whenNobodyListens_namesTheAddressWithoutItsQuery() {
    URI nowhere = URI.create("http://127.0.0.1:1/oauth2/authorize?request_uri=secret");
    assertThatThrownBy(() -> browser.cancel(nowhere))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("No page came from 127.0.0.1:1/oauth2/authorize.");
  }
}
