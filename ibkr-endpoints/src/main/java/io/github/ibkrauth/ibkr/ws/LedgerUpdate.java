package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Balances of an account by currency that changed; at first all of them.
 *
 * @param json the message as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record LedgerUpdate(JsonObject json) implements JsonModel {

  /** Wraps a message; its fields are read when asked for. */
  public LedgerUpdate {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String account() {
    return Rows.target(json, 1);
  }

  /** The balances, one for each currency and one in the base currency. */
  public List<Line> lines() {
    return json.objects("result", Line::new);
  }

  LedgerUpdate with(LedgerUpdate newer) {
    return new LedgerUpdate(Rows.merged(json, newer.json, "result", "key"));
  }

  /**
   * The balances in one currency.
   *
   * @param json the object as the broker sent it
   */
  public record Line(JsonObject json) implements JsonModel {

    /** Wraps an object; its fields are read when asked for. */
    public Line {
      Objects.requireNonNull(json, "json");
    }

    /** Its name, such as {@code LedgerListUSD}. */
    public Optional<String> key() {
      return json.text("key");
    }

    /** The currency. */
    public Optional<String> currency() {
      return json.text("secondKey");
    }

    /** Cash. */
    public Num cashBalance() {
      return json.num("cashbalance");
    }

    /** Cash and all positions. */
    public Num netLiquidationValue() {
      return json.num("netLiquidationValue");
    }

    /** Any other figure by its name on the wire. */
    public Num figure(String name) {
      return json.num(name);
    }

    /** From when it is. */
    public Optional<Instant> time() {
      return json.time("timestamp");
    }
  }
}
