package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders, against the simulator's book. */
class OrderCommandTest {

  private static final String ORDERS = "/iserver/account/*/orders";
  private static final String PREVIEW = "/iserver/account/*/orders/whatif";

  @TempDir private static Path directory;
  private static ScriptedBroker broker;
  private static String account;
  private static String conid;
  private static BigDecimal price;

  @BeforeAll
  static void open() {
    broker = new ScriptedBroker(directory);
    account = broker.accounts().get(0);
    for (JsonNode position : broker.json("positions", account).get("positions")) {
      if (position.get("assetClass").asText().equals("STK")) {
        conid = position.get("conid").asText();
        price = position.get("marketPrice").decimalValue();
      }
    }
    broker.simulator().book().fillPolicy(FillPolicy.NEVER);
    broker.simulator().book().askByItself(false);
  }

  @BeforeEach
  void start() {
    broker.forget();
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void place_whenAPersonSaysYes_showsThePreviewAndBooksOneOrder() {
    CommandRun run = broker.setup().answering("y").run(place("--id", "asked-1"));

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.err())
        .contains("Order:    BUY 10 ", "conid " + conid + ": LMT " + limit() + " DAY")
        .contains("Account:  " + account + " (paper)", "Client order id: asked-1")
        .contains("Commission:", "initial margin", "Send it? [y/N]");
    assertThat(run.out()).contains("The broker took the order ", "client order id asked-1");
    assertThat(booked("asked-1")).singleElement().satisfies(OrderCommandTest::isAsWished);
  }

