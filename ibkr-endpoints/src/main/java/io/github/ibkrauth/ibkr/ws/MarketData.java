package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.Num;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is new about one contract: the fields that changed since the last one handed over, and in
 * the first one all that is known. A field keeps the digits of the wire.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class MarketData {

  private final long conid;
  private final @Nullable String contract;
  private final long updated;
  private final int[] tags;
  private final String[] values;
  private final int size;

  /** Takes the arrays over; of a tag that is there twice the later counts. */
  MarketData(
      long conid, @Nullable String contract, long updated, int[] tags, String[] values, int size) {
    this.conid = conid;
    this.contract = contract;
    this.updated = updated;
    this.tags = tags;
    this.values = values;
    this.size = size;
  }

  /** The broker's contract id. */
  public long conid() {
    return conid;
  }

  /** The contract id, with an exchange if one was asked for. */
  public Optional<String> contract() {
    return Optional.ofNullable(contract);
  }

  /** When the broker last had something new. */
  public Optional<Instant> updatedAt() {
    return updated == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(updated));
  }

  /** Returns whether a field came. */
  public boolean has(MarketDataField field) {
    return find(tag(field)) != null;
  }

  /** Returns a field as it was sent, if it came. */
  public Optional<String> text(MarketDataField field) {
    return Optional.ofNullable(find(tag(field)));
  }

  /**
   * Returns a field as a number. A letter before a price (C the close of the day before, H halted)
   * is left out, and so is a percent sign; text such as {@code "1.2M"} is no number.
   */
  public Num num(MarketDataField field) {
    String text = find(tag(field));
    if (text == null) {
      return Num.missing().named(field.tag());
    }
    int from = !text.isEmpty() && (text.charAt(0) == 'C' || text.charAt(0) == 'H') ? 1 : 0;
    int to = text.endsWith("%") ? text.length() - 1 : text.length();
    return Num.parse(from <= to ? text.substring(from, to) : text).named(field.tag());
  }

  /** The last price. */
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

  /** Returns all fields that came, as text, in the order of the wire. */
  public Map<MarketDataField, String> fields() {
    Map<MarketDataField, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      fields.put(new MarketDataField(Integer.toString(tags[i])), values[i]);
    }
    return Collections.unmodifiableMap(fields);
  }

  /** Returns these fields with those of a newer one put over them. */
  MarketData with(MarketData newer) {
    int[] allTags = Arrays.copyOf(tags, size + newer.size);
    String[] allValues = Arrays.copyOf(values, size + newer.size);
    int count = size;
    for (int i = 0; i < newer.size; i++) {
      int at = indexOf(newer.tags[i], allTags, count);
      if (at < 0) {
        at = count++;
        allTags[at] = newer.tags[i];
      }
      allValues[at] = newer.values[i];
    }
    return new MarketData(
        conid,
        newer.contract == null ? contract : newer.contract,
        Math.max(updated, newer.updated),
        allTags,
        allValues,
        count);
  }

  /** Returns those of the fields that are wanted, or null when none is. */
  @Nullable MarketData only(int[] wanted) {
    int[] someTags = new int[size];
    String[] someValues = new String[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (Arrays.binarySearch(wanted, tags[i]) >= 0) {
        someTags[count] = tags[i];
        someValues[count++] = values[i];
      }
    }
    return count == 0
        ? null
        : new MarketData(conid, contract, updated, someTags, someValues, count);
  }

  /** Returns the tags of fields in ascending order. */
  static int[] tags(Collection<MarketDataField> fields) {
    return fields.stream().mapToInt(MarketData::tag).sorted().distinct().toArray();
  }

  private static int tag(MarketDataField field) {
    return Integer.parseInt(field.tag());
  }

  private @Nullable String find(int tag) {
    for (int i = size - 1; i >= 0; i--) {
      if (tags[i] == tag) {
        return values[i];
      }
    }
    return null;
  }

  private static int indexOf(int tag, int[] tags, int count) {
    for (int i = 0; i < count; i++) {
      if (tags[i] == tag) {
        return i;
      }
    }
    return -1;
  }

  /** Equal when contract and fields are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MarketData that
        && conid == that.conid
        && updated == that.updated
        && fields().equals(that.fields());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(conid) * 31 + fields().hashCode();
  }

  /** Returns the contract and the fields by their tags. */
  @Override
  public String toString() {
    return conid + " " + fields();
  }
}
