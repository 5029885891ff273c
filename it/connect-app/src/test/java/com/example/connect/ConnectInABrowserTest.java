package com.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to press the button and come back ends as the recipe says, in a real Chromium. */
class ConnectInABrowserTest {

  private static final String CONNECTED = "connected";
  private static final String NEEDS_YOU = "needs you";
  private static final String AGAIN =
      "IBKR does not accept this connection any more. Connect again.";

  private static final Map<String, Stage> STAGES = new HashMap<>();
  private static Chromium chromium;
  private static int people;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    for (String strategy : List.of("oauth2-jwt", "oauth1a")) {
      STAGES.put(strategy, new Stage(strategy));
    }
  }

  @AfterAll
  static void close() throws IOException {
    for (Stage stage : STAGES.values()) {
      stage.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private final String user = "user" + ++people;
  private Stage stage;
  private SimulatedUser customer;
  private Surfer surfer;

  private void begin(String strategy) {
    stage = STAGES.get(strategy);
    customer = stage.customer(people);
    surfer = new Surfer(chromium.driver(), stage);
    surfer.signIn(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenTheUserAllows_isConnected(String strategy) {
    begin(strategy);
    surfer.click("sign-out");
    surfer.signInByHand(user);
    surfer.connectAs(customer);
    surfer.click("allow");

    assertThat(surfer.failure()).isEmpty();
    assertThat(surfer.states()).containsExactly(CONNECTED);
    assertThat(surfer.accounts()).isEqualTo(customer.accountIds());
    assertThat(surfer.address()).hasToString(stage.address + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenSomeAccountsAreShared_showsThose(String strategy) {
    begin(strategy);
    customer = stage.customer(0);
    surfer.connectAs(customer);
    String hidden = customer.accountIds().get(0);
    surfer.toggle("account-" + hidden);
    surfer.click("allow");

    assertThat(surfer.accounts())
        .isEqualTo(customer.accountIds().subList(1, customer.accountIds().size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connect_whenTheUserDeniesOrCancels_isNotConnected(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("deny");
    endsWith("CONNECT_DENIED");

    surfer.click("connect");
    surfer.click("cancel");
    endsWith("CONNECT_DENIED");
    surfer.reload();
    endsWith("");

    surfer.connectAs(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void back_whenConnected_changesNothing(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    int issued = stage.simulator.authorizationServer().issued();

    // The browser shows the page it kept, or asks for it again.
    surfer.back();
    if (surfer.sees("allow")) {
      surfer.click("allow");
      endsWith("CONNECT_ALREADY_DONE", CONNECTED);
      surfer.back();
    } else {
      assertThat(surfer.text("message")).contains("was answered already");
    }
    surfer.back();
    if (surfer.sees("log-in")) {
      surfer.logIn(customer);
    }
    if (surfer.sees("allow")) {
      // The link is good for another look; what the application began is over.
      surfer.click("allow");
      endsWith("CONNECT_ALREADY_DONE", CONNECTED);
    } else {
      surfer.open("/");
      endsWith("", CONNECTED);
    }
    assertThat(stage.simulator.authorizationServer().issued()).isEqualTo(issued);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void back_whenOnTheLoginPage_startsAnew(String strategy) {
    begin(strategy);
    surfer.click("connect");
    surfer.back();
    assertThat(surfer.sees("connect")).isTrue();
    surfer.connectAs(customer);
    surfer.back();
    surfer.logIn(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void submit_whenDoubled_connectsOnce(String strategy) {
    begin(strategy);
    int issued = stage.simulator.authorizationServer().issued();
    surfer.doubleClick("connect");
    surfer.logIn(customer);
    surfer.doubleClick("allow");
    surfer.open("/");
    assertThat(surfer.states()).containsExactly(CONNECTED);
    assertThat(surfer.failure()).isIn("", "CONNECT_ALREADY_DONE");
    assertThat(stage.simulator.authorizationServer().issued() - issued)
        .isEqualTo(strategy.equals("oauth1a") ? 0 : 1);
  }

  @Test
  void code_whenExpired_isToldAndNothingIsConnected() {
    begin("oauth2-jwt");
    stage.simulator.authorizationServer().codeLife(Duration.ofNanos(1));
    surfer.connectAs(customer);
    surfer.click("allow");
    stage.simulator.authorizationServer().codeLife(Duration.ofMinutes(10));
    endsWith("CONNECT_EXPIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void page_whenLeftForTooLong_saysSo(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    stage.clock.advance(Duration.ofMinutes(11));
    surfer.click("allow");
    assertThat(surfer.text("message")).contains("older than 10 minutes");
    surfer.open("/");
    endsWith("");
    reconnects();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void callback_whenLoadedAgain_isDoneAlready(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    String callback = stage.callback();

    surfer.open(callback);
    endsWith("CONNECT_ALREADY_DONE", CONNECTED);
    surfer.signIn("stranger" + people);
    surfer.open(callback);
    endsWith("CONNECT_OTHER_USER");
  }

  @Test
  void code_whenReplayedUnderAnotherState_takesTheConnectionWithIt() {
    begin("oauth2-jwt");
    surfer.connectAs(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);
    String callback = stage.callback();
    surfer.click("connect");
    String state = surfer.query().get("state");

    surfer.open(callback.replaceFirst("state=[^&]*", "state=" + state));

    endsWith("CONNECT_EXPIRED", CONNECTED);
    surfer.click("check");
    endsWith("GRANT_REVOKED", NEEDS_YOU);
    assertThat(surfer.words()).containsExactly(AGAIN);
    reconnects();
  }

  @ParameterizedTest
  @CsvSource({
    "oauth2-jwt, code=x&state=somebody-elses",
    "oauth2-jwt, code=x",
    "oauth1a, oauth_token=x&oauth_verifier=x",
    "oauth1a, oauth_verifier=x",
  })
  void callback_whenTheStateIsWrong_isNotUsed(String strategy, String query) {
    begin(strategy);
    surfer.click("connect");
    surfer.open("/callback?" + query);
    endsWith("CONNECT_STATE_MISMATCH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void callback_whenAnotherUserSignedInMeanwhile_isNotUsed(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    String tab = surfer.tab();
    surfer.newTab();
    surfer.signIn("other" + people);
    surfer.closeTab();
    surfer.toTab(tab);
    surfer.click("allow");

    endsWith("CONNECT_OTHER_USER");
    surfer.signIn(user);
    endsWith("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void callback_whenSignedOutMeanwhile_isNotUsed(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    String tab = surfer.tab();
    surfer.newTab();
    surfer.open("/");
    surfer.click("sign-out");
    surfer.closeTab();
    surfer.toTab(tab);
    surfer.click("allow");

    assertThat(surfer.text("error")).contains("signed out meanwhile");
    surfer.signIn(user);
    endsWith("");
  }

  @Test
  void refreshToken_whenUsedTwice_endsTheConnectionAndTheUserIsTold() {
    begin("oauth2-jwt");
    surfer.connectAs(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);
    int revoked = stage.simulator.authorizationServer().revoked();

    // The broker turned the token into the next one, but its answer was lost.
    stage.simulator.faults().on("POST", "/oauth2/token").afterProcessing().cutConnection();
    stage.clock.advance(Duration.ofHours(2));
    surfer.click("check");
    endsWith("TRANSPORT", CONNECTED);
    stage.clock.advance(Duration.ofMinutes(1));
    surfer.click("check");

    endsWith("GRANT_REVOKED", NEEDS_YOU);
    assertThat(stage.simulator.authorizationServer().revoked()).isEqualTo(revoked + 1);
    assertThat(surfer.words()).containsExactly(AGAIN);
    reconnects();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void access_whenWithdrawnAtIbkr_isToldTheUser(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);

    stage.simulator.authorizationServer().revoke(customer.name());
    surfer.click("check");

    endsWith(strategy.equals("oauth1a") ? "ACCESS_TOKEN_UNKNOWN" : "GRANT_REVOKED", NEEDS_YOU);
    assertThat(surfer.words()).containsExactly(AGAIN);
    reconnects();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void disconnect_whenPressed_endsTheGrant(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    int revoked = stage.simulator.authorizationServer().revoked();
    surfer.click("disconnect");

    endsWith("");
    assertThat(surfer.text("notice")).isEqualTo("Disconnected.");
    assertThat(stage.simulator.authorizationServer().revoked() - revoked)
        .isEqualTo(strategy.equals("oauth1a") ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void connections_whenTwoUsersConnect_areTheirOwn(String strategy) {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    surfer.signIn("second" + people);
    endsWith("");
    SimulatedUser other = stage.customer(people + 20);
    surfer.connectAs(other);
    surfer.click("allow");
    assertThat(surfer.accounts()).isEqualTo(other.accountIds());
    surfer.signIn(user);
    surfer.click("check");
    assertThat(surfer.accounts()).isEqualTo(customer.accountIds());
  }

  /** Connects once more; the list of accounts may be asked for once in five seconds. */
  private void reconnects() {
    stage.clock.advance(Duration.ofSeconds(6));
    surfer.connectAs(customer);
    surfer.click("allow");
    endsWith("", CONNECTED);
  }

  /** The page tells this failure, or none, and lists connections in these states. */
  private void endsWith(String failure, String... states) {
    assertThat(surfer.address()).hasToString(stage.address + "/");
    assertThat(surfer.failure()).isEqualTo(failure);
    assertThat(surfer.states()).containsExactly(states);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void application_whenStartedAgain_isStillConnected(String strategy) throws IOException {
    begin(strategy);
    surfer.connectAs(customer);
    surfer.click("allow");
    stage.clock.advance(Duration.ofSeconds(6));

    stage.restart();
    surfer.signIn(user);
    endsWith("", CONNECTED);
    surfer.click("check");
    endsWith("", CONNECTED);
    assertThat(surfer.accounts()).isEqualTo(customer.accountIds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void manual_whenTheCredentialsWork_isConnected(String strategy) {
    begin(strategy);
    surfer.paste("format", "credentials", "json", stage.credentials());
    surfer.click("add");

    endsWith("", CONNECTED);
    assertThat(surfer.ways()).containsExactly(strategy + ", by hand");
    assertThat(surfer.accounts()).isEqualTo(stage.simulator.credentials().accountIds());
    surfer.click("disconnect");
    endsWith("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth2-jwt", "oauth1a"})
  void manual_whenTheCredentialsDoNotWork_saysWhyAndKeepsNothing(String strategy) {
    begin(strategy);
    String wrong =
        stage
            .credentials()
            .replace(
                strategy.equals("oauth1a")
                    ? stage.simulator.credentials().firstPartyConsumer().consumerKey()
                    : stage.simulator.credentials().clientId(),
                "SOMEBODYS");
    surfer.paste("format", "credentials", "json", wrong);
    surfer.click("add");

    endsWith("CREDENTIALS");
    assertThat(surfer.text("error"))
        .contains(
            strategy.equals("oauth1a") ? "consumer key is unknown" : "client assertion was refused")
        .doesNotContain("PRIVATE KEY");
    surfer.paste("format", "credentials", "yaml", "nonsense: [");
    surfer.click("add");
    endsWith("CREDENTIALS");
  }

  @Test
  void manual_whenAServerIsNamed_isRefused() {
    begin("oauth1a");
    surfer.paste(
        "format",
        "credentials",
        "json",
        stage
            .credentials()
            .replaceFirst("\\{", "{\"ibkr.auth.oauth1a.base-url\": \"http://127.0.0.1:9/\","));
    surfer.click("add");

    endsWith("CREDENTIALS");
    assertThat(surfer.text("error")).contains("names another server");
  }
}
