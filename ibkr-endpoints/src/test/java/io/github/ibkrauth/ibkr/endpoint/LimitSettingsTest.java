package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings below {@code ibkr.limits}, and the page that shows them. */
class LimitSettingsTest {

  private static final String BEGIN = "<!-- limits:begin -->\n";
  private static final String END = "<!-- limits:end -->";

  private static AuthConfig config(String... settings) {
    AuthConfig.Builder config = AuthConfig.builder().prefix("ibkr.auth");
    for (int i = 0; i < settings.length; i += 2) {
      config.set(settings[i], settings[i + 1]);
    }
    return config.build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 / 5 s | 1 | PT5S | 1 / 5 s",
        "50/s | 50 | PT1S | 50 / 1 s",
        "1/15min | 1 | PT15M | 1 / 15 min",
        "2 / 1 m | 2 | PT1M | 2 / 1 min",
        "3/2h | 3 | PT2H | 3 / 120 min",
        "7 / 250 ms | 7 | PT0.25S | 7 / 250 ms",
        "5 at once | 5 | PT0S | 5 at once",
        "5  At  Once | 5 | PT0S | 5 at once",
      })
  void parse_whenItIsALimit_readsIt(String text, int calls, Duration span, String shown) {
    Limit limit = Limit.parse(text).orElseThrow();
    assertThat(limit).isEqualTo(new Limit(calls, span));
    assertThat(limit).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "0/s", "-1/s", "1/0s", "1 / 5 weeks", "1/25h", "0 at once", "1/1/1s"})
  void parse_whenItIsNone_isEmpty(String text) {
    assertThat(Limit.parse(text)).isEmpty();
  }

  @Test
  void from_whenNothingIsSet_hasTheDocumentedLimits() {
    LimitSettings settings = LimitSettings.from(config());
    assertThat(settings.enabled()).isTrue();
    assertThat(settings.global("oauth1a")).contains(Limit.perSeconds(50, 1));
    assertThat(settings.global("oauth2-jwt")).contains(Limit.perSeconds(50, 1));
    assertThat(settings.global("gateway-session")).contains(Limit.perSeconds(10, 1));
    assertThat(settings.global("unheard-of")).contains(Limit.perSeconds(10, 1));
    assertThat(settings.of("/iserver/account/trades")).containsExactly(Limit.perSeconds(1, 5));
    assertThat(settings.of("/fyi/disclaimer/{typecode}")).containsExactly(Limit.perSeconds(1, 1));
    assertThat(settings.of("/iserver/accounts")).isEmpty();
    assertThat(settings.maxWait()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.penalty()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.marketDataLines()).isEqualTo(100);
  }

  @Test
  void from_whenEverythingIsWrong_saysAllOfIt() {
    assertThatThrownBy(
            () ->
                LimitSettings.from(
                    config(
                        "ibkr.limits.enabled", "perhaps",
                        "ibkr.limits.global", "5 at once",
                        "ibkr.limits.endpoints",
                            "/iserver/account/trade=1/s, /iserver/account/trades=often,"
                                + " /iserver/accounts",
                        "ibkr.limits.max-wait", "-1s",
                        "ibkr.limits.penalty", "25h",
                        "ibkr.limits.market-data-lines", "0",
                        "ibkr.limits.max-weight", "30s")))
        .isInstanceOfSatisfying(
            AuthConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(9)
                    .anyMatch(text -> text.contains("ibkr.limits.enabled"))
                    .anyMatch(text -> text.contains("ibkr.limits.max-wait (code) is malformed"))
                    .anyMatch(text -> text.startsWith("ibkr.limits.global must be a number of"))
                    .anyMatch(text -> text.endsWith("Did you mean /iserver/account/trades?"))
                    .anyMatch(text -> text.contains("must say for /iserver/account/trades a limit"))
                    .anyMatch(text -> text.contains("must say for /iserver/accounts a limit"))
                    .contains(
                        "ibkr.limits.penalty must be at most 24 hours; 0s is for none.",
                        "ibkr.limits.market-data-lines must be above zero.")
                    .anyMatch(text -> text.contains("ibkr.limits.max-weight")));
  }

  @Test
  void page_always_listsEverySettingAndNoOther() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");
    assumeTrue(Files.exists(page), "the documentation is not here");
    List<String> listed =
        Files.readAllLines(page).stream()
            .filter(line -> line.startsWith("| `ibkr.limits."))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            LimitSettings.KEYS.stream().map(key -> "ibkr." + key.name()).toList());
  }

  @Test
  void page_always_showsTheTableOfLimits() throws IOException {
    Path page = Path.of("..", "docs", "limits.md");
    assumeTrue(Files.exists(page), "the documentation is not here");
    String before = Files.readString(page);
    int begin = before.indexOf(BEGIN) + BEGIN.length();
    int end = before.indexOf(END);
    if (Boolean.getBoolean("ibkrauth.write-docs")) {
      Files.writeString(page, before.substring(0, begin) + table() + before.substring(end));
    } else {
      assertThat(before.substring(begin, end)).isEqualTo(table());
    }
  }

  /** Paths with the same limit share a row. */
  private static String table() {
    Map<String, List<Endpoint>> byLimit =
        Endpoints.all().stream()
            .filter(endpoint -> !endpoint.limits().isEmpty())
            .collect(
                Collectors.groupingBy(
                    endpoint ->
                        endpoint.limits().stream()
                            .map(Limit::toString)
                            .collect(Collectors.joining(", ")),
                    TreeMap::new,
                    Collectors.toList()));
    StringBuilder table =
        new StringBuilder("\n| limit | of each of these |\n| --- | --- |\n")
            .append("| " + LimitSettings.documentedGlobal("oauth1a"))
            .append(" | all calls together, with OAuth 1.0a or 2.0 |\n")
            .append("| " + LimitSettings.documentedGlobal("gateway-session"))
            .append(" | all calls together, with any other strategy |\n");
    byLimit.forEach(
        (limit, endpoints) ->
            table
                .append("| ")
                .append(limit)
                .append(" | ")
                .append(
                    endpoints.stream()
                        .map(endpoint -> "`" + endpoint + "`")
                        .collect(Collectors.joining(", ")))
                .append(" |\n"));
    return table.append('\n').toString();
  }
}
