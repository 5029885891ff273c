package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.limit;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders from their placing to their end. */
class OrdersTest extends TradingDays {

  @Test
  void place_whenTheMarketIsFarAway_works() {
    long id = client.placed(limit(stock, "BUY", "10", below(), "far"));
    assertThat(client.booked(id).status()).isEqualTo("Submitted");
    JsonNode first = client.get(API + "/account/orders");
    assertThat(first.path("snapshot").asBoolean()).isFalse();
    assertThat(first.path("orders")).isEmpty();
    JsonNode second = client.get(API + "/account/orders");
    assertThat(second.path("snapshot").asBoolean()).isTrue();
    JsonNode order = second.path("orders").get(0);
    assertThat(order.path("orderId").asLong()).isEqualTo(id);
    assertThat(order.path("order_ref").asText()).isEqualTo("far");
    assertThat(order.path("status").asText()).isEqualTo("Submitted");
    assertThat(order.path("price").asText())
        .isEqualTo(below().stripTrailingZeros().toPlainString());
    JsonNode status = client.get(API + "/account/order/status/" + id);
    assertThat(status.path("order_status").asText()).isEqualTo("Submitted");
    assertThat(status.path("remaining_quantity").asText()).isEqualTo("10.0");
    assertThat(client.get(API + "/account/trades")).isEmpty();
  }

  @Test
  void place_whenTheMarketIsThere_fillsAndMovesPositionAndCash() {
    BigDecimal before = position().path("position").decimalValue();
    BigDecimal money = cash();
    BigDecimal ask = client.quote(stock).ask();
    long id = client.placed(market(stock, "BUY", "7", "now"));
    assertThat(client.booked(id).status()).isEqualTo("Filled");
    assertThat(client.booked(id).averagePrice()).isEqualByComparingTo(ask);
    assertThat(position().path("position").decimalValue())
        .isEqualByComparingTo(before.add(new BigDecimal("7")));
    assertThat(cash())
        .isEqualByComparingTo(
            money.subtract(ask.multiply(new BigDecimal("7"))).subtract(BigDecimal.ONE));
    JsonNode trade = client.get(API + "/account/trades").get(0);
    assertThat(trade.path("order_id").asLong()).isEqualTo(id);
    assertThat(trade.path("order_ref").asText()).isEqualTo("now");
    assertThat(trade.path("price").asText()).isEqualTo(ask.toPlainString());
    assertThat(trades()).hasSize(1);
  }

  @Test
  void place_whenMoreIsWantedThanIsQuoted_fillsInParts() {
    book.askByItself(false);
    int cheap = cheapest();
    PriceProcess.Quote quote = client.quote(cheap);
    String size = Long.toString(quote.askSize() + 1);
    long id = client.placed(market(cheap, "BUY", size, "parts"));
    assertThat(client.booked(id).filled()).isEqualByComparingTo(Long.toString(quote.askSize()));
    assertThat(client.booked(id).status()).isEqualTo("Submitted");
    clock.advance(PriceProcess.TICK);
    assertThat(client.booked(id).status()).isEqualTo("Filled");
    assertThat(trades()).hasSize(2);
    assertThat(trades().get(1).time()).isEqualTo(clock.instant());
  }

  private int cheapest() {
    int found = stock;
    for (JsonNode row : client.get("/v1/api/portfolio/" + client.account + "/positions/0")) {
      int conid = row.path("conid").asInt();
      if (row.path("assetClass").asText().equals("STK")
          && row.path("currency").asText().equals("USD")
          && client.quote(conid).last().compareTo(client.quote(found).last()) < 0) {
        found = conid;
      }
    }
    return found;
  }

