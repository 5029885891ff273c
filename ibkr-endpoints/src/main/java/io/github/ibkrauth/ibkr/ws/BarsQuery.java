package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which bars are wanted. Immutable.
 *
 * @param conid the contract
 * @param period the span before now, such as {@code 2h}, {@code 1d}, {@code 1w}
 * @param bar the length of a bar, such as {@code 1min}, {@code 5min}, {@code 1h}
 * @param exchange where; null for the broker's choice
 * @param outsideRegularHours whether bars outside regular trading hours are wanted
 * @param source {@code trades}, {@code midpoint}, {@code bid_ask}, …
 */
@ApiLevel(ApiLevel.Kind.API)
public record BarsQuery(
    long conid,
    String period,
    String bar,
    @Nullable String exchange,
    boolean outsideRegularHours,
    String source) {

  /** Checks the parts. */
  public BarsQuery {
    Words.conid(conid);
    Words.word("period", period);
    Words.word("bar", bar);
    Words.word("source", source);
    if (exchange != null) {
      Words.word("exchange", exchange);
    }
  }

  /** Returns bars of trades within regular trading hours, where the broker chooses. */
  public static BarsQuery of(long conid, String period, String bar) {
    return new BarsQuery(conid, period, bar, null, false, "trades");
  }

  /** Returns the same from one exchange. */
  public BarsQuery at(String where) {
    return new BarsQuery(
        conid, period, bar, Objects.requireNonNull(where, "where"), outsideRegularHours, source);
  }

  /** Returns the same with bars outside regular trading hours. */
  public BarsQuery outsideHours() {
    return new BarsQuery(conid, period, bar, exchange, true, source);
  }

  /** Returns the same of other data. */
  public BarsQuery from(String what) {
    return new BarsQuery(conid, period, bar, exchange, outsideRegularHours, what);
  }

  String topic() {
    return "smh+" + conid;
  }

  String message() {
    JsonObject.Builder wish = JsonObject.builder();
    if (exchange != null) {
      wish.put("exchange", exchange);
    }
    wish.put("period", period)
        .put("bar", bar)
        .put("outsideRth", outsideRegularHours)
        .put("source", source)
        .put("format", "%o/%c/%h/%l/%v");
    return topic() + "+" + wish.build().toJson();
  }
}
