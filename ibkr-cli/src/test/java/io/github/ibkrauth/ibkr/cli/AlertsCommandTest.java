package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and watchlists. */
class AlertsCommandTest {

  @TempDir private static Path directory;
  private static ScriptedBroker broker;
  private String account;

  @BeforeAll
  static void open() {
    broker = new ScriptedBroker(directory);
  }

  @BeforeEach
  void start() {
    broker.forget();
    account = broker.accounts().get(0);
    broker.says(
        "GET",
        "/iserver/account/" + account + "/alerts",
        "[{\"order_id\":100001,\"account\":\""
            + account
            + "\",\"alert_name\":\"SPY below\","
            + "\"alert_active\":1,\"alert_triggered\":false,\"alert_repeatable\":0}]");
    broker.says(
        "GET",
        "/iserver/account/alert/100001",
        "{\"order_id\":100001,\"account\":\""
            + account
            + "\",\"alert_name\":\"SPY below\","
            + "\"alert_active\":1,\"conditions\":[{\"condition_type\":1,"
            + "\"contract_description_1\":\"SPY\",\"condition_operator\":\"<=\","
            + "\"condition_value\":\"600\"}]}");
    broker.says(
        "DELETE",
        "/iserver/account/" + account + "/alert/100001",
        "{\"order_id\":100001,\"success\":true,\"text\":\"Request was submitted\"}");
    broker.says(
        "POST",
        "/iserver/account/" + account + "/alert/activate",
        "{\"order_id\":100001,\"success\":true,\"text\":\"Request was submitted\"}");
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void alerts_whenListedAndShown_sayWhenTheyGoOff() {
    assertThat(broker.run("alerts", "--account", account).out())
        .containsPattern("100001 +SPY below +yes +no +no");
    assertThat(broker.run("alerts", "show", "100001").out())
        .contains("Alert 100001: SPY below", "the price of SPY <= 600");
    assertThat(broker.json("alerts", "show", "100001").at("/conditions/0/value").asText())
        .isEqualTo("600");
  }

  @Test
  void alerts_whenThereAreSeveralAccounts_wantOneNamed() {
    CommandRun run = broker.run("alerts");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--account").contains(account);
  }

  @Test
  void alerts_whenTheAccountIsNotOurs_saysWhichAre() {
    CommandRun run = broker.run("alerts", "--account", "U7");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("U7 is no account").contains(account);
  }

  @Test
  void delete_whenThePersonSaysNo_sendsNothing() {
    CommandRun run =
        broker.setup().answering("n").run("alerts", "delete", "100001", "--account", account);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("Delete the alert 100001? [y/N]", "Nothing was done");
    assertThat(broker.wasCalled()).isFalse();
  }

  @Test
  void delete_whenThePersonSaysYesOrYesIsGiven_deletes() {
    CommandRun asked =
        broker.setup().answering("Y").run("alerts", "delete", "100001", "--account", account);
    CommandRun told = broker.run("alerts", "delete", "100001", "--account", account, "--yes");

    assertThat(asked.exitCode()).isZero();
    assertThat(told.out().strip()).isEqualTo("The alert 100001 is deleted.");
    assertThat(told.err()).isEmpty();
  }

  @Test
  void deactivate_whenTheBrokerRefuses_isAFailure() {
    broker.forget();
    broker.says(
        "POST",
        "/iserver/account/" + account + "/alert/activate",
        "{\"order_id\":100001,\"success\":false,\"text\":\"no such alert\",\"failure_list\":\"x\"}");

    CommandRun run = broker.run("alerts", "deactivate", "100001", "--account", account);

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no such alert");
  }

  @Test
  void watchlists_whenListedShownMadeAndDeleted_sayWhatIsThere() {
    broker.says(
        "GET",
        "/iserver/watchlists",
        "{\"data\":{\"user_lists\":[{\"id\":\"7\",\"name\":\"Tech\",\"read_only\":false}]}}");
    broker.says(
        "GET",
        "/iserver/watchlist",
        "{\"id\":\"7\",\"name\":\"Tech\",\"instruments\":[{\"conid\":265598,\"ST\":\"STK\","
            + "\"ticker\":\"AAPL\",\"name\":\"APPLE INC\"}]}");
    broker.says("POST", "/iserver/watchlist", "{\"id\":\"8\",\"name\":\"New\",\"instruments\":[]}");
    broker.says(
        "DELETE", "/iserver/watchlist", "{\"data\":{\"deleted\":\"7\"},\"action\":\"context\"}");

    assertThat(broker.run("watchlists").out()).containsPattern("7 +Tech +own +yes");
    assertThat(broker.run("watchlists", "show", "7").out())
        .containsPattern("265598 +AAPL +STK +APPLE INC");
    assertThat(broker.run("watchlists", "create", "New", "--conid", "265598", "--id", "8").out())
        .contains("Made the list 8, New, of 1 instrument.");
    assertThat(broker.run("watchlists", "delete", "7", "--yes").exitCode()).isZero();
  }

  @Test
  void create_whenTheIdIsTaken_replacesTheListOnlyIfToldTo() {
    broker.says("GET", "/iserver/watchlists", "{\"data\":{\"user_lists\":[{\"id\":\"7\"}]}}");
    broker.says("POST", "/iserver/watchlist", "{\"id\":\"7\",\"name\":\"New\",\"instruments\":[]}");

    CommandRun run = broker.run("watchlists", "create", "New", "--conid", "1", "--id", "7");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("a list 7 already", "--replace");
    assertThat(broker.count("POST", "/iserver/watchlist")).isZero();
    assertThat(
            broker
                .run("watchlists", "create", "New", "--conid", "1", "--id", "7", "--replace")
                .exitCode())
        .isZero();
  }
}
