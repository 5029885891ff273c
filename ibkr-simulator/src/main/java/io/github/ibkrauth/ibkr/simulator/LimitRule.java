package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * So many calls of one kind in a span of time, or with a span of zero at the same time.
 *
 * @param method a method, or {@code *} for any
 * @param path which calls
 * @param calls how many
 * @param span in what time
 */
record LimitRule(String method, PathPattern path, int calls, Duration span) {

  /** The broker's table; see protocol 6. */
  static final List<LimitRule> DOCUMENTED =
      Stream.concat(
              Stream.of(
                  rate("*", "tickle", 1, 1),
                  rate("*", "sso/validate", 1, 60),
                  rate("GET", "iserver/account/trades", 1, 5),
                  rate("GET", "iserver/account/orders", 1, 5),
                  rate("GET", "iserver/account/pnl/partitioned", 1, 5),
                  rate("GET", "iserver/marketdata/snapshot", 10, 1),
                  rate("GET", "iserver/marketdata/history", 5, 0),
                  rate("GET", "iserver/scanner/params", 1, 900),
                  rate("POST", "iserver/scanner/run", 1, 1),
                  rate("GET", "portfolio/accounts", 1, 5),
                  rate("GET", "portfolio/subaccounts", 1, 5),
                  rate("POST", "pa/performance", 1, 900),
                  rate("POST", "pa/summary", 1, 900),
                  rate("POST", "pa/transactions", 1, 900)),
              Stream.of(
                  rate("GET", "fyi/unreadnumber", 1, 1),
                  rate("GET", "fyi/settings", 1, 1),
                  rate("POST", "fyi/settings/{typecode}", 1, 1),
                  rate("GET", "fyi/disclaimer/{typecode}", 1, 1),
                  rate("PUT", "fyi/disclaimer/{typecode}", 1, 1),
                  rate("GET", "fyi/deliveryoptions", 1, 1),
                  rate("PUT", "fyi/deliveryoptions/email", 1, 1),
                  rate("POST", "fyi/deliveryoptions/device", 1, 1),
                  rate("DELETE", "fyi/deliveryoptions/{deviceId}", 1, 1),
                  rate("GET", "fyi/notifications", 1, 1),
                  rate("GET", "fyi/notifications/more", 1, 1),
                  rate("PUT", "fyi/notifications/{id}", 1, 1)))
          .toList();

  static LimitRule of(String method, String path, int calls, Duration span) {
    if (calls < 1 || span.isNegative()) {
      throw new IllegalArgumentException("a limit is one call or more in a time, or at once");
    }
    return new LimitRule(method, PathPattern.of(path), calls, span);
  }

  private static LimitRule rate(String method, String path, int calls, int seconds) {
    return of(method, "/v1/api/" + path, calls, Duration.ofSeconds(seconds));
  }

  boolean fits(Call call) {
    return (method.equals("*") || method.equals(call.method())) && path.matches(call.path());
  }

  boolean isAbout(String otherMethod, String otherPath) {
    return method.equals(otherMethod) && path.toString().equals(otherPath);
  }

  /** Whether it limits how many are answered at the same time. */
  boolean isConcurrency() {
    return span.isZero();
  }

  /** {@code GET /v1/api/iserver/account/trades: 1 in PT5S}. */
  @Override
  public String toString() {
    return method + " " + path + ": " + calls + (isConcurrency() ? " at once" : " in " + span);
  }
}