  @Test
  void place_whenItIsAStop_waitsForItsPrice() {
    book.askByItself(false);
    BigDecimal trigger = client.quote(stock).last().subtract(new BigDecimal("0.10"));
    long id =
        client.placed(
            """
            {"orders":[{"conid":%d,"orderType":"STP","side":"SELL","quantity":1,"price":%s,
            "tif":"GTC","cOID":"stop"}]}"""
                .formatted(stock, trigger));
    assertThat(client.booked(id).status()).isEqualTo("PreSubmitted");
    for (int i = 0; i < 960 && client.booked(id).isWorking(); i++) {
      clock.advance(Duration.ofMinutes(30));
    }
    BookedTrade trade = trades().get(0);
    assertThat(simulator.prices().at(stock, trade.time()).last()).isLessThanOrEqualTo(trigger);
    assertThat(simulator.prices().at(stock, trade.time()).bid()).isEqualTo(trade.price());
    Instant before = trade.time().minus(PriceProcess.TICK);
    assertThat(simulator.prices().at(stock, before).last()).isGreaterThan(trigger);
  }

  @Test
  void place_whenTheClientOrderIdWasUsed_isRefusedForADay() {
    client.placed(limit(stock, "BUY", "1", below(), "once"));
    assertThat(error(limit(stock, "BUY", "1", below(), "once"))).contains("Local order ID=once");
    assertThat(book.ordersWith("once")).hasSize(1);
    assertThat(book.submissions("once")).isEqualTo(2);
    book.acceptDuplicates(true);
    client.placed(limit(stock, "BUY", "1", below(), "once"));
    assertThat(book.ordersWith("once")).hasSize(2);
  }

  @Test
  void place_whenItMakesNoSense_isRefused() {
    BigDecimal price = below();
    assertThat(error(limit(12, "BUY", "1", price, "a"))).contains("conid 12");
    assertThat(error(limit(stock, "BUY", "1", new BigDecimal("1.005"), "b")))
        .contains("minimum price variation");
    assertThat(error(limit(stock, "BUY", "1", new BigDecimal("-1"), "c"))).isNotEmpty();
    assertThat(error(market(stock, "BUY", "1", "d").replace("MKT", "TRAIL")))
        .contains("TRAIL is not supported");
    assertThat(error(market(stock, "BUY", "1", "e").replace("MKT", "LMT")))
        .contains("needs a limit price");
    book.askByItself(false);
    assertThat(error(market(stock, "BUY", "10000000", "f"))).contains("initial margin");
    book.rejectNext("not today");
    assertThat(error(market(stock, "BUY", "1", "g"))).isEqualTo("not today");
    String path = API + "/account/" + client.account + "/orders";
    assertThat(client.post(path, market(stock, "BUY", "0", "h")).statusCode()).isEqualTo(400);
    assertThat(client.post(path, market(stock, "HOLD", "1", "i")).statusCode()).isEqualTo(400);
    assertThat(client.post(path, "{}").statusCode()).isEqualTo(400);
    assertThat(
            client.post(API + "/account/DU1/orders", market(stock, "BUY", "1", "j")).statusCode())
        .isEqualTo(400);
    assertThat(orders()).isEmpty();
  }

  @Test
  void place_whenDeactivated_isBookedAndInactive() {
    book.deactivateNext("no permission");
    long id = client.placed(market(stock, "BUY", "1", "idle"));
    assertThat(client.booked(id).status()).isEqualTo("Inactive");
    JsonNode order = client.orders().path("orders").get(0);
    assertThat(order.path("order_cancellation_by_system_reason").asText())
        .isEqualTo("no permission");
  }

  private List<BookedOrder> bracket() {
    BigDecimal last = client.quote(stock).last();
    client.place(
        """
        {"orders":[
        {"conid":%1$d,"orderType":"LMT","side":"BUY","quantity":3,"price":%2$s,"tif":"GTC",
         "cOID":"parent"},
        {"conid":%1$d,"orderType":"LMT","side":"SELL","quantity":3,"price":%3$s,"tif":"GTC",
         "cOID":"profit","parentId":"parent"},
        {"conid":%1$d,"orderType":"STP","side":"SELL","quantity":3,"price":%4$s,"tif":"GTC",
         "cOID":"loss","parentId":"parent"}]}"""
            .formatted(stock, below(), last.add(BigDecimal.TEN), below().subtract(BigDecimal.ONE)));
    return orders();
  }