  @Test
  void place_whenThePersonSaysNoOrNothing_sendsNoOrder() {
    CommandRun no = broker.setup().answering("no").run(place("--id", "asked-2"));
    CommandRun nothing = broker.setup().answering("").run(place("--id", "asked-2"));

    assertThat(no.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(no.err()).contains("Nothing was done, because the answer was no.");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(broker.count("POST", ORDERS)).isZero();
  }

  @Test
  void place_whenThereIsNoTerminalAndNoYes_refusesBeforeAnythingIsSent() {
    CommandRun run = broker.run(place());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no terminal to ask on: add --yes");
    assertThat(broker.wasCalled()).isFalse();
  }

  @Test
  void place_whenYesIsGiven_asksNothingAndGivesADocument() {
    JsonNode document = broker.json(place("--yes", "--id", "told-1", "--tif", "gtc"));

    assertThat(document.get("outcome").asText()).isEqualTo("PLACED");
    assertThat(document.at("/clientOrderIds/0").asText()).isEqualTo("told-1");
    assertThat(document.at("/orders/0/orderId").asLong())
        .isEqualTo(booked("told-1").get(0).orderId());
    assertThat(booked("told-1").get(0).timeInForce()).isEqualTo("GTC");
    assertThat(broker.count("POST", PREVIEW)).isZero();
  }

  @Test
  void place_whenNoIdIsGiven_makesOneAndSaysIt() {
    JsonNode document = broker.json(place("--yes"));

    String id = document.at("/clientOrderIds/0").asText();
    assertThat(id).matches("cli-[0-9a-f]{20}");
    assertThat(booked(id)).hasSize(1);
  }

  @Test
  void place_whenTheAccountIsLive_refusesWithoutLive() {
    broker.says(
        "GET",
        "/iserver/accounts",
        "{\"accounts\":[\"U1234567\"],\"selectedAccount\":\"U1234567\",\"isPaper\":false}");

    CommandRun run = broker.run(order("place", "U1234567", "--yes"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("U1234567 is a live account", "Add --live");
    assertThat(broker.count("POST", ORDERS)).isZero();
  }

  @Test
  void place_whenTheBrokerSaysLiveOfAPaperId_countsAsLive() {
    broker.says(
        "GET", "/iserver/accounts", "{\"accounts\":[\"" + account + "\"],\"isPaper\":false}");

    assertThat(broker.json(place("--yes")).at("/error/code").asText()).isEqualTo("LIVE_ACCOUNT");
    assertThat(broker.json("order", "cancel", "1", "--account", account, "--yes").at("/error/code"))
        .hasToString("\"LIVE_ACCOUNT\"");
  }

  @Test
  void place_whenTheBrokerAsksAndYesIsGiven_confirmsOnlyWhatIsAccepted() {
    broker.simulator().book().askNext("o163");
    CommandRun refused = broker.run(place("--yes", "--id", "question-1"));
    broker.simulator().book().askNext("o163", "o354");
    CommandRun accepted = broker.run(place("--yes", "--id", "question-2", "--accept", "o163,o354"));

    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("o163", "was not placed", "--accept o163 says yes");
    assertThat(booked("question-1")).isEmpty();
    assertThat(accepted.exitCode()).as(accepted.all()).isZero();
    assertThat(accepted.out()).contains("Said yes to the broker's question o354.");
    assertThat(booked("question-2")).hasSize(1);
  }

  @Test
  void place_whenTheBrokerAsksAPerson_showsEachQuestion() {
    broker.simulator().book().askNext("o163", "o354");

    CommandRun run = broker.setup().answering("y", "y", "n").run(place("--id", "question-3"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("The broker asks o163:", "The broker asks o354:", "Say yes to it? [y/N]")
        .contains("There is no market data for this contract.");
    assertThat(booked("question-3")).isEmpty();
  }

  @Test
  void place_whenTheBrokerRefuses_givesItsWords() {
    broker.simulator().book().rejectNext("We cannot accept an order at the limit price");

    JsonNode document = broker.json(place("--yes", "--id", "refused-1"));

    assertThat(document.get("outcome").asText()).isEqualTo("REFUSED");
    assertThat(document.at("/error/message").asText()).contains("We cannot accept an order");
    assertThat(document.at("/error/exitCode").asInt()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void place_whenTheAnswerIsLost_saysSoWithItsOwnExitCodeAndIsFoundAgain() {
    broker
        .simulator()
        .faults()
        .on("POST", "/v1/api/iserver/account/" + account + "/orders")
        .afterProcessing()
        .cutConnection();

    CommandRun lost = broker.run(place("--yes", "--id", "lost-1"));

    assertThat(lost.exitCode()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
    assertThat(lost.out()).isEmpty();
    assertThat(lost.err())
        .contains("Do not send it again before you have looked: ibkr order resolve lost-1")
        .contains("--account " + account);
    assertThat(broker.count("POST", ORDERS)).isEqualTo(1);

    JsonNode found =
        broker.json("order", "resolve", "lost-1", "--account", account, "--patience", "0");
    assertThat(found.get("outcome").asText()).isEqualTo("PLACED");
    assertThat(found.at("/orders/0/clientOrderId").asText()).isEqualTo("lost-1");
  }

  @Test
  void resolve_whenTheOrderIsNotThereAndTheAttemptIsFresh_staysUnknown() {
    CommandRun run =
        broker.run("order", "resolve", "never-1", "--account", account, "--patience", "0");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OUTCOME_UNKNOWN);
    assertThat(run.err()).contains("It is still not known", "Do not send it again");
  }

  @Test
  void modify_whenAPriceIsGiven_keepsTheRest() {
    broker.run(place("--yes", "--id", "change-1", "--tif", "GTC"));
    long id = booked("change-1").get(0).orderId();
    String other = price.subtract(new BigDecimal("2")).toPlainString();

    CommandRun run =
        broker.setup().answering("y").run("order", "modify", "" + id, "--limit", other);

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.err()).contains("Is now:", "Will be:  BUY 10 of " + conid + " LMT " + other);
    BookedOrder changed = broker.simulator().book().order(id).orElseThrow();
    assertThat(changed.limitPrice()).isEqualByComparingTo(other);
    assertThat(changed.quantity()).isEqualByComparingTo("10");
    assertThat(changed.timeInForce()).isEqualTo("GTC");
  }

  @Test
  void modify_whenTheOrderHasNoSuchPrice_refuses() {
    broker.run(place("--yes", "--id", "change-2"));
    long id = booked("change-2").get(0).orderId();

    CommandRun run =
        broker.run("order", "modify", "" + id, "--stop", "5", "--account", account, "--yes");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("has no --stop");
  }

  @Test
  void cancel_whenConfirmed_isRequested() {
    broker.run(place("--yes", "--id", "cancel-1"));
    long id = booked("cancel-1").get(0).orderId();

    CommandRun no =
        broker.setup().answering("n").run("order", "cancel", "" + id, "--account", account);
    CommandRun yes = broker.run("order", "cancel", "" + id, "--account", account, "--yes");

    assertThat(no.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(no.err()).contains("Cancel the order " + id + " in " + account + "? [y/N]");
    assertThat(yes.exitCode()).as(yes.all()).isZero();
    assertThat(yes.out()).contains("may still be filled");
    assertThat(booked("cancel-1").get(0).isWorking()).isFalse();
  }

  @Test
  void preview_whenAsked_showsCostsAndPlacesNothing() {
    int before = broker.simulator().book().orders().size();
    CommandRun run = broker.run(order("preview", account));

    assertThat(run.exitCode()).as(run.all()).isZero();
    assertThat(run.out()).contains("Order:    BUY 10 ", "Total:", "maintenance margin");
    assertThat(broker.simulator().book().orders()).hasSize(before);
    assertThat(broker.json(order("preview", account)).get("initialMargin").has("after")).isTrue();
  }

  @Test
  void place_whenABracketIsWished_booksThreeOrders() {
    String profit = price.add(BigDecimal.TEN).toPlainString();
    String loss = price.subtract(new BigDecimal("5")).toPlainString();
    JsonNode document =
        broker.json(
            place("--yes", "--id", "bracket-1", "--take-profit", profit, "--stop-loss", loss));

    assertThat(document.get("outcome").asText()).as(document.toString()).isEqualTo("PLACED");
    assertThat(document.get("orders")).hasSize(3);
    long entry = booked("bracket-1").get(0).orderId();
    assertThat(broker.simulator().book().orders().stream().filter(o -> o.parentId() == entry))
        .hasSize(2)
        .allSatisfy(exit -> assertThat(exit.side()).isEqualTo("SELL"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order",
        "order place buy 10",
        "order place hold 10 AAPL --limit 1 --yes",
        "order place buy 10 AAPL --yes",
        "order place buy -1 AAPL --limit 1 --yes",
        "order place buy 10 AAPL --limit 1 --conid 5 --yes",
        "order place buy 10 AAPL --limit 1 --order-type MKT --yes",
        "order place buy 10 AAPL --order-type STP --limit 1 --yes",
        "order place buy 10 AAPL --order-type XYZ --yes",
        "order place buy 10 AAPL --stop 5 --cash --yes",
        "order place buy 10 AAPL --trail x --yes",
        "order place buy 10 AAPL --trail 100% --yes",
        "order place buy 10 AAPL --limit 10 --take-profit 9 --yes",
        "order place buy 10 AAPL --limit 10 --stop-loss 11 --yes",
        "order place buy 10 AAPL --limit 10 --id no blanks --yes",
        "order place buy 10 AAPL --limit 10 --accept o1 6 --yes",
        "order place buy 10 AAPL --limit 10 --accept !! --yes",
        "order modify 5 --yes",
        "order modify 0 --limit 5 --yes",
        "order cancel 0 --yes",
        "order resolve x --patience 601",
        "order resolve x --since yesterday"
      })
  void commands_whenTheLineIsWrong_refuseBeforeAnythingIsSent(String line) {
    CommandRun run = broker.run(line.split(" "));

    assertThat(run.exitCode()).as(run.all()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("ibkr: ").hasLineCount(1);
    assertThat(broker.wasCalled()).isFalse();
  }

  private static void isAsWished(BookedOrder order) {
    assertThat(order.account()).isEqualTo(account);
    assertThat(order.side()).isEqualTo("BUY");
    assertThat(order.quantity()).isEqualByComparingTo("10");
    assertThat(order.limitPrice()).isEqualByComparingTo(limit());
    assertThat(order.timeInForce()).isEqualTo("DAY");
  }

  private static List<BookedOrder> booked(String clientOrderId) {
    return broker.simulator().book().ordersWith(clientOrderId);
  }

  private static String limit() {
    return price.subtract(BigDecimal.ONE).toPlainString();
  }

  private static String[] place(String... more) {
    return order("place", account, more);
  }

  private static String[] order(String command, String account, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "order",
                command,
                "buy",
                "10",
                "--conid",
                conid,
                "--limit",
                limit(),
                "--account",
                account));
    line.addAll(List.of(more));
    return line.toArray(String[]::new);
  }
}
