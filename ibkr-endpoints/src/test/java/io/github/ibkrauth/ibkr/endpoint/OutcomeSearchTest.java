package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.ibkr.IbkrException.Failure;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Wanted;
import io.github.ibkrauth.ibkr.endpoint.Resolution.NotPlaced;
import io.github.ibkrauth.ibkr.endpoint.Resolution.Placed;
import io.github.ibkrauth.ibkr.endpoint.Resolution.StillUnknown;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broker's lists prove, and what they do not. */
class OutcomeSearchTest {

  private static final String LIVE = "/iserver/account/orders";
  private static final String TRADES = "/iserver/account/trades";
  private static final String STRANGER = "{\"orderId\":1,\"order_ref\":\"other\"}";

  private final Script script = new Script();
  private final OrderEndpoints orders = new OrderEndpoints(script.calls, script.runtime);
  private final Instant start = script.time.instant();

  @BeforeEach
  void begin() {
    live(STRANGER);
    script.on("GET", TRADES, "[]");
    accounts("U1", "U1");
  }

  private void live(String... some) {
    script.on("GET", LIVE, "{\"orders\":[" + String.join(",", some) + "],\"snapshot\":true}");
  }

  private void accounts(String selected, String... all) {
    script.on(
        "GET",
        "/iserver/accounts",
        "{\"accounts\":[\""
            + String.join("\",\"", all)
            + "\"],\"selectedAccount\":\""
            + selected
            + "\"}");
  }

  private void later(Duration time) {
    script.time.advance(time);
  }

  private OutcomeUnknownException lost(Intent intent, @Nullable String ticket, String... ids) {
    return new OutcomeUnknownException(
        Failure.of(OrderCatalog.PLACE, "lost"),
        new Wanted(intent, "U1", List.of(ids), intent == Intent.PLACE ? 0 : 5, start, ticket));
  }

  private OutcomeUnknownException place() {
    return lost(Intent.PLACE, null, "mine");
  }

  @Test
  void place_whenTheOrderIsListed_isPlacedAtOnce() {
    live(STRANGER, "{\"orderId\":5,\"order_ref\":\"mine\",\"status\":\"Submitted\"}");
    Placed placed = (Placed) orders.resolve(place());
    assertThat(placed.orders()).extracting(LiveOrder::orderId).containsExactly(5L);
    assertThat(placed.missing()).isEmpty();
    assertThat(script.sent()).containsExactly("GET " + LIVE);
  }

  @Test
  void place_whenTheOrderIsFilledAndGoneFromTheList_isPlacedByItsTrades() {
    script.on("GET", TRADES, "[{\"execution_id\":\"e1\",\"order_ref\":\"mine\"}]");
    Placed placed = (Placed) orders.resolve(place());
    assertThat(placed.orders()).isEmpty();
    assertThat(placed.trades()).hasSize(1);
    assertThat(script.sent()).containsExactly("GET " + LIVE, "GET " + TRADES + "?days=2");
  }

  @Test
  void place_whenItIsYoungAndNotListed_isStillUnknown() {
    later(Duration.ofSeconds(29));
    StillUnknown unknown = (StillUnknown) orders.resolve(place());
    assertThat(unknown.lookAgainAt()).isEqualTo(start.plusSeconds(30));
    assertThat(unknown.why()).contains("too young");
  }

  @Test
  void place_whenItIsOldAndAFreshListLacksIt_isNotPlaced() {
    later(Duration.ofSeconds(30));
    script.on(
        "GET", LIVE, "{\"orders\":[],\"snapshot\":false}", "{\"orders\":[],\"snapshot\":true}");
    assertThat(orders.resolve(place())).isInstanceOf(NotPlaced.class);
    assertThat(script.sent())
        .containsExactly(
            "GET " + LIVE + "?force=true",
            "GET " + LIVE,
            "GET " + TRADES + "?days=2",
            "GET /iserver/accounts");
    assertThat(script.time.slept()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"orders\":[],\"snapshot\":false}",
        "{\"orders\":[]}",
        "{\"snapshot\":true}",
        "{}"
      })
  void place_whenTheListIsNeverWhole_isStillUnknown(String body) {
    later(Duration.ofSeconds(40));
    script.on("GET", LIVE, body);
    assertThat(orders.resolve(place())).isInstanceOf(StillUnknown.class);
  }

