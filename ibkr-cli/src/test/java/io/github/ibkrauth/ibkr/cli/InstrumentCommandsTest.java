package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching, chains and scanners. */
class InstrumentCommandsTest {

  private static final String SEARCH = "/iserver/secdef/search";
  private static final String STRIKES = "/iserver/secdef/strikes";
  private static final String INFO = "/iserver/secdef/info";
  private static final String PARAMETERS = "/iserver/scanner/params";
  private static final String RUN = "/iserver/scanner/run";

  private static final String SPY =
      """
      [{"conid":"756733","companyName":"SPDR S&P 500 ETF TRUST","symbol":"SPY",
        "description":"ARCA","sections":[{"secType":"STK"},
          {"secType":"OPT","months":"DEC26;JAN27","exchange":"SMART;CBOE"}],"stranger":1}]
      """;

  private static final String LISTS =
      """
      {"scan_type_list":[{"display_name":"Top % Gainers","code":"TOP_PERC_GAIN",
         "instruments":["STK","FUT.US"]}],
       "instrument_list":[{"display_name":"US Stocks","type":"STK","filters":["priceAbove"]}],
       "filter_list":[{"group":"p","display_name":"Price Above","code":"priceAbove",
         "type":"non-range"}],
       "location_tree":[{"display_name":"US Stocks","type":"STK",
         "locations":[{"display_name":"US Major","type":"STK.US.MAJOR"}]}]}
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
    broker.says("GET", SEARCH, SPY).says("POST", SEARCH, SPY);
    broker.says("GET", STRIKES, "{\"call\":[600,610.5,620],\"put\":[600,620]}");
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void search_whenSomethingIsFound_listsWhatCanBeTradedOnIt() {
    assertThat(broker.run("search", "SPY").out())
        .containsPattern("756733 +SPY +ARCA +SPDR S&P 500 ETF TRUST +STK OPT");
    assertThat(broker.json("search", "spdr", "trust", "--name").at("/matches/0/broker/stranger"))
        .hasToString("1");
  }

  @Test
  void search_whenNothingIsFound_saysSo() {
    broker.forget();
    broker.says("POST", SEARCH, "[]");

    CommandRun run = broker.run("search", "NOSUCH");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("Nothing was found for 'NOSUCH'.");
  }

  @Test
  void chain_whenNoMonthIsNamed_listsThem() {
    assertThat(broker.run("chain", "SPY").out())
        .contains("OPT on SPY@ARCA", "Months: DEC26 JAN27", "Traded at: SMART CBOE");
  }

  @Test
  void chain_whenAMonthIsNamed_listsItsStrikes() {
    CommandRun run = broker.run("chain", "SPY", "--month", "jan27", "--strikes", "605..");

    assertThat(run.out().lines().map(line -> line.strip().replaceAll(" +", " ")).toList())
        .containsExactly("STRIKE CALL PUT", "610.50 yes -", "620.00 yes yes");
  }

  @Test
  void chain_whenTheMonthIsNone_saysWhichThereAre() {
    CommandRun run = broker.run("chain", "SPY", "--month", "FEB27");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no month FEB27", "DEC26, JAN27");
  }

  @Test
  void chain_whenContractsAreWanted_asksOncePerStrikeAndRight() {
    broker.says(
        "GET",
        INFO,
        """
        [{"conid":777,"symbol":"SPY","secType":"OPT","maturityDate":"20270115","right":"C",
          "strike":610.5,"multiplier":"100","tradingClass":"SPY","desc1":"SPY",
          "desc2":"JAN 15 '27 610.5 Call"}]
        """);

    JsonNode contracts =
        broker
            .json(
                "chain",
                "SPY",
                "--month",
                "JAN27",
                "--contracts",
                "--right",
                "c",
                "--strikes",
                "601..611")
            .get("contracts");

    assertThat(contracts).hasSize(1);
    assertThat(contracts.at("/0/expiry").asText()).isEqualTo("2027-01-15");
    assertThat(contracts.at("/0/strike").toString()).isEqualTo("610.5");
    assertThat(broker.count("GET", INFO)).isEqualTo(1);
  }

  @Test
  void chain_whenThatWouldBeTooManyCalls_refusesToMakeThem() {
    broker.forget();
    StringBuilder strikes = new StringBuilder("500");
    for (int strike = 501; strike <= 600; strike++) {
      strikes.append(',').append(strike);
    }
    broker.says("GET", SEARCH, SPY);
    broker.says("GET", STRIKES, "{\"call\":[" + strikes + "],\"put\":[" + strikes + "]}");

    CommandRun run = broker.run("chain", "SPY", "--month", "JAN27", "--contracts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("202 calls", "--strikes");
    assertThat(broker.count("GET", INFO)).isZero();
  }

  @Test
  void scan_whenATypeIsNamed_ranksInstruments() {
    broker.says(
        "POST",
        RUN,
        """
        {"contracts":[{"server_id":"0","column_name":"Chg%","symbol":"GV","con_id":706149062,
           "company_name":"VISIONARY HOLDINGS INC","listing_exchange":"NASDAQ","sec_type":"STK",
           "scan_data":"221.5%"},
          {"server_id":"1","symbol":"SKYQ","con_id":863831941,"sec_type":"STK"}]}
        """);

    CommandRun run = broker.run("scan", "top_perc_gain", "--filter", "priceAbove=5");

    assertThat(run.out().lines().findFirst().orElseThrow()).endsWith("Chg%");
    assertThat(run.out()).containsPattern("706149062 +GV +NASDAQ +STK +VISIONARY.* 221\\.5%");
    assertThat(broker.json("scan", "TOP_PERC_GAIN", "--rows", "1").get("contracts")).hasSize(1);
  }

  @Test
  void scan_whenTypesAreListedTwice_asksTheBrokerOnce() {
    broker.says("GET", PARAMETERS, LISTS);

    assertThat(broker.run("scan").out()).containsPattern("TOP_PERC_GAIN +Top % Gainers +STK FUT");
    assertThat(broker.run("scan", "--list", "locations").out()).contains("  STK.US.MAJOR");
    assertThat(broker.json("scan", "--list", "filters").at("/filters/0/code").asText())
        .isEqualTo("priceAbove");
    assertThat(broker.count("GET", PARAMETERS)).isEqualTo(1);

    broker.run("scan", "--refresh");
    assertThat(broker.count("GET", PARAMETERS)).isEqualTo(2);
  }
}
