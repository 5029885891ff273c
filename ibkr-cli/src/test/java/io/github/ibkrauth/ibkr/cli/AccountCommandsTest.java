package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCommandsTest {

  @TempDir Path directory;
  private IbkrSimulator simulator;

  @BeforeEach
  void start() {
    simulator = IbkrSimulator.builder().start();
    simulator.writeTo(directory);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void accounts_whenLoggedIn_listsThemAll() {
    CommandRun run = run("accounts");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().findFirst().orElseThrow())
        .startsWith("ACCOUNT")
        .contains("CURRENCY");
    assertThat(run.out().lines().skip(1).map(line -> line.split(" ")[0]).toList())
        .isEqualTo(simulator.credentials().accountIds());
  }

  @Test
  void accounts_whenJson_givesIdsAndCurrencies() {
    JsonNode accounts = run("accounts", "--json").json().get("accounts");

    assertThat(accounts).hasSize(simulator.credentials().accountIds().size());
    assertThat(accounts.get(0).get("id").asText()).isEqualTo(account());
    assertThat(accounts.get(0).get("currency").asText()).isEqualTo("USD");
    assertThat(accounts.get(0).has("alias")).isTrue();
  }

  @Test
  void summary_whenAccountIsNamed_showsMoneyWithItsCurrency() {
    CommandRun run = run("summary", account());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern(
            Pattern.compile("^netliquidation +[\\d,]+\\.\\d{2,} +USD$", Pattern.MULTILINE));
  }

  @Test
  void summary_whenJson_givesExactNumbersOfAllSegments() {
    JsonNode document = run("summary", account(), "--json").json();

    assertThat(document.get("account").asText()).isEqualTo(account());
    JsonNode worth = document.at("/summary/netliquidation");
    assertThat(worth.get("amount").isBigDecimal() || worth.get("amount").isIntegralNumber())
        .isTrue();
    assertThat(worth.get("currency").asText()).isEqualTo("USD");
    assertThat(document.at("/summary/accounttype/value").asText()).isNotEmpty();
    assertThat(document.get("summary").fieldNames())
        .toIterable()
        .anyMatch(key -> key.endsWith("-s"));
  }

  @Test
  void ledger_whenAskedBothWays_saysTheSame() {
    JsonNode base = run("ledger", account(), "--json").json().at("/ledger/BASE");
    CommandRun text = run("ledger", account());

    assertThat(text.out())
        .contains(Figures.money(base.get("netLiquidationValue").decimalValue()))
        .contains(Figures.money(base.get("cashBalance").decimalValue()));
  }

  @Test
  void positions_whenThereAreSeveral_showsEachOnALine() {
    JsonNode positions = run("positions", account(), "--json").json().get("positions");
    CommandRun text = run("positions", account());

    assertThat(positions).isNotEmpty();
    assertThat(text.out().lines().count()).isEqualTo(positions.size() + 1);
    positions.forEach(
        position ->
            assertThat(text.out())
                .contains(position.get("conid").asText())
                .contains(Figures.money(position.get("marketValue").decimalValue())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"summary", "ledger", "positions"})
  void accountCommands_whenThereAreSeveralAndNoneIsNamed_listThem(String command) {
    CommandRun run = run(command);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(simulator.credentials().accountIds().toArray(String[]::new));
  }

  @Test
  void summary_whenThereIsOneAccountAndNoneIsNamed_takesIt() {
    String only = account();
    simulator
        .faults()
        .on("GET", "/v1/api/portfolio/accounts")
        .always()
        .body(
            200, "application/json", "[{\"id\":\"" + only + "\",\"accountId\":\"" + only + "\"}]");
    // The scripted answer keeps the simulator from noting that accounts were asked for.
    simulator
        .faults()
        .on("GET", "/v1/api/portfolio/" + only + "/summary")
        .body(
            200, "application/json", "{\"netliquidation\":{\"amount\":12.5,\"currency\":\"CHF\"}}");

    CommandRun run = run("summary");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).containsPattern("netliquidation +12\\.50 +CHF");
  }

  @Test
  void summary_whenAccountIsUnknown_saysWhichThereAre() {
    CommandRun run = run("summary", "DU0000001");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains(simulator.credentials().accountIds().toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "summary", "ledger", "positions", "status", "tickle"})
  void readingCommands_whenRun_neverOpenABrokerageSession(String command) {
    CommandRun run =
        List.of("summary", "ledger", "positions").contains(command)
            ? run(command, account())
            : run(command);

    assertThat(run.exitCode()).isZero();
    assertThat(simulator.requests().count("POST", "/v1/api/iserver/auth/ssodh/init")).isZero();
    assertThat(simulator.requests().count("POST", "/gw/api/v1/sso-sessions")).isEqualTo(1);
  }

  private String account() {
    return simulator.credentials().accountIds().get(0);
  }

  private CommandRun run(String... args) {
    return CommandRun.in(directory).run(args);
  }
}