  @Test
  void bracket_whenTheParentFills_wakesTheChildrenOfWhichOneFills() {
    book.askByItself(false);
    List<BookedOrder> orders = bracket();
    assertThat(orders)
        .extracting(BookedOrder::status)
        .containsExactly("Submitted", "PreSubmitted", "PreSubmitted");
    assertThat(orders.get(1).parentId()).isEqualTo(orders.get(0).orderId());
    book.fill(orders.get(0).orderId(), new BigDecimal("3"), below());
    assertThat(orders())
        .extracting(BookedOrder::status)
        .containsExactly("Filled", "Submitted", "PreSubmitted");
    book.fill(orders.get(1).orderId(), new BigDecimal("3"), below());
    assertThat(orders())
        .extracting(BookedOrder::status)
        .containsExactly("Filled", "Filled", "Cancelled");
  }

  @Test
  void bracket_whenTheParentIsCancelled_goesWithIt() {
    book.askByItself(false);
    List<BookedOrder> orders = bracket();
    client.delete(API + "/account/" + client.account + "/order/" + orders.get(0).orderId());
    assertThat(orders()).extracting(BookedOrder::status).containsOnly("Cancelled");
  }

  @Test
  void group_whenOneFills_cancelsTheRest() {
    book.askByItself(false);
    BigDecimal low = below();
    client.place(
        """
        {"orders":[
        {"conid":%1$d,"orderType":"LMT","side":"BUY","quantity":3,"price":%2$s,"tif":"GTC",
         "cOID":"one","isSingleGroup":true},
        {"conid":%1$d,"orderType":"LMT","side":"BUY","quantity":4,"price":%2$s,"tif":"GTC",
         "cOID":"two","isSingleGroup":true}]}"""
            .formatted(stock, low));
    book.fill(book.ordersWith("two").get(0).orderId(), BigDecimal.ONE, low);
    assertThat(book.ordersWith("one").get(0).status()).isEqualTo("Cancelled");
    assertThat(book.ordersWith("two").get(0).status()).isEqualTo("Submitted");
    String path = API + "/account/" + client.account + "/orders";
    String loose =
        """
        {"orders":[
        {"conid":%1$d,"orderType":"MKT","side":"BUY","quantity":3,"tif":"GTC"},
        {"conid":%1$d,"orderType":"MKT","side":"BUY","quantity":3,"tif":"GTC"}]}"""
            .formatted(stock);
    assertThat(client.post(path, loose).statusCode()).isEqualTo(400);
  }

  @Test
  void change_whenTheOrderWorks_changesIt() {
    long id = client.placed(limit(stock, "BUY", "10", below(), "change"));
    String path = API + "/account/" + client.account + "/order/" + id;
    JsonNode answer = client.posted(path, "{\"quantity\":4,\"price\":1.25}");
    assertThat(answer.at("/0/order_id").asLong()).isEqualTo(id);
    assertThat(client.booked(id).quantity()).isEqualByComparingTo("4");
    assertThat(client.booked(id).limitPrice()).isEqualByComparingTo("1.25");
    book.askNext("o10138");
    JsonNode question = client.posted(path, "{\"quantity\":5}");
    assertThat(client.booked(id).quantity()).isEqualByComparingTo("4");
    client.reply(question, true);
    assertThat(client.booked(id).quantity()).isEqualByComparingTo("5");
    assertThat(client.posted(path, "{\"side\":\"SELL\"}").path("error").asText()).isNotEmpty();
    book.fill(id, new BigDecimal("2"), below());
    assertThat(client.posted(path, "{\"quantity\":2}").path("error").asText()).contains("filled");
    String missing = API + "/account/" + client.account + "/order/1";
    assertThat(client.posted(missing, "{\"quantity\":2}").path("error").asText())
        .isEqualTo("OrderID 1 doesn't exist");
    String foreign = API + "/account/" + client.accounts.get(1) + "/order/" + id;
    assertThat(client.posted(foreign, "{\"quantity\":9}").path("error").asText()).isNotEmpty();
  }

