package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path directory;
  private static IbkrSimulator simulator;
  private static String conid;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().pollsUntilEstablished(0).start();
    simulator.writeTo(directory);
    String account = simulator.credentials().accountIds().get(0);
    conid =
        CommandRun.in(directory)
            .run("positions", account, "--json")
            .json()
            .at("/positions/0/conid")
            .asText();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static WatchedRun watch(String line) {
    return WatchedRun.start(CommandRun.in(directory), line);
  }

  @Test
  void stream_whenPricesAndPnlAreWanted_printsALineForEachChange() throws Exception {
    try (WatchedRun run = watch("stream --json --pnl --conid " + conid)) {
      run.awaitLine("\"kind\":\"prices\"");
      run.awaitLine("\"kind\":\"pnl\"");

      assertThat(run.end()).isZero();
      assertThat(run.err()).isEmpty();
      for (String line : run.lines()) {
        JsonNode node = MAPPER.readTree(line);
        assertThat(Instant.parse(node.get("time").asText())).isBeforeOrEqualTo(Instant.now());
        if (node.get("kind").asText().equals("prices")) {
          assertThat(node.get("conid").asText()).isEqualTo(conid);
          assertThat(node.fieldNames())
              .toIterable()
              .contains("last", "bid", "bidSize", "ask", "askSize", "updatedAt");
        }
      }
    }
  }

  @Test
  void stream_whenOrdersAreWanted_showsThemAndTheirExecutions() throws Exception {
    try (WatchedRun run = watch("stream --orders")) {
      simulator.book().askByItself(false);
      int before = simulator.streams().opened();
      while (simulator.streams().opened() == before && simulator.streams().sent("sor") == 0) {
        Thread.sleep(20);
      }
      String account = simulator.credentials().accountIds().get(0);
      CommandRun.in(directory)
          .run(
              "call",
              "POST",
              "/iserver/account/" + account + "/orders",
              "--body",
              "{\"orders\":[{\"conid\":"
                  + conid
                  + ",\"orderType\":\"MKT\",\"side\":\"BUY\",\"tif\":\"DAY\",\"quantity\":3}]}");
      run.awaitLine("  order ");
      run.awaitLine("  trade ");

      assertThat(run.end()).isZero();
    }
  }

  @Test
  void stream_whenOnATerminal_drawsTheTableOverItself() {
    CommandRun run =
        CommandRun.in(directory)
            .onTerminal(100)
            .run("stream", "--for", "3", "--pnl", "--conid", conid);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("INSTRUMENT").contains("NET LIQUIDITY").contains("\u001b[0J");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "stream --for 0 --pnl", "stream --type OPT AAPL"})
  void stream_whenTheCommandLineIsWrong_saysSoAndSendsNothing(String line) {
    int before = simulator.streams().opened();
    CommandRun run = CommandRun.in(directory).run(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(simulator.streams().opened()).isEqualTo(before);
  }
}
