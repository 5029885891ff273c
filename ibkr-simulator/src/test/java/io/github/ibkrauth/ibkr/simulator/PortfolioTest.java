package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortfolioTest {
  private static IbkrSimulator simulator;
  private static TestClient client;
  private static String token;
  private static List<String> ids;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    client = new TestClient(simulator);
    token = client.ssoToken();
    ids = simulator.credentials().accountIds();
    get("accounts");
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  private static JsonNode get(String path) {
    HttpResponse<String> response = client.get("/v1/api/portfolio/" + path, token);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return json(response);
  }

  private static List<JsonNode> positions(String id) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 0; ; page++) {
      JsonNode rows = get(id + "/positions/" + page);
      if (rows.isEmpty()) {
        return all;
      }
      rows.forEach(all::add);
    }
  }

  private static BigDecimal amount(JsonNode summary, String name) {
    return summary.path(name).path("amount").decimalValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "subaccounts", "subaccounts2"})
  void portfolio_whenAccountsWereListed_opensTheAccounts(String list) {
    String fresh = client.ssoToken();
    String summary = "/v1/api/portfolio/" + ids.get(0) + "/summary";
    HttpResponse<String> early = client.get(summary, fresh);
    assertThat(early.statusCode()).isEqualTo(500);
    assertThat(early.body()).isEqualTo("{\"error\":\"Please query /accounts first\"}");
    assertThat(json(client.get("/v1/api/portfolio/" + list, fresh))).hasSize(4);
    assertThat(client.get(summary, fresh).statusCode()).isEqualTo(200);
  }

  @Test
  void portfolio_whenTheAccountIsUnknown_is400() {
    assertThat(client.get("/v1/api/portfolio/DU1/ledger", token).statusCode()).isEqualTo(400);
  }

  @Test
  void positions_whenThereAreManyPages_endWithAShortAndAnEmptyOne() {
    String id = ids.get(1);
    assertThat(get(id + "/positions/0")).hasSize(100);
    assertThat(get(id + "/positions/1")).hasSize(100);
    assertThat(get(id + "/positions/2")).hasSize(37);
    assertThat(get(id + "/positions/3")).isEmpty();
    assertThat(get(id + "/positions/2147483647")).isEmpty();
    Set<Integer> conids = new HashSet<>();
    positions(id).forEach(row -> conids.add(row.path("conid").asInt()));
    assertThat(conids).hasSize(237);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "99999999999"})
  void positions_whenThePageIsNotANumber_is400(String page) {
    assertThat(
            client
                .get("/v1/api/portfolio/" + ids.get(1) + "/positions/" + page, token)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void positions_whenSorted_followTheField() {
    List<BigDecimal> values = new ArrayList<>();
    get(ids.get(1) + "/positions/0?sort=mktValue&direction=d")
        .forEach(row -> values.add(row.path("mktValue").decimalValue()));
    assertThat(values).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    List<String> names = new ArrayList<>();
    positions(ids.get(1)).forEach(row -> names.add(row.path("name").asText()));
    assertThat(names).isSorted();
  }

  @Test
  void positions_whenTheSecurityDefinitionIsNotAwaited_areShort() {
    JsonNode brief = get(ids.get(1) + "/positions/0?waitForSecDef=false").get(0);
    assertThat(brief.has("listingExchange")).isFalse();
    assertThat(brief.path("multiplier").isNull()).isTrue();
    assertThat(brief.path("strike").isNumber()).isTrue();
    JsonNode full = get(ids.get(1) + "/positions/0").get(0);
    assertThat(full.path("listingExchange").asText()).isEqualTo("NYSE");
    assertThat(full.path("strike").isTextual()).isTrue();
    assertThat(full.path("pageSize").asInt()).isEqualTo(100);
  }

  @Test
  void positions_whenAModelIsAsked_areEmpty() {
    assertThat(get(ids.get(0) + "/positions/0?model=growth")).isEmpty();
  }

  @Test
  void positions_whenPriced_multiplyToTheirValue() {
    for (String id : ids) {
      for (JsonNode row : positions(id)) {
        BigDecimal multiplier =
            row.path("assetClass").asText().equals("OPT")
                ? row.path("multiplier").decimalValue()
                : BigDecimal.ONE;
        BigDecimal quantity = row.path("position").decimalValue();
        BigDecimal value =
            quantity.multiply(row.path("mktPrice").decimalValue()).multiply(multiplier);
        assertThat(row.path("mktValue").decimalValue())
            .isCloseTo(value, within(new BigDecimal("0.005")));
        BigDecimal cost = quantity.multiply(row.path("avgCost").decimalValue());
        assertThat(row.path("unrealizedPnl").decimalValue())
            .isCloseTo(value.subtract(cost), within(new BigDecimal("0.011")));
        assertThat(row.path("avgPrice").decimalValue().multiply(multiplier))
            .isCloseTo(row.path("avgCost").decimalValue(), within(new BigDecimal("0.000001")));
      }
    }
  }

  @Test
  void ledger_whenRead_agreesWithPositionsAndSummary() {
    for (String id : ids) {
      JsonNode ledger = get(id + "/ledger");
      Map<String, BigDecimal> byCurrency = new TreeMap<>();
      for (JsonNode row : positions(id)) {
        byCurrency.merge(
            row.path("currency").asText(), row.path("mktValue").decimalValue(), BigDecimal::add);
      }
      BigDecimal total = BigDecimal.ZERO;
      for (Map.Entry<String, JsonNode> entry : ledger.properties()) {
        JsonNode line = entry.getValue();
        BigDecimal held =
            line.path("stockmarketvalue")
                .decimalValue()
                .add(line.path("stockoptionmarketvalue").decimalValue());
        BigDecimal sum =
            held.add(line.path("cashbalance").decimalValue())
                .add(line.path("interest").decimalValue());
        assertThat(line.path("netliquidationvalue").decimalValue()).isEqualByComparingTo(sum);
        if (!entry.getKey().equals("BASE")) {
          assertThat(held)
              .isEqualByComparingTo(byCurrency.getOrDefault(entry.getKey(), BigDecimal.ZERO));
          total = total.add(sum.multiply(line.path("exchangerate").decimalValue()));
        }
      }
      BigDecimal base = ledger.path("BASE").path("netliquidationvalue").decimalValue();
      assertThat(base).isCloseTo(total, within(new BigDecimal("0.05")));
      JsonNode summary = get(id + "/summary");
      assertThat(amount(summary, "netliquidation")).isEqualByComparingTo(base);
      assertThat(amount(summary, "totalcashvalue"))
          .isEqualByComparingTo(ledger.path("BASE").path("cashbalance").decimalValue());
      assertThat(amount(summary, "availablefunds"))
          .isEqualByComparingTo(
              amount(summary, "equitywithloanvalue").subtract(amount(summary, "initmarginreq")));
      assertThat(summary.path("accountcode").path("value").asText()).isEqualTo(id);
    }
  }

  @Test
  void ledger_whenTheAccountHasEuros_hasALineForThem() {
    JsonNode ledger = get(ids.get(0) + "/ledger");
    List<String> names = new ArrayList<>();
    ledger.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("USD", "EUR", "BASE");
    assertThat(ledger.path("EUR").path("exchangerate").decimalValue())
        .isGreaterThan(BigDecimal.ONE);
    assertThat(ledger.path("EUR").path("stockmarketvalue").decimalValue()).isPositive();
  }

  @Test
  void meta_whenRead_isTheAccount() {
    assertThat(get(ids.get(2) + "/meta").path("accountId").asText()).isEqualTo(ids.get(2));
  }

  @Test
  void allocation_whenConsolidated_isTheSumOfTheAccounts() {
    BigDecimal sum = BigDecimal.ZERO;
    for (String id : ids) {
      sum =
          sum.add(
              get(id + "/allocation").path("assetClass").path("long").path("STK").decimalValue());
    }
    assertThat(get("allocation").path("assetClass").path("long").path("STK").decimalValue())
        .isEqualByComparingTo(sum);
  }

  @Test
  void allocation_whenPostedForOneAccount_isThatAccounts() {
    String path = "/v1/api/portfolio/allocation";
    HttpResponse<String> one = client.post(path, token, "{\"acctIds\":[\"" + ids.get(2) + "\"]}");
    assertThat(json(one)).isEqualTo(get(ids.get(2) + "/allocation"));
    assertThat(json(one).path("assetClass").path("short").path("STK").decimalValue()).isNegative();
    assertThat(client.post(path, token, "{\"acctIds\":[\"DU1\"]}").statusCode()).isEqualTo(400);
    assertThat(client.post(path, token).statusCode()).isEqualTo(400);
  }

  @Test
  void position_whenAskedByConid_isFoundInOneAccountOrAll() {
    String first = ids.get(0);
    JsonNode shared = null;
    for (JsonNode row : positions(first)) {
      JsonNode everywhere = get("positions/" + row.path("conid").asInt());
      assertThat(everywhere.path(first).get(0)).isEqualTo(row);
      assertThat(get(first + "/position/" + row.path("conid").asInt())).containsExactly(row);
      if (everywhere.size() == 2) {
        shared = everywhere;
      }
    }
    assertThat(shared).isNotNull();
    assertThat(shared.path(ids.get(2)).get(0).path("strike").isNumber()).isTrue();
    assertThat(get(first + "/position/1")).isEmpty();
    assertThat(get("positions/1")).isEmpty();
    assertThat(client.get("/v1/api/portfolio/positions/abc", token).statusCode()).isEqualTo(400);
  }

  @Test
  void combos_whenThereIsASpread_nameItsLegs() {
    JsonNode combo = get(ids.get(0) + "/combo/positions").get(0);
    assertThat(combo.path("legs")).hasSize(2);
    assertThat(combo.path("positions")).hasSize(2);
    assertThat(combo.path("name").asText())
        .isEqualTo(
            "1*%s-1*%s",
            combo.path("legs").get(0).path("conid").asText(),
            combo.path("legs").get(1).path("conid").asText());
    assertThat(get(ids.get(1) + "/combo/positions")).isEmpty();
  }

  @Test
  void options_whenShown_nameTheirTerms() {
    List<JsonNode> options =
        positions(ids.get(0)).stream()
            .filter(row -> row.path("assetClass").asText().equals("OPT"))
            .toList();
    assertThat(options).hasSize(2);
    for (JsonNode option : options) {
      assertThat(option.path("expiry").asText()).isEqualTo("20281215");
      assertThat(option.path("putOrCall").asText()).isEqualTo("C");
      assertThat(option.path("undConid").asInt()).isPositive();
      assertThat(option.path("contractDesc").asText())
          .matches("X[A-Z]{4}    DEC2028 \\d+ C \\[X[A-Z]{4} 281215C\\d{8} 100]");
      assertThat(option.path("fullName").asText()).matches("X[A-Z]{4} Dec15'28 \\d+ Call");
    }
  }

  @Test
  void portfolio2_whenRead_showsTheSamePositions() {
    JsonNode rows = json(client.get("/v1/api/portfolio2/" + ids.get(1) + "/positions", token));
    assertThat(rows).hasSize(237);
    for (JsonNode row : rows) {
      assertThat(row.path("conid").isTextual()).isTrue();
      assertThat(row.path("marketValue").decimalValue())
          .isEqualByComparingTo(
              row.path("position").decimalValue().multiply(row.path("marketPrice").decimalValue()));
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      sum = sum.add(row.path("marketValue").decimalValue().setScale(2, RoundingMode.HALF_UP));
    }
    assertThat(get(ids.get(1) + "/ledger").path("USD").path("stockmarketvalue").decimalValue())
        .isEqualByComparingTo(sum);
  }

  @Test
  void invalidate_whenPosted_succeeds() {
    assertThat(
            client.post("/v1/api/portfolio/" + ids.get(0) + "/positions/invalidate", token).body())
        .isEqualTo("{\"message\":\"success\"}");
  }

  @Test
  void emptyAccount_whenRead_hasCashOnly() {
    String id = ids.get(3);
    assertThat(get(id + "/positions/0")).isEmpty();
    assertThat(get(id + "/allocation").path("assetClass").path("long").path("CASH").decimalValue())
        .isPositive();
  }
}