  @Test
  void place_whenTheListIsAboutAnotherAccount_isStillUnknown() {
    later(Duration.ofSeconds(40));
    accounts("U2", "U1", "U2");
    StillUnknown unknown = (StillUnknown) orders.resolve(place());
    assertThat(unknown.why()).contains("switchTo", "U1");
    accounts("U1", "U1", "U2");
    assertThat(orders.resolve(place())).isInstanceOf(NotPlaced.class);
  }

  @Test
  void place_whenItIsOlderThanTheTrades_isStillUnknown() {
    later(Duration.ofDays(6));
    assertThat(((StillUnknown) orders.resolve(place())).why()).contains("statements");
    assertThat(script.sent()).contains("GET " + TRADES + "?days=7");
  }

  @Test
  void place_whenTheListsCannotBeRead_isStillUnknownAndSaysWhy() {
    script.replies("GET", LIVE, Reply.failure(new SocketException("reset")));
    StillUnknown unknown = (StillUnknown) orders.resolve(place());
    assertThat(unknown.problem()).isPresent();
    script.on("GET", LIVE, "{\"orders\":[{\"order_ref\":\"mine\"}],\"snapshot\":true}");
    assertThat(orders.resolve(place())).isInstanceOf(StillUnknown.class);
    script.on("GET", LIVE, "{\"orders\":7,\"snapshot\":true}");
    assertThat(orders.resolve(place())).isInstanceOf(StillUnknown.class);
  }

  @Test
  void place_whenThereIsPatience_looksUntilItIsKnown() {
    assertThat(orders.resolve(place(), Duration.ofMinutes(1))).isInstanceOf(NotPlaced.class);
    assertThat(script.time.instant()).isAfterOrEqualTo(start.plusSeconds(30));
    assertThat(orders.resolve(place(), Duration.ZERO)).isInstanceOf(NotPlaced.class);
  }

  @Test
  void place_whenItComesToLifeLate_isFoundInTheEnd() {
    script.on(
        "GET",
        LIVE,
        "{\"orders\":[],\"snapshot\":true}",
        "{\"orders\":[],\"snapshot\":true}",
        "{\"orders\":[{\"orderId\":5,\"order_ref\":\"mine\"}],\"snapshot\":true}");
    assertThat(orders.resolve(place(), Duration.ofMinutes(1))).isInstanceOf(Placed.class);
  }

  @Test
  void place_whenThePatienceIsTooShort_isStillUnknown() {
    assertThat(orders.resolve(place(), Duration.ofSeconds(20))).isInstanceOf(StillUnknown.class);
    assertThat(script.time.instant()).isEqualTo(start);
  }

  @Test
  void place_whenLookedForAfterARestart_needsTheTimeOrPatience() {
    assertThat(orders.resolve("U1", "mine", script.time.instant(), Duration.ZERO))
        .isInstanceOf(StillUnknown.class);
    assertThat(orders.resolve("U1", "mine", start.minusSeconds(60), Duration.ZERO))
        .isInstanceOf(NotPlaced.class);
    live("{\"orderId\":5,\"order_ref\":\"mine\"}");
    assertThat(orders.resolve("U1", "mine", script.time.instant(), Duration.ZERO))
        .isInstanceOf(Placed.class);
  }

  @Test
  void bracket_whenTheEntryIsListed_bringsItsExits() {
    live(
        STRANGER,
        "{\"orderId\":5,\"order_ref\":\"mine\"}",
        "{\"orderId\":6,\"parentId\":5}",
        "{\"orderId\":7,\"parentId\":1}");
    assertThat(((Placed) orders.resolve(place())).orders())
        .extracting(LiveOrder::orderId)
        .containsExactly(5L, 6L);
  }

