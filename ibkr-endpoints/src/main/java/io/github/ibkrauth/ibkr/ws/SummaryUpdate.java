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
 * Figures of an account that changed; at first all of them.
 *
 * @param json the message as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record SummaryUpdate(JsonObject json) implements JsonModel {

  /** Wraps a message; its fields are read when asked for. */
  public SummaryUpdate {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String account() {
    return Rows.target(json, 1);
  }

  /** The figures. */
  public List<Figure> figures() {
    return json.objects("result", Figure::new);
  }

  SummaryUpdate with(SummaryUpdate newer) {
    return new SummaryUpdate(Rows.merged(json, newer.json, "result", "key"));
  }

  /**
   * A figure.
   *
   * @param json the object as the broker sent it
   */
  public record Figure(JsonObject json) implements JsonModel {

    /** Wraps an object; its fields are read when asked for. */
    public Figure {
      Objects.requireNonNull(json, "json");
    }

    /** Its name, such as {@code NetLiquidation}. */
    public Optional<String> key() {
      return json.text("key");
    }

    /** An amount of money. */
    public Num amount() {
      return json.num("monetaryValue");
    }

    /** The currency of the amount. */
    public Optional<String> currency() {
      return json.text("currency");
    }

    /** What it says where it is no amount. */
    public Optional<String> value() {
      return json.text("value");
    }

    /** From when it is. */
    public Optional<Instant> time() {
      return json.time("timestamp");
    }
  }
}
