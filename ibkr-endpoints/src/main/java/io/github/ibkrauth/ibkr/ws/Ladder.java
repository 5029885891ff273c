package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Rows of the order book of a contract that changed; at first all of them.
 *
 * @param json the message as the broker sent it
 */
@ApiLevel(ApiLevel.Kind.API)
public record Ladder(JsonObject json) implements JsonModel {

  /** Wraps a message; its fields are read when asked for. */
  public Ladder {
    Objects.requireNonNull(json, "json");
  }

  /** The account. */
  public String account() {
    return Rows.target(json, 1);
  }

  /** The contract id, with an exchange if one was asked for. */
  public String contract() {
    return Rows.target(json, 2);
  }

  /** The rows, from the highest price down. */
  public List<Row> rows() {
    return json.objects("data", Row::new);
  }

  Ladder with(Ladder newer) {
    return new Ladder(Rows.merged(json, newer.json, "data", "row"));
  }

  /**
   * One price of the book.
   *
   * @param json the object as the broker sent it
   */
  public record Row(JsonObject json) implements JsonModel {

    /** Wraps an object; its fields are read when asked for. */
    public Row {
      Objects.requireNonNull(json, "json");
    }

    /** Its place from the top. */
    public OptionalLong row() {
      return json.whole("row");
    }

    /** Whether the last trade was at this price. */
    public boolean isLast() {
      return json.flag("focus");
    }

    /** The price, after the size of the last trade and an at-sign where one was at it. */
    public Optional<String> text() {
      return json.text("price");
    }

    /** The price. */
    public Num price() {
      String text = text().orElse("");
      return Num.parse(text.substring(text.indexOf('@') + 1)).named("price");
    }

    /** How much is wanted at it. */
    public Num bidSize() {
      return json.num("bid");
    }

    /** How much is offered at it. */
    public Num askSize() {
      return json.num("ask");
    }
  }
}
