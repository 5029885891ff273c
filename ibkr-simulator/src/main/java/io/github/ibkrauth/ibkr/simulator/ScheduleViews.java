package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** When instruments trade: around the clock, every day, UTC. */
final class ScheduleViews {
  private static final int DAYS = 6;

  private ScheduleViews() {}

  /** Six days from today on, as contract/trading-schedule shows them. */
  static JsonObject days(Instant now) {
    JsonObject days = new JsonObject();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int i = 0; i < DAYS; i++) {
      LocalDate day = today.plusDays(i);
      days.put(
          day.format(DateTimeFormatter.BASIC_ISO_DATE),
          new JsonObject()
              .put("liquid_hours", List.of(hours(day)))
              .put("extended_hours", List.of(hours(day).put("cancel_daily_orders", true))));
    }
    return new JsonObject().put("exchange_time_zone", "UTC").put("schedules", days);
  }

  private static JsonObject hours(LocalDate day) {
    return new JsonObject()
        .put("opening", day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
        .put("closing", day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  /** The same days, as trsrv/secdef/schedule shows a venue. */
  static JsonObject venue(Instrument stock, Instant now) {
    List<JsonObject> schedules = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int i = 0; i < DAYS; i++) {
      schedules.add(
          new JsonObject()
              .put("clearingCycleEndTime", "0000")
              .put(
                  "tradingScheduleDate", today.plusDays(i).format(DateTimeFormatter.BASIC_ISO_DATE))
              .put("sessions", List.of(times().put("prop", "LIQUID")))
              .put("tradingtimes", List.of(times().put("cancelDayOrders", "Y"))));
    }
    return new JsonObject()
        .put("id", "p" + stock.conid() % 100_000)
        .put("tradeVenueId", "v" + Math.abs(stock.exchange().hashCode()) % 10_000)
        .put("exchange", stock.exchange())
        .put("description", stock.exchange())
        .put("timezone", "UTC")
        .put("schedules", schedules);
  }

  private static JsonObject times() {
    return new JsonObject().put("openingTime", "0000").put("closingTime", "2400");
  }
}
