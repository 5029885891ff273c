package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Alerts: saved, changed, switched, deleted, and triggered by the prices of the simulated market.
 * Only conditions on prices trigger; the others are kept.
 */
final class AlertEndpoints {
  private static final String API = "/v1/api/iserver/account";
  private static final int PRICE = 1;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** One alert; guarded by the lock. */
  private static final class Alert {
    final long id;
    final String account;
    JsonNode wish;
    boolean active = true;
    boolean triggered;
    Instant savedAt;
    long nextTick;

    Alert(long id, String account, JsonNode wish, Instant savedAt) {
      this.id = id;
      this.account = account;
      this.wish = wish;
      this.savedAt = savedAt;
      this.nextTick = Tape.tick(savedAt);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, Alert> alerts = new LinkedHashMap<>();
  private final PriceProcess prices;
  private final InstantSource time;
  private long nextId = 1_400_000_001L;

  AlertEndpoints(PriceProcess prices, InstantSource time) {
    this.prices = prices;
    this.time = time;
  }

  void addTo(RouteTable routes, SessionGate gate) {
    String account = API + "/{accountId}";
    routes
        .get(API + "/mta", gate.trading((call, trader) -> Answer.json(mobile(trader))))
        .get(API + "/alert/{alertId}", gate.trading(this::details))
        .get(account + "/alerts", gate.trading(this::list))
        .post(account + "/alert", gate.trading(this::save))
        .post(account + "/alert/activate", gate.trading(this::activate))
        .delete(account + "/alert/{alertId}", gate.trading(this::delete));
  }

  private Answer list(Call call, Trader trader) {
    String account = trader.account(call);
    return locked(
        () ->
            Answer.json(
                alerts.values().stream()
                    .filter(alert -> alert.account.equals(account))
                    .map(AlertEndpoints::brief)
                    .toList()));
  }

  private Answer details(Call call, Trader trader) {
    long id = id(call.variable("alertId"));
    return locked(() -> Answer.json(full(own(id, trader))));
  }

  private Answer save(Call call, Trader trader) {
    String account = trader.account(call);
    JsonNode wish =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    if (wish.path("alertName").asText("").isEmpty()
        || !wish.path("conditions").isArray()
        || wish.path("conditions").isEmpty()) {
      throw OrderRefusals.malformed("alertName and conditions");
    }
    return locked(
        () -> {
          long id = wish.path("orderId").asLong();
          if (id != 0) {
            Alert alert = own(id, trader);
            alert.wish = wish;
            alert.triggered = false;
            alert.nextTick = Tape.tick(time.instant());
            return result(id, "Submitted");
          }
          Alert alert = new Alert(nextId++, account, wish, time.instant());
          alerts.put(alert.id, alert);
          return result(alert.id, "Submitted");
        });
  }

  private Answer activate(Call call, Trader trader) {
    trader.account(call);
    JsonNode wish =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    return locked(
        () -> {
          Alert alert = own(wish.path("alertId").asLong(), trader);
          alert.active = wish.path("alertActive").asInt() == 1;
          alert.nextTick = Tape.tick(time.instant());
          return result(alert.id, "Request was submitted");
        });
  }

  /** Deletes one, or with 0 all of an account. */
  private Answer delete(Call call, Trader trader) {
    String account = trader.account(call);
    long id = id(call.variable("alertId"));
    return locked(
        () -> {
          if (id == 0) {
            alerts.values().removeIf(alert -> alert.account.equals(account));
          } else {
            alerts.remove(own(id, trader).id);
          }
          return result(id, "Request was submitted");
        });
  }

  private Alert own(long id, Trader trader) {
    Alert alert = alerts.get(id);
    if (alert == null || trader.user().account(alert.account).isEmpty()) {
      throw new Refusal(Answer.error(500, "No alert was found for id " + id));
    }
    return alert;
  }

  private static Answer result(long id, String text) {
    return Answer.json(
        new JsonObject()
            .put("request_id", null)
            .put("order_id", id)
            .put("success", true)
            .put("text", text)
            .put("order_status", null)
            .put("warning_message", null)
            .put("failure_list", null));
  }

  private static JsonObject brief(Alert alert) {
    return new JsonObject()
        .put("account", alert.account)
        .put("order_id", alert.id)
        .put("alert_name", alert.wish.path("alertName").asText())
        .put("alert_active", alert.active ? 1 : 0)
        .put("alert_repeatable", alert.wish.path("alertRepeatable").asInt())
        .put("order_time", TIME.format(alert.savedAt))
        .put("alert_triggered", alert.triggered);
  }

  private static JsonObject full(Alert alert) {
    JsonNode wish = alert.wish;
    List<JsonObject> conditions = new java.util.ArrayList<>();
    for (JsonNode condition : wish.path("conditions")) {
      conditions.add(
          new JsonObject()
              .put("condition_type", condition.path("type").asInt())
              .put("conidex", condition.path("conidex").asText())
              .put("contract_description_1", condition.path("conidex").asText())
              .put("condition_operator", condition.path("operator").asText())
              .put("condition_trigger_method", condition.path("triggerMethod").asText("0"))
              .put("condition_value", condition.path("value").asText())
              .put("condition_logic_bind", condition.path("logicBind").asText("n"))
              .put("condition_time_zone", null));
    }
    return brief(alert)
        .put("tif", wish.path("tif").asText("GTC"))
        .put("expire_time", wish.hasNonNull("expireTime") ? wish.path("expireTime").asText() : null)
        .put("alert_email", wish.path("email").asText(""))
        .put("alert_send_message", wish.path("sendMessage").asInt())
        .put("alert_message", wish.path("alertMessage").asText(""))
        .put("alert_show_popup", wish.path("showPopup").asInt())
        .put("alert_play_audio", null)
        .put("order_status", alert.active ? "Submitted" : "Inactive")
        .put("fg_color", "#FFFFFF")
        .put("bg_color", "#0000CC")
        .put("order_not_editable", false)
        .put("itws_orders_only", wish.path("iTWSOrdersOnly").asInt())
        .put("alert_mta_currency", null)
        .put("alert_mta_defaults", null)
        .put("tool_id", null)
        .put("time_zone", null)
        .put("alert_default_type", null)
        .put("condition_size", conditions.size())
        .put("condition_outside_rth", wish.path("outsideRth").asInt())
        .put("conditions", conditions);
  }

  /** The alert that every user has for his mobile device. */
  private JsonObject mobile(Trader trader) {
    JsonNode wish =
        Json.object(
                Json.bytes(
                    new JsonObject().put("alertName", "MTA (AutoAlert)").put("alertRepeatable", 1)))
            .orElseThrow();
    String account = trader.user().accounts().get(0).id();
    return full(new Alert(1_399_999_999L, account, wish, trader.session().openedAt));
  }

  /** Triggers what the market has reached by now. */
  private void catchUp() {
    long now = Tape.tick(time.instant());
    for (Alert alert : alerts.values()) {
      if (alert.active && !alert.triggered) {
        for (; alert.nextTick <= now && !alert.triggered; alert.nextTick++) {
          alert.triggered = holds(alert.wish.path("conditions"), alert.nextTick);
        }
      }
    }
  }

  /** Whether all conditions on prices hold, and there is one. */
  private boolean holds(JsonNode conditions, long tick) {
    int held = 0;
    for (JsonNode condition : conditions) {
      if (condition.path("type").asInt() == PRICE) {
        int conid = (int) id(condition.path("conidex").asText().replaceAll("@.*", ""));
        if (!prices.knows(conid)) {
          return false;
        }
        BigDecimal last = prices.at(conid, Tape.time(tick)).last();
        BigDecimal bound = new BigDecimal(condition.path("value").asText("0"));
        boolean above = condition.path("operator").asText().startsWith(">");
        if (above ? last.compareTo(bound) < 0 : last.compareTo(bound) > 0) {
          return false;
        }
        held++;
      }
    }
    return held > 0;
  }

  private static long id(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw OrderRefusals.malformed("an id is not a number");
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      catchUp();
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
