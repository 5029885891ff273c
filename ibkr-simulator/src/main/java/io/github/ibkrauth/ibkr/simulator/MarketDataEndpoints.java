package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quotes and bars. The first snapshot of an instrument in a brokerage session only subscribes to
 * it.
 */
final class MarketDataEndpoints {
  private static final String API = "/v1/api/iserver/marketdata";
  private static final int MOST_CONIDS = 100;
  private static final List<String> REGULATORY =
      List.of("31", "84", "86", "85", "88", "7059", "70", "71", "82", "83", "87", "7295", "7296");

  private final Instruments instruments;
  private final QuoteFields fields;
  private final BarViews bars;
  private final InstantSource time;

  MarketDataEndpoints(
      Instruments instruments, PriceProcess prices, Ledgers ledgers, InstantSource time) {
    this.instruments = instruments;
    this.fields = new QuoteFields(prices, ledgers);
    this.bars = new BarViews(prices);
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/snapshot", gate.trading(this::snapshot))
        .get(API + "/history", gate.trading((call, trader) -> history(call)))
        .post(API + "/unsubscribe", gate.trading(this::unsubscribe))
        .get(
            API + "/unsubscribeall",
            gate.trading(
                (call, trader) -> {
                  trader.session().subscribed().clear();
                  return Answer.json(new JsonObject().put("unsubscribed", true));
                }))
        .get("/v1/api/md/regsnapshot", gate.trading(this::regulatory))
        .post(
            "/v1/api/hmds/auth/init",
            gate.tradingEarly(
                (call, trader) -> {
                  trader.session().archiveOpened(true);
                  return Answer.json(
                      new JsonObject().put("connected", true).put("authenticated", true));
                }))
        .get("/v1/api/hmds/history", gate.tradingEarly(this::archive));
  }

  private Answer snapshot(Call call, Trader trader) {
    List<String> wanted = List.of(call.queryParameter("fields").orElse("").split(","));
    String[] conids = call.queryParameter("conids").orElse("").split(",");
    if (conids.length > MOST_CONIDS) {
      throw OrderRefusals.malformed("at most " + MOST_CONIDS + " conids");
    }
    Instant now = time.instant();
    List<JsonObject> rows = new ArrayList<>();
    for (String text : conids) {
      int conid = conid(text.strip().replaceAll("@.*", ""));
      JsonObject row = new JsonObject().put("conid", conid).put("conidEx", text.strip());
      Optional<Instrument> instrument = instruments.find(conid);
      boolean first = trader.session().subscribed().add(conid);
      if (instrument.isPresent() && !first) {
        fields.put(row, instrument.get(), wanted, now, trader);
      }
      rows.add(row);
    }
    return Answer.json(rows);
  }

  private Answer regulatory(Call call, Trader trader) {
    Instrument instrument = known(call.queryParameter("conid").orElse(""));
    JsonObject row =
        new JsonObject()
            .put("conid", instrument.conid())
            .put("conidEx", Integer.toString(instrument.conid()));
    fields.put(row, instrument, REGULATORY, time.instant(), trader);
    return Answer.json(row);
  }

  private Answer unsubscribe(Call call, Trader trader) {
    JsonNode conid =
        Json.object(call.body())
            .map(body -> body.path("conid"))
            .orElseThrow(() -> OrderRefusals.malformed("conid"));
    if (!trader.session().subscribed().remove(conid.asInt())) {
      throw new Refusal(Answer.error(500, "unknown"));
    }
    return Answer.json(new JsonObject().put("success", true));
  }

  private Answer archive(Call call, Trader trader) {
    if (!trader.session().archiveOpened()) {
      throw new Refusal(Answer.html(404, "Resource not found").because("hmds is not initialised"));
    }
    return history(call);
  }

  private Answer history(Call call) {
    Instrument instrument = known(call.queryParameter("conid").orElse(""));
    return Answer.json(bars.history(instrument, HistoryQuery.of(call, time.instant())));
  }

  private Instrument known(String text) {
    return instruments
        .find(conid(text))
        .orElseThrow(() -> new Refusal(Answer.error(500, "Chart data unavailable")));
  }

  private static int conid(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("conid");
    }
  }
}
