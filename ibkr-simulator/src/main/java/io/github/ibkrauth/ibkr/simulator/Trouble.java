package io.github.ibkrauth.ibkr.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What stands between a request and its answer besides scripted faults: calendar and weather. */
final class Trouble {
  private final Broker broker;
  private final ServiceCalendar calendar;
  private final Weather weather;
  private final AtomicReference<@Nullable Instant> latestWindow = new AtomicReference<>();

  Trouble(Broker broker, ServiceCalendar calendar, Weather weather) {
    this.broker = broker;
    this.calendar = calendar;
    this.weather = weather;
    latestWindow.set(calendar.latestStart(broker.now()).orElse(null));
  }

  Weather weather() {
    return weather;
  }

  Availability availability(BooleanSupplier gatewayLogin) {
    return new Availability(broker, calendar, weather, gatewayLogin);
  }

  /** Lets happen what became due: a maintenance window begins with the end of all brokerage. */
  void catchUp() {
    weather.catchUp();
    Instant now = broker.now();
    Instant begun = calendar.latestStart(now).orElse(null);
    Instant before = latestWindow.getAndSet(begun);
    if (begun != null && !begun.equals(before) && (before == null || begun.isAfter(before))) {
      broker.endBrokerageSessions();
    }
  }

  Disturbance next() {
    return weather.next();
  }

  Optional<Answer> refusal(Call call) {
    return calendar.refusal(call.path(), broker.now());
  }
}
