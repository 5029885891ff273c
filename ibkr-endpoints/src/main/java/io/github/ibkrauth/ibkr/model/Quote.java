package io.github.ibkrauth.ibkr.model;

import io.github.ibkrauth.ibkr.json.JsonModel;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.json.Num;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about one instrument right now. A field is there once the broker has it: the first
 * answer about an instrument has next to none, and some never come for some instruments.
 *
 * @param json the object as the broker sent it
 */
public record Quote(JsonObject json) implements JsonModel {

  /** Wraps an object; its fields are read when asked for. */
  public Quote {
    Objects.requireNonNull(json, "json");
  }

  /** The broker's contract id. */
  public long conid() {
    return json.whole("conid").orElseGet(() -> json.requireWhole("conidEx"));
  }

  /** The contract id, with an exchange if one was asked for. */
  public Optional<String> contract() {
    return json.text("conidEx");
  }

  /** When the broker last had something new. */
  public Optional<Instant> updatedAt() {
    return json.time("_updated");
  }

  /** Internal to the broker. */
  public Optional<String> serverId() {
    return json.text("server_id");
  }

  /** Returns all fields that came, as text. */
  public Map<MarketDataField, String> fields() {
    Map<MarketDataField, String> fields = new LinkedHashMap<>();
    json.mapOfTexts()
        .forEach(
            (name, text) -> {
              if (name.matches("\\d{1,6}")) {
                fields.put(new MarketDataField(name), text);
              }
            });
    return Collections.unmodifiableMap(fields);
  }

  /** Returns further values that the broker sends beside its fields, as text. */
  public Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>();
    json.mapOfTexts()
        .forEach(
            (name, text) -> {
              if (!name.matches("\\d{1,6}")) {
                others.put(name, text);
              }
            });
    return Collections.unmodifiableMap(others);
  }

  /** Returns a field as it was sent, if it came. */
  public Optional<String> text(MarketDataField field) {
    return json.text(field.tag());
  }

  /**
   * Returns a field as a number. A letter before a price is left out, and so is a percent sign;
   * text such as {@code "1.2M"} is no number.
   */
  public Num num(MarketDataField field) {
    Num plain = json.num(field.tag());
    if (!plain.isInvalid()) {
      return plain;
    }
    String text = json.text(field.tag()).orElse("");
    return Num.parse(text.replaceFirst("^[CH](?=[-+.0-9])", "").replaceFirst("%$", ""))
        .named(field.tag());
  }

  /** Returns whether all of these fields came. */
  public boolean has(Collection<MarketDataField> wanted) {
    return wanted.stream()
        .allMatch(
            field ->
                json.value(field.tag())
                    .flatMap(JsonValue::asText)
                    .filter(text -> !text.isBlank())
                    .isPresent());
  }

  /** The last price; see {@link #isPriorClose()} and {@link #isHalted()}. */
  public Num last() {
    return num(MarketDataField.LAST);
  }

  /** The highest bid. */
  public Num bid() {
    return num(MarketDataField.BID);
  }

  /** How much is wanted at the bid. */
  public Num bidSize() {
    return num(MarketDataField.BID_SIZE);
  }

  /** The lowest ask. */
  public Num ask() {
    return num(MarketDataField.ASK);
  }

  /** How much is offered at the ask. */
  public Num askSize() {
    return num(MarketDataField.ASK_SIZE);
  }

  /** The volume of the day. */
  public Num volume() {
    return num(MarketDataField.VOLUME_LONG);
  }

  /** The symbol. */
  public Optional<String> symbol() {
    return text(MarketDataField.SYMBOL);
  }

  /** The underlying, of a derivative. */
  public OptionalLong underlyingConid() {
    return json.whole(MarketDataField.UNDERLYING_CONID.tag());
  }

  /** Whether the last price is the close of the day before. */
  public boolean isPriorClose() {
    return text(MarketDataField.LAST).filter(text -> text.startsWith("C")).isPresent();
  }

  /** Whether trading is halted. */
  public boolean isHalted() {
    return text(MarketDataField.LAST).filter(text -> text.startsWith("H")).isPresent();
  }

  /** How current the data are. */
  public Optional<DataAvailability> availability() {
    return text(MarketDataField.AVAILABILITY).map(DataAvailability::new);
  }
}
