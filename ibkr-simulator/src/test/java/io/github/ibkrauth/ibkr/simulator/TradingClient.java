package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** A plain client that trades at a simulator whose clock stands still until it is moved. */
final class TradingClient {
  static final String API = "/v1/api/iserver";

  final IbkrSimulator simulator;
  final TestClient http;
  final List<String> accounts;
  final String account;
  String token;

  TradingClient(IbkrSimulator simulator) {
    this.simulator = simulator;
    this.http = new TestClient(simulator);
    this.accounts = simulator.credentials().accountIds();
    this.account = accounts.get(0);
    this.token = http.brokerageToken();
    get(API + "/accounts");
    get("/v1/api/portfolio/accounts");
  }

  /** Opens the brokerage session again, after it was lost. */
  void reopen() {
    http.init(token, true);
    http.post("/v1/api/iserver/auth/status", token);
    get(API + "/accounts");
  }

  JsonNode get(String path) {
    HttpResponse<String> response = http.get(path, token);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  HttpResponse<String> post(String path, String body) {
    return http.post(path, token, body);
  }

  JsonNode posted(String path, String body) {
    HttpResponse<String> response = post(path, body);
    assertThat(response.statusCode()).as(path + " " + response.body()).isEqualTo(200);
    return json(response);
  }

  HttpResponse<String> delete(String path) {
    return http.send(http.bearer(path, token).DELETE());
  }

  HttpResponse<String> put(String path, String body) {
    return http.send(
        http.bearer(path, token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  /** A stock in dollars that the account holds. */
  int stock() {
    for (JsonNode row : get("/v1/api/portfolio/" + account + "/positions/0")) {
      if (row.path("assetClass").asText().equals("STK")
          && row.path("currency").asText().equals("USD")) {
        return row.path("conid").asInt();
      }
    }
    throw new AssertionError("the account holds no stock");
  }

  PriceProcess.Quote quote(int conid) {
    return simulator.prices().at(conid, simulator.clock().instant());
  }

  static String limit(int conid, String side, String quantity, BigDecimal price, String id) {
    return """
        {"orders":[{"conid":%d,"orderType":"LMT","side":"%s","quantity":%s,"price":%s,
        "tif":"GTC","cOID":"%s"}]}"""
        .formatted(conid, side, quantity, price, id);
  }

  static String market(int conid, String side, String quantity, String id) {
    return """
        {"orders":[{"conid":%d,"orderType":"MKT","side":"%s","quantity":%s,"tif":"DAY",
        "cOID":"%s"}]}"""
        .formatted(conid, side, quantity, id);
  }

  JsonNode place(String body) {
    return posted(API + "/account/" + account + "/orders", body);
  }

  /** Places an order that raises no question, and returns its id. */
  long placed(String body) {
    JsonNode answer = place(body);
    assertThat(answer.path(0).has("order_id")).as(answer.toString()).isTrue();
    return answer.path(0).path("order_id").asLong();
  }

  JsonNode reply(JsonNode question, boolean confirmed) {
    return posted(
        API + "/reply/" + question.path(0).path("id").asText(),
        "{\"confirmed\":" + confirmed + "}");
  }

  JsonNode orders() {
    JsonNode answer = get(API + "/account/orders");
    return answer.path("snapshot").asBoolean() ? answer : get(API + "/account/orders");
  }

  BookedOrder booked(long orderId) {
    return simulator.book().order(orderId).orElseThrow();
  }
}