  @Test
  void cancel_whenTheOrderWorks_isOnlyAWish() {
    long id = client.placed(limit(stock, "BUY", "10", below(), "cancel"));
    String path = API + "/account/" + client.account + "/order/" + id;
    book.holdCancels(true);
    JsonNode answer = json(client.delete(path));
    assertThat(answer.path("msg").asText()).isEqualTo("Request was submitted");
    assertThat(answer.path("order_id").asLong()).isEqualTo(id);
    assertThat(client.booked(id).status()).isEqualTo("PendingCancel");
    book.fill(id, BigDecimal.ONE, below());
    book.holdCancels(false);
    assertThat(client.booked(id).status()).isEqualTo("Cancelled");
    assertThat(client.booked(id).filled()).isEqualByComparingTo("1");
    assertThat(json(client.delete(path)).path("error").asText()).contains("Cancelled");
  }

  @Test
  void preview_whenAsked_booksNothing() {
    PriceProcess.Quote quote = client.quote(stock);
    JsonNode preview =
        client.posted(
            API + "/account/" + client.account + "/orders/whatif",
            market(stock, "BUY", "10", "look"));
    assertThat(preview.at("/amount/commission").asText()).isEqualTo("1.00 USD");
    assertThat(preview.at("/amount/amount").asText()).endsWith("USD (10 Shares)");
    assertThat(preview.at("/amount/amount").asText().replace(",", ""))
        .startsWith(quote.ask().movePointRight(1).toPlainString());
    assertThat(preview.at("/position/change").asText()).isEqualTo("10");
    assertThat(preview.path("error").isNull()).isTrue();
    assertThat(orders()).isEmpty();
    assertThat(book.submissions("look")).isZero();
  }

  @Test
  void orders_whenFiltered_areThoseOnly() {
    client.placed(limit(stock, "BUY", "10", below(), "works"));
    client.placed(market(stock, "BUY", "1", "done"));
    client.orders();
    assertThat(client.get(API + "/account/orders?filters=filled").path("orders")).hasSize(1);
    assertThat(client.get(API + "/account/orders?filters=submitted,filled").path("orders"))
        .hasSize(2);
    assertThat(client.get(API + "/account/orders?filters=pre_submitted").path("orders")).isEmpty();
    assertThat(client.get(API + "/account/orders?accountId=" + client.accounts.get(1)))
        .allSatisfy(orders -> assertThat(orders).isEmpty());
    assertThat(client.get(API + "/account/orders?force=true").path("orders")).isEmpty();
    assertThat(client.get(API + "/account/orders").path("orders")).hasSize(2);
    assertThat(client.http.get(API + "/account/orders?filters=x", client.token).statusCode())
        .isEqualTo(400);
  }

  @Test
  void orders_whenTheSessionIsNew_forgetThoseThatEnded() {
    client.placed(limit(stock, "BUY", "10", below(), "works"));
    long done = client.placed(market(stock, "BUY", "1", "done"));
    clock.advance(Duration.ofMinutes(1));
    simulator.faults().brokerageResetNow();
    client.reopen();
    assertThat(client.get(API + "/account/orders").path("snapshot").asBoolean(true)).isFalse();
    assertThat(client.get(API + "/account/orders").path("orders")).hasSize(1);
    assertThat(client.http.get(API + "/account/order/status/" + done, client.token).statusCode())
        .isEqualTo(503);
    assertThat(client.get(API + "/account/trades")).hasSize(1);
  }

