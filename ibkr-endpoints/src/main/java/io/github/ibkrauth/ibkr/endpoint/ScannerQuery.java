package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.JsonArray;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a scanner is asked; the codes are those of {@link ScannerEndpoints#parameters}. Immutable;
 * each method returns a query with one filter more.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ScannerQuery {

  private final String instrument;
  private final String location;
  private final String type;
  private final List<JsonObject> filters;

  private ScannerQuery(String instrument, String location, String type, List<JsonObject> filters) {
    this.instrument = instrument;
    this.location = location;
    this.type = type;
    this.filters = filters;
  }

  /**
   * Starts a query without filters.
   *
   * @param instrument the kind of instruments, such as {@code "STK"}
   * @param location where to look, such as {@code "STK.US.MAJOR"}
   * @param type what to rank by, such as {@code "TOP_PERC_GAIN"}
   */
  public static ScannerQuery of(String instrument, String location, String type) {
    return new ScannerQuery(
        Check.text("instrument", instrument),
        Check.text("location", location),
        Check.text("type", type),
        List.of());
  }

  /** Adds a filter with a number. */
  public ScannerQuery filter(String code, BigDecimal value) {
    return filter(code, JsonValue.of(Objects.requireNonNull(value, "value")));
  }

  /** Adds a filter with a whole number. */
  public ScannerQuery filter(String code, long value) {
    return filter(code, JsonValue.of(value));
  }

  /** Adds a filter with a text. */
  public ScannerQuery filter(String code, String value) {
    return filter(code, JsonValue.of(Check.text("value", value)));
  }

  private ScannerQuery filter(String code, JsonValue value) {
    List<JsonObject> more = new ArrayList<>(filters);
    more.add(
        JsonObject.builder().put("code", Check.text("code", code)).put("value", value).build());
    return new ScannerQuery(instrument, location, type, List.copyOf(more));
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("instrument", instrument)
        .put("location", location)
        .put("type", type)
        .put("filter", JsonArray.of(filters))
        .build();
  }
}