  @Test
  void group_whenOnlyAPartIsListed_namesTheRest() {
    live("{\"orderId\":5,\"order_ref\":\"mine\"}");
    OutcomeUnknownException both = lost(Intent.PLACE, null, "mine", "other");
    assertThat(orders.resolve(both)).isInstanceOf(StillUnknown.class);
    later(Duration.ofMinutes(1));
    assertThat(((Placed) orders.resolve(both)).missing()).containsExactly("other");
  }

  @ParameterizedTest
  @CsvSource({
    "Cancelled, Placed",
    "PendingCancel, Placed",
    "Filled, NotPlaced",
    "Submitted, StillUnknown",
    ", StillUnknown"
  })
  void cancel_whenTheOrderIsListed_isJudgedByItsState(String state, String verdict) {
    live("{\"orderId\":5" + (state == null ? "" : ",\"status\":\"" + state + "\"") + "}");
    assertThat(orders.resolve(lost(Intent.CANCEL, null)).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void cancel_whenTheOrderStillWorksMuchLater_tookNoEffect() {
    live("{\"orderId\":5,\"status\":\"Submitted\"}");
    later(Duration.ofMinutes(1));
    assertThat(orders.resolve(lost(Intent.CANCEL, null))).isInstanceOf(NotPlaced.class);
    live(STRANGER);
    assertThat(orders.resolve(lost(Intent.CANCEL, null))).isInstanceOf(StillUnknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"totalSize\":10,\"price\":\"150.0\",\"timeInForce\":\"DAY\"|Placed",
        "\"totalSize\":9,\"price\":\"150.0\",\"timeInForce\":\"DAY\"|NotPlaced",
        "\"totalSize\":10,\"price\":\"151\",\"timeInForce\":\"DAY\"|NotPlaced",
        "\"totalSize\":10,\"price\":\"150\",\"timeInForce\":\"GTC\"|NotPlaced",
        "\"totalSize\":10,\"price\":150,\"timeInForce\":\"CLOSE\"|Placed",
        "\"totalSize\":10,\"timeInForce\":\"DAY\"|StillUnknown",
        "\"totalSize\":10,\"price\":150,\"timeInForce\":\"DAY\",\"status\":\"Filled\"|Placed",
        "\"totalSize\":9,\"price\":150,\"timeInForce\":\"DAY\",\"status\":\"Filled\"|NotPlaced"
      })
  void modify_whenTheOrderIsListed_isJudgedByWhatWouldHaveChanged(String fields, String verdict) {
    live("{\"orderId\":5," + fields + "}");
    script.on("GET", "/iserver/account/order/status/5", "{\"order_id\":5,\"tif\":\"DAY\"}");
    later(Duration.ofMinutes(1));
    assertThat(orders.resolve(lost(Intent.MODIFY, ticket())).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void modify_whenTheListDoesNotShowThePrice_looksAtTheOrderInFull() {
    live("{\"orderId\":5,\"totalSize\":10,\"timeInForce\":\"DAY\"}");
    script.on(
        "GET",
        "/iserver/account/order/status/5",
        "{\"order_id\":5,\"tif\":\"DAY\",\"total_size\":\"10.0\",\"limit_price\":\"150.00\"}");
    assertThat(orders.resolve(lost(Intent.MODIFY, ticket()))).isInstanceOf(Placed.class);
  }

  @Test
  void modify_whenTheAttemptIsYoung_isStillUnknownUnlessItShows() {
    live("{\"orderId\":5,\"totalSize\":9,\"price\":150,\"timeInForce\":\"DAY\"}");
    assertThat(orders.resolve(lost(Intent.MODIFY, ticket()))).isInstanceOf(StillUnknown.class);
  }

  private static String ticket() {
    return OrderRequest.limit(7, OrderSide.BUY, BigDecimal.TEN, new BigDecimal("150"))
        .ticketFor("U1")
        .build()
        .toJson();
  }
}
