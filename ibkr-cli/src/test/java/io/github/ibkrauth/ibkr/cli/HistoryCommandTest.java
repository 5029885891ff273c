package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

  private static final String HISTORY = "/iserver/marketdata/history";

  private static final String BARS =
      """
      {"symbol":"AAPL","text":"APPLE INC","timePeriod":"1d","barLength":300,"mdAvailability":"S",
       "stranger":1.50,"data":[
        {"o":100,"h":104,"l":99,"c":103,"v":100,"t":1795617000000},
        {"o":103,"h":106,"l":102,"c":105.50,"v":300,"t":1795617300000},
        {"o":105.5,"h":107,"l":101,"c":102,"v":800,"t":1795617600000},
        {"o":102,"h":102,"l":98,"c":98,"v":500,"t":1795617900000},
        {"o":98,"h":101,"l":97,"c":100,"v":0,"t":1795618200000}]}
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
    broker.says("GET", HISTORY, BARS);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void history_whenOnATerminal_drawsCandlesInTheGivenZone() {
    CommandRun run =
        broker
            .setup()
            .onTerminal(60)
            .run("history", "--conid", "265598", "--zone", "America/New_York", "--height", "6");

    List<String> lines = run.out().replaceAll("\u001b\\[\\d+m", "").lines().toList();
    assertThat(run.exitCode()).isZero();
    assertThat(lines.get(0)).isEqualTo("AAPL, APPLE INC, conid 265598");
    assertThat(lines.get(1))
        .isEqualTo("first 100.00  high 107.00  low 97.00  last 100.00  0.00 (0.00 %)");
    assertThat(lines.get(4)).startsWith("╷  ┃  █ ").endsWith("├ 105").hasSize(60);
    assertThat(lines.get(lines.size() - 3)).contains("09:45");
    assertThat(lines.get(lines.size() - 1))
        .startsWith("┃ up, █ down. 5 bars of 5 min, 2026-11-25 09:30:00 to 2026-11-25 09:50:00 Am")
        .contains("America/New_York");
  }

  @Test
  void history_whenStandardOutputIsNoTerminal_printsATable() {
    CommandRun run = broker.run("history", "--conid", "265598", "--zone", "UTC");

    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")).toList())
        .startsWith(
            "TIME OPEN HIGH LOW CLOSE VOLUME",
            "2026-11-25 14:30:00 100.00 104.00 99.00 103.00 100",
            "2026-11-25 14:35:00 103.00 106.00 102.00 105.50 300")
        .hasSize(6);
  }

  @Test
  void history_whenALineIsWishedForAndThereIsNoTerminal_drawsItPlain() {
    CommandRun run = broker.run("history", "--conid", "265598", "--line", "--width", "40");

    assertThat(run.out()).contains("⢆").contains("last prices.").doesNotContain("\u001b");
    assertThat(run.out().lines().skip(3).limit(16)).allMatch(line -> line.length() <= 40);
  }

  @Test
  void history_whenATableIsWishedForOnATerminal_printsIt() {
    CommandRun run = broker.setup().onTerminal(80).run("history", "--conid", "265598", "--table");

    assertThat(run.out()).startsWith("TIME").doesNotContain("│");
  }

  @Test
  void history_whenJson_keepsDigitsTimesAndUnknownFields() {
    CommandRun run = broker.run("history", "--conid", "265598", "--json");
    JsonNode document = run.json();

    assertThat(run.out()).contains("\"close\" : 105.50,", "\"stranger\" : 1.50");
    assertThat(document.at("/bars/0/time").asText()).isEqualTo("2026-11-25T14:30:00Z");
    assertThat(document.get("barSeconds").asInt()).isEqualTo(300);
    assertThat(document.get("broker").has("data")).isFalse();
  }

  @Test
  void history_whenThereAreNoBars_saysSo() {
    broker.forget();
    broker.says("GET", HISTORY, "{\"symbol\":\"AAPL\",\"data\":[]}");

    CommandRun run = broker.setup().onTerminal(80).run("history", "--conid", "265598");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("There are no bars of AAPL, conid 265598.");
  }
}
