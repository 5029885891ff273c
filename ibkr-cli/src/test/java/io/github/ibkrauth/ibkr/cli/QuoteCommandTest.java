package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteCommandTest {

  private static final String SEARCH = "/iserver/secdef/search";
  private static final String SNAPSHOT = "/iserver/marketdata/snapshot";
  private static final String UNSUBSCRIBE = "/iserver/marketdata/unsubscribe";

  private static final String TWO =
      """
      [{"conid":"265598","companyName":"APPLE INC","symbol":"AAPL","description":"NASDAQ",
        "sections":[{"secType":"STK"},{"secType":"OPT","months":"JAN27;FEB27","exchange":"SMART"},
                    {"secType":"CFD","exchange":"SMART","conid":"118089500"}]},
       {"conid":"38708077","companyName":"APPLE INC","symbol":"AAPL","description":"MEXI",
        "sections":[{"secType":"STK","exchange":"MEXI;"}]}]
      """;

  @TempDir private static Path directory;
  private static ScriptedBroker broker;

  @BeforeAll
  static void open() {
    broker = new ScriptedBroker(directory);
  }

  @BeforeEach
  void start() {
    broker.forget();
    broker.says("GET", SEARCH, TWO);
    broker.says("POST", UNSUBSCRIBE, "{\"success\":true}");
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void quote_whenTheFirstAnswerIsEmpty_asksAgainAndGivesTheLineBack() {
    broker.saysOnce("GET", SNAPSHOT, "[{\"conid\":265598,\"conidEx\":\"265598\"}]");
    broker.says("GET", SNAPSHOT, snapshot("228.40", "RpB"));

    CommandRun run = broker.run("quote", "AAPL@NASDAQ");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().toList().get(1).replaceAll(" +", " "))
        .isEqualTo(
            "265598 AAPL@NASDAQ 228.40 1.30 0.57 228.39 400 228.41 1,200 41,234,567 real time");
    assertThat(broker.count("GET", SNAPSHOT)).isEqualTo(2);
    assertThat(broker.count("POST", UNSUBSCRIBE)).isEqualTo(1);
  }

  @Test
  void quote_whenALineIsOpenAlready_leavesItToWhoeverOpenedIt() {
    broker.says("GET", SNAPSHOT, snapshot("228.40", "RpB"));

    broker.run("quote", "AAPL@NASDAQ");

    assertThat(broker.count("GET", SNAPSHOT)).isEqualTo(1);
    assertThat(broker.count("POST", UNSUBSCRIBE)).isZero();
  }

  @Test
  void quote_whenJson_keepsDigitsAndUnknownFields() {
    broker.says("GET", SNAPSHOT, snapshot("228.400", "DPB"));

    CommandRun run = broker.run("quote", "AAPL", "--exchange", "nasdaq", "--json");
    JsonNode quote = run.json().at("/quotes/0");

    assertThat(quote.get("conid").asLong()).isEqualTo(265598);
    assertThat(quote.get("symbol").asText()).isEqualTo("AAPL");
    assertThat(run.out()).contains("\"last\" : 228.400,");
    assertThat(quote.get("lastMark").isNull()).isTrue();
    assertThat(quote.get("availability").asText()).isEqualTo("DELAYED");
    assertThat(quote.at("/broker/9999").asText()).isEqualTo("unheard of");
  }

  @ParameterizedTest
  @CsvSource({
    "C228.40,RpB,'last is the prior close, real time'",
    "H228.40,RpB,'halted, real time'",
    "228.40,DPB,delayed",
    "228.40,ZB,frozen",
    "228.40,YB,frozen and delayed",
    "228.40,N,not subscribed"
  })
  void quote_whenThePriceIsNotCurrent_saysSo(String last, String availability, String words) {
    broker.says("GET", SNAPSHOT, snapshot(last, availability));

    assertThat(broker.run("quote", "AAPL@NASDAQ").out()).contains(" 228.40 ").contains(words);
  }

  @Test
  void quote_whenTheSymbolIsAmbiguous_listsTheChoicesAndAsksForNoPrice() {
    CommandRun run = broker.run("quote", "AAPL");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("AAPL means 2 instruments", "--conid", "SYMBOL@EXCHANGE")
        .contains("1) AAPL@NASDAQ, APPLE INC, conid 265598")
        .contains("2) AAPL@MEXI, APPLE INC, conid 38708077");
    assertThat(broker.count("GET", SNAPSHOT)).isZero();
  }

  @Test
  void quote_whenTheSymbolIsAmbiguousAndJson_givesTheChoices() {
    JsonNode error = broker.json("quote", "AAPL").get("error");

    assertThat(error.get("code").asText()).isEqualTo("AMBIGUOUS_CONTRACT");
    assertThat(error.at("/details/1/conid").asLong()).isEqualTo(38708077);
    assertThat(error.at("/details/1/exchange").asText()).isEqualTo("MEXI");
  }

  @Test
  void quote_whenTheKindHasAnIdOfItsOwn_takesThatOne() {
    broker.says("GET", SNAPSHOT, snapshot("228.40", "RpB").replace("265598", "118089500"));

    assertThat(broker.json("quote", "AAPL", "--type", "cfd").at("/quotes/0/conid").asLong())
        .isEqualTo(118089500);
  }

  @Test
  void quote_whenNothingIsFound_saysWhatWasLookedFor() {
    CommandRun run = broker.run("quote", "APPL@NASDAQ");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).hasLineCount(1).contains("'APPL'");
  }

  @Test
  void quote_whenIdsAreGiven_searchesNothing() {
    broker.says("GET", SNAPSHOT, snapshot("228.40", "RpB"));

    CommandRun run = broker.run("quote", "--conid", "265598");

    assertThat(run.out()).contains("AAPL@NASDAQ", "228.40");
    assertThat(broker.count("GET", SEARCH)).isZero();
  }

  @Test
  void quote_whenNoPriceComes_showsDashesAndFails() {
    broker.says("GET", SNAPSHOT, "[{\"conid\":265598,\"6509\":\"N\"}]");

    CommandRun run = broker.run("quote", "AAPL@NASDAQ", "--wait", "0");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains(" - ", "not subscribed").doesNotContain("0.00");
    assertThat(run.err()).contains("No price came for AAPL@NASDAQ within 0 s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quote",
        "quote AAPL --type OPT",
        "quote AAPL --type stonk",
        "quote AAPL --wait 61",
        "history",
        "history AAPL --conid 265598",
        "history --conid -1",
        "history AAPL --period soon",
        "history AAPL --bar 5",
        "history AAPL --zone Mars",
        "history AAPL --source asks",
        "history AAPL --width 3",
        "history AAPL --height 1",
        "history AAPL --line --table",
        "search X --type OPT",
        "chain AAPL --type STK",
        "chain AAPL --right C",
        "chain AAPL --month 2027",
        "chain AAPL --month JAN27 --right X",
        "chain AAPL --month JAN27 --strikes 250..200",
        "scan --list everything",
        "scan TOP_PERC_GAIN --filter price",
        "scan TOP_PERC_GAIN --rows 51",
        "trades --days 8",
        "trades --zone Mars",
        "alerts show x",
        "alerts activate 0",
        "alerts delete 5",
        "watchlists create Empty",
        "watchlists delete 5"
      })
  void commands_whenTheLineIsWrong_refuseBeforeAnythingIsSent(String line) {
    CommandRun run = broker.run(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("ibkr: ").hasLineCount(1);
    assertThat(broker.wasCalled()).isFalse();
  }

  private static String snapshot(String last, String availability) {
    return """
        [{"conid":265598,"conidEx":"265598","_updated":1795786200000,"31":"%s","82":"1.30",
          "83":"0.57","84":"228.39","85":"1,200","86":"228.41","88":"400","7762":"41234567",
          "55":"AAPL","7221":"NASDAQ","7051":"APPLE INC","6509":"%s","9999":"unheard of"}]
        """
        .formatted(last, availability);
  }
}
