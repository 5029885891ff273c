package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.NoAnswerException.Reason;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import io.github.ibkrauth.ibkr.model.Position;
import io.github.ibkrauth.ibkr.simulator.Faults;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between here and the broker, played by the simulator. */
class BadAnswersTest {

  private static final String SUMMARY = "/v1/api/portfolio/{accountId}/summary";
  private static final String ORDERS = "/v1/api/iserver/account/{accountId}/orders";

  private static Broker broker;
  private IbkrClient ibkr;
  private String account;

  @BeforeAll
  static void start() {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void connect() {
    broker.simulator.faults().clear();
    broker.simulator.faults().resetNow();
    broker.log().clear();
    ibkr = broker.connect();
    account = broker.account();
    ibkr.portfolio().accounts();
  }

  /** Waiting for an answer that never comes is done with little patience. */
  private void connectImpatiently() {
    ibkr.close();
    ibkr = broker.connect("ibkr.auth.http.read-timeout", "2s");
    ibkr.portfolio().accounts();
  }

  @AfterEach
  void close() {
    ibkr.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("html 200", rule -> rule.html(200), UnreadableAnswerException.class, "web page"),
        answer(
            "text 200",
            rule -> rule.body(200, "application/json", "certainly"),
            UnreadableAnswerException.class,
            "not JSON"),
        answer(
            "empty 200",
            rule -> rule.body(200, "application/json", ""),
            UnreadableAnswerException.class,
            "empty"),
        answer(
            "list 200",
            rule -> rule.body(200, "application/json", "[1]"),
            UnreadableAnswerException.class,
            "an object"),
        answer(
            "error 200",
            rule -> rule.body(200, "application/json", "{\"error\":\"not today\"}"),
            RequestRefusedException.class,
            "not today"),
        answer(
            "bad request",
            rule -> rule.body(400, "application/json", "{\"error\":\"bad account\"}"),
            RequestRefusedException.class,
            "bad account"),
        answer("403", rule -> rule.html(403), AccessRefusedException.class, "permissions"),
        answer("404", rule -> rule.status(404), NotFoundException.class, "Check the path"),
        answer("408", rule -> rule.status(408), ServerTroubleException.class, "Try again later"),
        answer("410", rule -> rule.status(410), RequestRefusedException.class, "another host"),
        answer("411", rule -> rule.status(411), RequestRefusedException.class, "Content-Length"),
        answer(
            "429",
            rule -> rule.tooManyRequests(Duration.ofSeconds(90)),
            RateLimitedException.class,
            "Stop calling for 90 s"),
        answer("500", rule -> rule.status(500), ServerTroubleException.class, "scripted fault"),
        answer("503", rule -> rule.html(503), ServerTroubleException.class, "(503)"),
        answer(
            "302",
            rule -> rule.status(302),
            RequestRefusedException.class,
            "redirected (302), which is not followed"),
        answer("half", rule -> rule.halfBody(), NoAnswerException.class, "the connection broke"),
        answer(
            "cut", rule -> rule.cutConnection(), NoAnswerException.class, "the connection broke"),
        answer("hang", rule -> rule.hang(), NoAnswerException.class, "no answer in time"));
  }

