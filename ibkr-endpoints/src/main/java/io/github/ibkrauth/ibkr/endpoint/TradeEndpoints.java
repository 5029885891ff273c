package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.model.Trade;
import java.util.List;
import java.util.Objects;

/**
 * Executions. They need the brokerage session, which is opened if it is not open. Immutable and
 * thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class TradeEndpoints {

  private static final int MOST_DAYS = 7;

  private final ApiCalls calls;

  /** Creates the group. */
  public TradeEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns the executions of today. At most one call in five seconds. */
  public List<Trade> today() {
    return trades(ApiRequest.to(TradeCatalog.TRADES));
  }

  /**
   * Returns the executions of today and of some days before. At most one call in five seconds.
   *
   * @param days 1 to 7
   */
  public List<Trade> days(int days) {
    return trades(
        ApiRequest.to(TradeCatalog.TRADES)
            .query("days", String.valueOf(Check.within("days", days, 1, MOST_DAYS))));
  }

  private List<Trade> trades(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.list(body, Trade::new));
  }
}
