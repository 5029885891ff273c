package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.AllPeriods;
import io.github.ibkrauth.ibkr.model.Performance;
import io.github.ibkrauth.ibkr.model.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The portfolio analyst: performance and bookings. The broker allows most of these calls once in 15
 * minutes, so keep the answers. They need no brokerage session. Immutable and thread-safe; each
 * call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class AnalystEndpoints {

  private static final Pattern PERIOD = Pattern.compile("1D|7D|MTD|1M|3M|6M|12M|YTD");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final int LONGEST_DAYS = 36_500;

  private final ApiCalls calls;

  /** Creates the group. */
  public AnalystEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /**
   * Returns how accounts, taken together, did over a period. At most one call in 15 minutes.
   *
   * @param accountIds at least one
   * @param period {@code 1D}, {@code 7D}, {@code MTD}, {@code 1M}, {@code 3M}, {@code 6M}, {@code
   *     12M} or {@code YTD}
   */
  public Performance performance(Collection<String> accountIds, String period) {
    JsonObject wish =
        accounts(accountIds)
            .put(
                "period",
                Check.form("period", period, PERIOD, "1D, 7D, MTD, 1M, 3M, 6M, 12M or YTD"))
            .build();
    return calls.call(
        ApiRequest.to(AnalystCatalog.PERFORMANCE).body(wish),
        body -> IbkrJson.object(body, Performance::new));
  }

  /**
   * Returns how accounts, taken together, did over every period.
   *
   * @param accountIds at least one
   */
  public AllPeriods allPeriods(Collection<String> accountIds) {
    return calls.call(
        ApiRequest.to(AnalystCatalog.ALL_PERIODS).body(accounts(accountIds).build()),
        body -> IbkrJson.object(body, AllPeriods::new));
  }

  /**
   * Returns the bookings of accounts in an instrument. At most one call in 15 minutes.
   *
   * @param accountIds at least one
   * @param conid the instrument; the broker takes one at a time
   * @param currency in which to show amounts, such as {@code "USD"}
   * @param days how many days back
   */
  public Transactions transactions(
      Collection<String> accountIds, long conid, String currency, int days) {
    Check.conid(conid);
    JsonObject wish =
        accounts(accountIds)
            .put("conids", JsonArray.of(List.of(JsonValue.of(conid))))
            .put(
                "currency",
                Check.form("currency", currency, CURRENCY, "three capital letters such as USD"))
            .put("days", Check.within("days", days, 1, LONGEST_DAYS))
            .build();
    return calls.call(
        ApiRequest.to(AnalystCatalog.TRANSACTIONS).body(wish),
        body -> IbkrJson.object(body, Transactions::new));
  }

  private static JsonObject.Builder accounts(Collection<String> accountIds) {
    return JsonObject.builder()
        .put("acctIds", JsonArray.ofTexts(Check.some("accountIds", accountIds, Integer.MAX_VALUE)));
  }
}
