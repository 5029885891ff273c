package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.json.UnexpectedFieldException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One figure of an {@link AccountSummary}: an amount of money, or a text such as an account type or
 * a ratio. Beside a text the broker sends an amount of zero, which {@link #amount()} does not pass
 * on.
 *
 * @param key the figure's name on the wire, such as {@code "netliquidation"}
 * @param json the object as the broker sent it; without fields when it sent none
 */
public record SummaryEntry(String key, JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public SummaryEntry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(json, "json");
  }

  /** Returns whether the broker sent a figure under this key, and did not mark it as null. */
  public boolean isPresent() {
    return !json.fields().isEmpty() && !isNull();
  }

  /** Returns whether the broker marked the figure as null, which makes its amount meaningless. */
  public boolean isNull() {
    return json.flag("isNull");
  }

  /** Returns the amount of money; null when the broker says so, and when the figure is a text. */
  public Num amount() {
    boolean none = isNull() || json.value("value").isPresent();
    return none ? Num.ofNull().named(key) : sentAmount();
  }

  /** Returns the amount as it was sent, also where {@link #amount()} says that it means nothing. */
  public Num sentAmount() {
    return json.num("amount").named(key);
  }

  /** Returns the currency of the amount; empty for a text. */
  public Optional<String> currency() {
    return json.text("currency");
  }

  /** Returns the amount with its currency; empty when either is not there. */
  public Optional<Money> money() {
    return amount()
        .toOptional()
        .flatMap(amount -> currency().map(currency -> new Money(amount, currency)));
  }

  /** Returns the text, of a figure that is one. */
  public Optional<String> text() {
    return json.text("value");
  }

  /** Returns the figure as a number, whether the broker sends it as an amount or as text. */
  public Num number() {
    return json.value("value").map(value -> value.asNum().named(key)).orElseGet(this::amount);
  }

  /** Returns when the broker took the figure. */
  public Optional<Instant> timestamp() {
    return json.time("timestamp");
  }

  /** Returns a number internal to the broker. */
  public OptionalLong severity() {
    return json.whole("severity");
  }

  /**
   * Returns the figure for people: {@code "1005254.00 USD"}, a text as it is, or the word for why
   * there is none ({@code "missing"}, {@code "null"}).
   */
  @Override
  public String toString() {
    try {
      return money().map(Money::toString).or(this::text).orElseGet(() -> amount().toString());
    } catch (UnexpectedFieldException e) {
      return json.toString();
    }
  }
}
