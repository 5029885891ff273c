package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TradingClient.API;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.limit;
import static io.github.ibkrauth.ibkr.simulator.TradingClient.market;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The questions about an order, and how they are kept silent. */
class OrderQuestionsTest extends TradingDays {

  @Test
  void questions_whenAsked_comeOneAfterTheOther() {
    book.askNext("o354", "o10151");
    JsonNode first = client.place(market(stock, "BUY", "1", "asked"));
    assertThat(first.at("/0/messageIds/0").asText()).isEqualTo("o354");
    assertThat(first.at("/0/isSuppressed").asBoolean(true)).isFalse();
    assertThat(first.at("/0/message/0").asText()).isNotEmpty();
    assertThat(orders()).isEmpty();
    JsonNode second = client.reply(first, true);
    assertThat(second.at("/0/messageIds/0").asText()).isEqualTo("o10151");
    assertThat(second.at("/0/id").asText()).isNotEqualTo(first.at("/0/id").asText());
    JsonNode third = client.reply(second, true);
    assertThat(third.at("/0/order_id").asLong()).isEqualTo(orders().get(0).orderId());
  }

  @Test
  void questions_whenTheOrderIsLargeOrFarOrAStop_areRaised() {
    BigDecimal far = client.quote(stock).last().multiply(new BigDecimal("1.10"));
    String price = far.setScale(2, java.math.RoundingMode.UP).toPlainString();
    assertThat(
            client
                .place(limit(stock, "BUY", "1", new BigDecimal(price), "a"))
                .at("/0/messageIds/0")
                .asText())
        .isEqualTo("o163");
    assertThat(
            client
                .place(
                    market(stock, "SELL", "1", "b")
                        .replace("MKT", "STP")
                        .replace("\"tif\"", "\"price\":" + below() + ",\"tif\""))
                .at("/0/messageIds/0")
                .asText())
        .isEqualTo("o10331");
  }

  @Test
  void questions_whenDenied_dropTheOrder() {
    book.askNext("o354");
    JsonNode question = client.place(market(stock, "BUY", "1", "no"));
    assertThat(client.reply(question, false).path("error").asText())
        .isEqualTo("Order not confirmed");
    assertThat(orders()).isEmpty();
    assertThat(answer(question).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> answer(JsonNode question) {
    return client.post(API + "/reply/" + question.at("/0/id").asText(), "{\"confirmed\":true}");
  }

  @Test
  void questions_whenSomethingElseIsSent_die() {
    book.askNext("o354");
    JsonNode question = client.place(market(stock, "BUY", "1", "dead"));
    client.placed(limit(stock, "BUY", "1", below(), "other"));
    assertThat(answer(question).statusCode()).isEqualTo(503);
    assertThat(answer(question).body())
        .isEqualTo("{\"error\":\"Service Unavailable\",\"statusCode\":503}");
    assertThat(book.ordersWith("dead")).isEmpty();
  }

  @Test
  void questions_whenTheyAreOldOrTheSessionIsNew_die() {
    book.askNext("o354");
    JsonNode old = client.place(market(stock, "BUY", "1", "old"));
    clock.advance(OrderDesk.QUESTION_LIFE);
    assertThat(answer(old).statusCode()).isEqualTo(503);
    book.askNext("o354");
    JsonNode lost = client.place(market(stock, "BUY", "1", "lost"));
    simulator.faults().brokerageResetNow();
    client.reopen();
    assertThat(answer(lost).statusCode()).isEqualTo(503);
    book.askNext("o354");
    JsonNode forgotten = client.place(market(stock, "BUY", "1", "forgotten"));
    book.forgetQuestions();
    assertThat(answer(forgotten).statusCode()).isEqualTo(503);
    assertThat(client.post(API + "/reply/none", "{\"confirmed\":true}").statusCode())
        .isEqualTo(503);
    assertThat(orders()).isEmpty();
  }

  @Test
  void questions_whenAnOutdatedReplyGoesLive_bookTheOrderAndAnswer503() {
    book.outdatedRepliesGoLive(true);
    book.askNext("o354");
    JsonNode question = client.place(market(stock, "BUY", "1", "ghost"));
    book.forgetQuestions();
    assertThat(answer(question).statusCode()).isEqualTo(503);
    assertThat(book.ordersWith("ghost")).hasSize(1);
    assertThat(answer(question).statusCode()).isEqualTo(503);
    assertThat(book.ordersWith("ghost")).hasSize(1);
  }

  @Test
  void suppression_whenSet_lastsForOneSession() {
    client.posted(API + "/questions/suppress", "{\"messageIds\":[\"o354\"]}");
    book.askNext("o354");
    client.placed(limit(stock, "BUY", "1", below(), "quiet"));
    client.posted(API + "/questions/suppress/reset", "{}");
    book.askNext("o354");
    assertThat(client.place(limit(stock, "BUY", "1", below(), "loud")).at("/0/id").asText())
        .isNotEmpty();
    client.posted(API + "/questions/suppress", "{\"messageIds\":[\"o354\"]}");
    simulator.faults().brokerageResetNow();
    client.reopen();
    book.askNext("o354");
    assertThat(client.place(limit(stock, "BUY", "1", below(), "again")).at("/0/id").asText())
        .isNotEmpty();
  }

  @Test
  void suppression_whenThereAreTooManyIds_isRefused() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 52; i++) {
      ids.add("\"o" + i + "\"");
    }
    String path = API + "/questions/suppress";
    assertThat(client.post(path, "{\"messageIds\":" + ids + "}").statusCode()).isEqualTo(400);
    assertThat(client.post(path, "{\"messageIds\":" + ids.subList(0, 51) + "}").statusCode())
        .isEqualTo(200);
    assertThat(client.post(path, "{}").statusCode()).isEqualTo(400);
  }
}