  private static Arguments answer(
      String name, Consumer<Faults.Rule> fault, Class<?> thrown, String words) {
    return Arguments.of(name, fault, thrown, words);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void call_whenTheAnswerIsBad_saysSoInOneSentenceAndRepeatsOnlyWhatMayPass(
      String name,
      Consumer<Faults.Rule> fault,
      Class<? extends IbkrException> thrown,
      String words) {
    if (name.equals("hang")) {
      connectImpatiently();
    }
    fault.accept(broker.simulator.faults().on("GET", SUMMARY).times(5));
    IbkrException e =
        catchThrowableOfType(IbkrException.class, () -> ibkr.portfolio().summary(account));
    assertThat(e).isExactlyInstanceOf(thrown);
    assertThat(e)
        .hasMessageStartingWith("GET /portfolio/{accountId}/summary ")
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
    assertThat(e.outcomeUnknown()).isFalse();
    assertThat(e.endpoint().method()).isEqualTo("GET");
    boolean mayPass = Set.of("408", "500", "503", "half", "cut").contains(name);
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(mayPass ? 3 : 1);
    // The next call finds a working connection.
    broker.simulator.faults().clear();
    ibkr.penalty().release();
    assertThat(ibkr.portfolio().summary(account).entries()).isNotEmpty();
  }

  @Test
  void call_whenOneAnswerIsLost_isARepeatedReadOrAFailedWrite() {
    Faults faults = broker.simulator.faults();
    faults.on("GET", SUMMARY).cutConnection();
    faults.on("GET", SUMMARY).html(502);
    assertThat(ibkr.portfolio().summary(account).entries()).isNotEmpty();
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(3);
    faults.on("POST", "/v1/api/portfolio/{a}/positions/invalidate").cutConnection();
    NoAnswerException e =
        catchThrowableOfType(
            NoAnswerException.class, () -> ibkr.portfolio().invalidatePositions(account));
    assertThat(e.outcomeUnknown()).isTrue();
    assertThat(broker.count("POST", "/portfolio/{a}/positions/invalidate")).isEqualTo(1);
  }

  @Test
  void call_whenTheBrokerAsksToWait_passesThatOn() {
    broker.simulator.faults().on("GET", SUMMARY).tooManyRequests(Duration.ofSeconds(90));
    RateLimitedException e =
        catchThrowableOfType(RateLimitedException.class, () -> ibkr.portfolio().summary(account));
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(e.retryable()).isTrue();
    assertThat(e.status()).hasValue(429);
  }

  @Test
  void call_whenTheTokenExpired_isSentOnceMoreWithANewOne() {
    broker.simulator.faults().expireSsoTokensNow();
    assertThat(ibkr.portfolio().summary(account).entries()).isNotEmpty();
    // 401, then 500 because the new session knows no accounts, then the answer.
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(3);
    assertThat(broker.count("GET", "/portfolio/accounts")).isEqualTo(2);
  }

  @Test
  void call_when401Persists_isSentTwiceAndFails() {
    broker.simulator.faults().on("GET", SUMMARY).always().status(401);
    AccessRefusedException e =
        catchThrowableOfType(AccessRefusedException.class, () -> ibkr.portfolio().summary(account));
    assertThat(e.status()).hasValue(401);
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(2);
  }

  @Test
  void call_whenTheBrokerForgotTheAccounts_listsThemAgainAndAsksOnceMore() {
    broker
        .simulator
        .faults()
        .on("GET", SUMMARY)
        .body(500, "application/json", "{\"error\":\"Please query /accounts first\"}");
    assertThat(ibkr.portfolio().summary(account).entries()).isNotEmpty();
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(2);
    assertThat(broker.count("GET", "/portfolio/accounts")).isEqualTo(2);
  }

  @Test
  void call_whenTheBrokerForgetsTheAccountsForEver_givesUp() {
    broker
        .simulator
        .faults()
        .on("GET", SUMMARY)
        .always()
        .body(500, "application/json", "{\"error\":\"Please query /accounts first\"}");
    assertThat(
            catchThrowableOfType(
                AccountsNotQueriedException.class, () -> ibkr.portfolio().summary(account)))
        .hasMessageContaining("accounts");
    assertThat(broker.count("GET", "/portfolio/{a}/summary")).isEqualTo(2);
  }

  @Test
  void positions_whenTheServerRepeatsAPage_endsInsteadOfAskingForEver() {
    String page =
        "[{\"acctId\":\"A\",\"conid\":1,\"pageSize\":2},{\"acctId\":\"A\",\"conid\":2,\"pageSize\":2}]";
    broker
        .simulator
        .faults()
        .on("GET", "/v1/api/portfolio/{a}/positions/{p}")
        .always()
        .body(200, "application/json", page);
    List<Position> positions = ibkr.portfolio().positions(account).toList();
    assertThat(positions).extracting(Position::conid).containsExactly(1L, 2L);
    assertThat(broker.count("GET", "/portfolio/{a}/positions/{p}")).isEqualTo(2);
  }

  @Test
  void positions_whenAPageIsEmptyAfterAFullOne_ends() {
    broker
        .simulator
        .faults()
        .on("GET", "/v1/api/portfolio/{a}/positions/0")
        .body(200, "application/json", "[{\"acctId\":\"A\",\"conid\":1,\"pageSize\":1}]");
    broker
        .simulator
        .faults()
        .on("GET", "/v1/api/portfolio/{a}/positions/1")
        .body(200, "application/json", "[]");
    assertThat(ibkr.portfolio().positions(account)).hasSize(1);
    assertThat(broker.count("GET", "/portfolio/{a}/positions/{p}")).isEqualTo(2);
  }

  @Test
  void positions_whenOnlyTheFirstIsWanted_fetchesOnePage() {
    assertThat(ibkr.portfolio().positions(account).findFirst()).isPresent();
    assertThat(broker.count("GET", "/portfolio/{a}/positions/{p}")).isEqualTo(1);
  }

  static Stream<Arguments> orderFaults() {
    return Stream.of(
        order("401", rule -> rule.status(401), 401),
        order("500", rule -> rule.status(500), 500),
        order("503 html", rule -> rule.html(503), 503),
        order("429", rule -> rule.tooManyRequests(), 429),
        order("302", rule -> rule.status(302), 302),
        order(
            "no bridge",
            rule -> rule.body(400, "application/json", "{\"error\":\"Bad Request: no bridge\"}"),
            400),
        order(
            "accounts first",
            rule ->
                rule.body(500, "application/json", "{\"error\":\"Please query /accounts first\"}"),
            500),
        order("cut before", rule -> rule.cutConnection(), 0),
        order("cut after", rule -> rule.afterProcessing().cutConnection(), 0),
        order("half", rule -> rule.halfBody(), 0),
        order("hang", rule -> rule.hang(), 0));
  }

  private static Arguments order(String name, Consumer<Faults.Rule> fault, int status) {
    return Arguments.of(name, fault, status);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("orderFaults")
  void call_whenAnOrderMeetsAFault_isSentExactlyOnce(
      String name, Consumer<Faults.Rule> fault, int status) {
    if (name.equals("hang")) {
      connectImpatiently();
    }
    ibkr.brokerage().open();
    fault.accept(broker.simulator.faults().on("POST", ORDERS).always());
    String path = "/iserver/account/" + account + "/orders";
    if (status == 0) {
      NoAnswerException e =
          catchThrowableOfType(
              NoAnswerException.class, () -> ibkr.call("POST", path, "{\"orders\":[]}"));
      assertThat(e.outcomeUnknown()).isTrue();
      assertThat(e).hasMessageContaining("look before you send it again");
    } else {
      RawAnswer answer = ibkr.call("POST", path, "{\"orders\":[]}");
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.problem()).isPresent();
      assertThat(answer.problem().get().outcomeUnknown())
          .isEqualTo(name.equals("500") || name.equals("503 html"));
    }
    assertThat(broker.log().count("POST", ORDERS)).isEqualTo(1);
  }

  @Test
  void call_whenAWriteMeetsAnExpiredToken_isSentOnceAndTheNextCallWorks() {
    broker.simulator.faults().expireSsoTokensNow();
    AccessRefusedException e =
        catchThrowableOfType(
            AccessRefusedException.class, () -> ibkr.portfolio().invalidatePositions(account));
    assertThat(e.status()).hasValue(401);
    assertThat(e).hasMessageContaining("not sent a second time");
    assertThat(broker.count("POST", "/portfolio/{a}/positions/invalidate")).isEqualTo(1);
    assertThat(ibkr.portfolio().summary(account).entries()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d", "https://no-such-host.invalid"})
  void connect_whenNobodyIsThere_saysSo(String url) throws IOException {
    int port = freePort();
    AuthException e =
        catchThrowableOfType(
            AuthException.class,
            () ->
                broker.connect(
                    "ibkr.auth.oauth2-jwt.token-url",
                    url.formatted(port) + "/oauth2/api/v1/token"));
    assertThat(e)
        .hasMessageContaining(url.contains("%d") ? "takes no connections" : "no-such-host");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_whenTheApiHostIsNotThere_saysWhichWay(boolean known) throws IOException {
    String url = known ? "http://127.0.0.1:" + freePort() : "https://no-such-host.invalid";
    String here = broker.simulator.baseUri().toString();
    try (IbkrClient client =
        broker.connect(
            "ibkr.auth.oauth2-jwt.base-url", url,
            "ibkr.auth.oauth2-jwt.token-url", here + "/oauth2/api/v1/token",
            "ibkr.auth.oauth2-jwt.sso-url", here + "/gw/api/v1/sso-sessions")) {
      NoAnswerException e =
          catchThrowableOfType(NoAnswerException.class, () -> client.portfolio().accounts());
      assertThat(e.reason()).isEqualTo(known ? Reason.NOT_CONNECTED : Reason.UNKNOWN_HOST);
      assertThat(e).hasMessageContaining("Check the base URL");
      assertThat(e.retryable()).isTrue();
      // Nothing was sent, so nothing can have happened.
      NoAnswerException write =
          catchThrowableOfType(
              NoAnswerException.class, () -> client.call("POST", "/fyi/settings/BA", "{}"));
      assertThat(write.outcomeUnknown()).isFalse();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