  @Test
  void status_whenTheOrderIsOfAnotherAccount_needsTheSwitch() {
    String other = client.accounts.get(1);
    JsonNode placed =
        client.posted(
            API + "/account/" + other + "/orders", limit(stock, "BUY", "1", below(), "other"));
    String path = API + "/account/order/status/" + placed.at("/0/order_id").asText();
    assertThat(client.http.get(path, client.token).statusCode()).isEqualTo(503);
    client.posted(API + "/account", "{\"acctId\":\"" + other + "\"}");
    assertThat(client.get(path).path("account").asText()).isEqualTo(other);
  }

  @Test
  void trades_whenDaysPass_areOfTheLastDays() {
    client.placed(market(stock, "BUY", "1", "first"));
    clock.advance(Duration.ofDays(2));
    client.token = client.http.brokerageToken();
    client.get(API + "/accounts");
    assertThat(client.get(API + "/account/trades")).isEmpty();
    assertThat(client.get(API + "/account/trades?days=3")).hasSize(1);
    assertThat(client.http.get(API + "/account/trades?days=8", client.token).statusCode())
        .isEqualTo(400);
  }

  @Test
  void dayOrders_whenTheDayEnds_expire() {
    book.fillPolicy(FillPolicy.NEVER);
    long id = client.placed(market(stock, "BUY", "1", "day"));
    long gtc = client.placed(limit(stock, "BUY", "1", below(), "gtc"));
    Instant midnight =
        Ledgers.day(clock.instant()).plusDays(1).atStartOfDay(Ledgers.ZONE).toInstant();
    clock.advance(Duration.ofDays(1));
    assertThat(client.booked(id).status()).isEqualTo("Cancelled");
    assertThat(client.booked(id).changedAt()).isEqualTo(midnight);
    assertThat(client.booked(gtc).status()).isEqualTo("Submitted");
  }

  @Test
  void ioc_whenItDoesNotFill_isCancelled() {
    long id = client.placed(limit(stock, "BUY", "1", below(), "ioc").replace("GTC", "IOC"));
    assertThat(client.booked(id).status()).isEqualTo("Cancelled");
  }

  @Test
  void fillPolicy_whenChanged_appliesToWhatIsThere() {
    book.fillPolicy(FillPolicy.NEVER);
    long id = client.placed(market(stock, "BUY", "9", "policy"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.booked(id).filled()).isZero();
    book.fillPolicy(FillPolicy.PARTIAL);
    clock.advance(Duration.ofMinutes(1));
    assertThat(client.booked(id).filled()).isEqualByComparingTo("4");
    book.fillPolicy(FillPolicy.WHOLE);
    assertThat(client.booked(id).status()).isEqualTo("Filled");
    assertThat(trades().get(1).time()).isEqualTo(clock.instant());
  }

  @Test
  void listener_whenThingsHappen_isToldEachOnceInOrder() throws Exception {
    List<BookEvent> events = new ArrayList<>();
    long before = book.latestSequence();
    AutoCloseable listening = book.listen(events::add);
    long id = client.placed(limit(stock, "BUY", "10", below(), "listen"));
    book.fill(id, new BigDecimal("4"), below());
    client.delete(API + "/account/" + client.account + "/order/" + id);
    listening.close();
    client.placed(limit(stock, "BUY", "10", below(), "unheard"));
    assertThat(events)
        .extracting(event -> event.sequence() - before)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(events)
        .extracting(event -> event.order().status())
        .containsExactly("Submitted", "Submitted", "PendingCancel", "Cancelled");
    assertThat(events.get(1).trade()).isEqualTo(trades().get(0));
    assertThat(book.latestSequence() - before).isEqualTo(5);
  }

  @Test
  void orders_whenNoAccountsWereListed_areRefused() {
    String fresh = client.http.brokerageToken();
    assertThat(client.http.get(API + "/account/orders", fresh).statusCode()).isEqualTo(500);
    assertThat(client.http.get(API + "/account/trades", client.http.ssoToken()).statusCode())
        .isEqualTo(400);
  }
}
