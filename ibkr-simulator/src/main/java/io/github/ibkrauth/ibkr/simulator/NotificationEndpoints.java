package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Notices of the broker, what a user wants to be told, and where; the same for every user. */
final class NotificationEndpoints {
  private static final String API = "/v1/api/fyi";
  private static final int MOST = 10;

  private static final Map<String, String> TYPES =
      new LinkedHashMap<>(
          Map.of(
              "PF", "Portfolio FYIs",
              "PT", "Position Transfer",
              "BA", "Borrow Availability",
              "OE", "Option Expiration"));

  private record Notice(String id, String type, String title, String text, long second) {}

  private final List<Notice> notices = new ArrayList<>();
  private final Set<String> read = ConcurrentHashMap.newKeySet();
  private final Set<String> off = ConcurrentHashMap.newKeySet();
  private final Set<String> disclaimed = ConcurrentHashMap.newKeySet();
  private final Map<String, JsonObject> devices = new ConcurrentSkipListMap<>();
  private volatile boolean email = true;

  NotificationEndpoints(long firstSecond) {
    int number = 0;
    for (int i = 0; i < 12; i++) {
      String type = List.of("PF", "OE", "BA").get(i % 3);
      notices.add(
          0,
          new Notice(
              "20260101%08d".formatted(++number),
              type,
              "Simulated notice " + number + ": " + TYPES.get(type),
              "Nothing happened to your simulated account.",
              firstSecond - (12L - i) * 3_600));
    }
  }

  void addTo(RouteTable routes, SessionGate gate) {
    routes
        .get(API + "/unreadnumber", gate.open((call, session) -> unread()))
        .get(API + "/settings", gate.open((call, session) -> settings()))
        .post(API + "/settings/{typecode}", gate.open((call, session) -> change(call)))
        .get(API + "/disclaimer/{typecode}", gate.open((call, session) -> disclaimer(call)))
        .put(
            API + "/disclaimer/{typecode}",
            gate.open(
                (call, session) -> {
                  disclaimed.add(type(call));
                  return done();
                }))
        .get(API + "/deliveryoptions", gate.open((call, session) -> delivery()))
        .put(
            API + "/deliveryoptions/email",
            gate.open(
                (call, session) -> {
                  email = call.queryParameter("enabled").filter("true"::equals).isPresent();
                  return done();
                }))
        .post(API + "/deliveryoptions/device", gate.open((call, session) -> device(call)))
        .delete(
            API + "/deliveryoptions/{deviceId}",
            gate.open(
                (call, session) -> {
                  devices.remove(call.variable("deviceId"));
                  return Answer.text(200, Answer.JSON, "");
                }))
        .get(API + "/notifications", gate.open((call, session) -> list(0, call)))
        .get(API + "/notifications/more", gate.open(this::more))
        .put(API + "/notifications/{notificationId}", gate.open((call, session) -> markRead(call)));
  }

  private Answer unread() {
    return Answer.json(new JsonObject().put("BN", notices.size() - read.size()));
  }

  private Answer settings() {
    List<JsonObject> settings = new ArrayList<>();
    TYPES.forEach(
        (code, name) ->
            settings.add(
                new JsonObject()
                    .put("FC", code)
                    .put("H", disclaimed.contains(code) ? 1 : 0)
                    .put("A", off.contains(code) ? 0 : 1)
                    .put("FD", "Tell me about: " + name)
                    .put("FN", name)));
    return Answer.json(settings);
  }

  private Answer change(Call call) {
    String type = type(call);
    JsonNode enabled =
        Json.object(call.body())
            .map(body -> body.path("enabled"))
            .filter(JsonNode::isBoolean)
            .orElseThrow(() -> OrderRefusals.malformed("enabled"));
    if (enabled.asBoolean()) {
      off.remove(type);
    } else {
      off.add(type);
    }
    return done();
  }

  private static Answer disclaimer(Call call) {
    return Answer.json(
        new JsonObject()
            .put("FC", type(call))
            .put("DT", "Nothing a simulator says is a recommendation."));
  }

  private Answer delivery() {
    return Answer.json(
        new JsonObject().put("E", List.copyOf(devices.values())).put("M", email ? 1 : 0));
  }

  private Answer device(Call call) {
    JsonNode wish =
        Json.object(call.body())
            .orElseThrow(() -> OrderRefusals.malformed("the body is not a JSON object"));
    String id = wish.path("deviceId").asText("");
    if (id.isEmpty()) {
      throw OrderRefusals.malformed("deviceId");
    }
    devices.put(
        id,
        new JsonObject()
            .put("NM", wish.path("deviceName").asText(""))
            .put("I", id)
            .put("UI", wish.path("uiName").asText(""))
            .put("A", wish.path("enabled").asBoolean(true) ? 1 : 0));
    return done();
  }

  private Answer list(int from, Call call) {
    String most = call.queryParameter("max").orElse(Integer.toString(MOST));
    if (!most.matches("\\d{1,2}") || Integer.parseInt(most) > MOST) {
      throw OrderRefusals.malformed("max");
    }
    return Answer.json(
        notices.stream().skip(from).limit(Integer.parseInt(most)).map(this::view).toList());
  }

  /** The notices after one. */
  private Answer more(Call call, OuterSession session) {
    String id = call.queryParameter("id").orElse("");
    for (int i = 0; i < notices.size(); i++) {
      if (notices.get(i).id().equals(id)) {
        return list(i + 1, call);
      }
    }
    throw OrderRefusals.malformed("id");
  }

  private JsonObject view(Notice notice) {
    return new JsonObject()
        .put("R", read.contains(notice.id()) ? 1 : 0)
        .put("D", BigDecimal.valueOf(notice.second()).setScale(1).toPlainString())
        .put("MS", notice.title())
        .put("MD", notice.text())
        .put("ID", notice.id())
        .put("HT", 0)
        .put("FC", notice.type());
  }

  private Answer markRead(Call call) {
    String id = call.variable("notificationId");
    if (notices.stream().noneMatch(notice -> notice.id().equals(id))) {
      throw OrderRefusals.malformed("notificationId");
    }
    read.add(id);
    return Answer.json(
        new JsonObject()
            .put("V", 1)
            .put("T", 5)
            .put("P", new JsonObject().put("R", 1).put("ID", id)));
  }

  private static String type(Call call) {
    String type = call.variable("typecode");
    if (!TYPES.containsKey(type)) {
      throw OrderRefusals.malformed("typecode");
    }
    return type;
  }

  private static Answer done() {
    return Answer.json(new JsonObject().put("V", 1).put("T", 10));
  }
}
