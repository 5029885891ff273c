package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.OptionRight;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which options of an underlying to walk over. Immutable; built by a builder, which is not
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ChainQuery {

  private final String symbol;
  private final AssetClass kind;
  private final @Nullable Long underlyingConid;
  private final @Nullable String listedAt;
  private final @Nullable String exchange;
  private final List<String> months;
  private final @Nullable BigDecimal lowest;
  private final @Nullable BigDecimal highest;
  private final List<OptionRight> rights;

  private ChainQuery(Builder builder) {
    this.symbol = builder.symbol;
    this.kind = builder.kind;
    this.underlyingConid = builder.underlyingConid;
    this.listedAt = builder.listedAt;
    this.exchange = builder.exchange;
    this.months = builder.months;
    this.lowest = builder.lowest;
    this.highest = builder.highest;
    this.rights = builder.rights;
  }

  /** Starts with all options on the underlying with a symbol. */
  public static Builder on(String symbol) {
    return new Builder(Check.text("symbol", symbol));
  }

  String symbol() {
    return symbol;
  }

  AssetClass kind() {
    return kind;
  }

  @Nullable Long underlyingConid() {
    return underlyingConid;
  }

  @Nullable String listedAt() {
    return listedAt;
  }

  List<OptionRight> rights() {
    return rights;
  }

  boolean wantsMonth(String month) {
    return months.isEmpty() || months.contains(month);
  }

  boolean wantsStrike(BigDecimal strike) {
    return (lowest == null || strike.compareTo(lowest) >= 0)
        && (highest == null || strike.compareTo(highest) <= 0);
  }

  /** Returns the question about one month. */
  DerivativeQuery month(long conid, String month) {
    DerivativeQuery query = DerivativeQuery.of(conid, kind, month);
    return exchange == null ? query : query.at(exchange);
  }

  /** Collects what is wanted. */
  public static final class Builder {

    private final String symbol;
    private AssetClass kind = AssetClass.OPTION;
    private @Nullable Long underlyingConid;
    private @Nullable String listedAt;
    private @Nullable String exchange;
    private List<String> months = List.of();
    private @Nullable BigDecimal lowest;
    private @Nullable BigDecimal highest;
    private List<OptionRight> rights = List.of(OptionRight.CALL, OptionRight.PUT);

    private Builder(String symbol) {
      this.symbol = symbol;
    }

    /** Names the underlying, where the symbol means several. */
    public Builder underlying(long conid) {
      Check.conid("underlying", conid);
      this.underlyingConid = conid;
      return this;
    }

    /** Names the exchange that lists the underlying, where the symbol means several. */
    public Builder listedAt(String value) {
      this.listedAt = Check.text("listedAt", value);
      return this;
    }

    /** Walks over options on futures, at the exchange that trades them. */
    public Builder futureOptionsAt(String value) {
      this.kind = AssetClass.FUTURE_OPTION;
      return exchange(value);
    }

    /** Walks over what one exchange trades, instead of what the broker routes by itself. */
    public Builder exchange(String value) {
      this.exchange = Check.text("exchange", value);
      return this;
    }

    /** Keeps to some months, such as {@code "JAN27"}. */
    public Builder months(String... values) {
      this.months = Check.some("months", List.of(values), Integer.MAX_VALUE);
      months.forEach(
          month -> Check.form("months", month, DerivativeQuery.MONTH, DerivativeQuery.MONTH_WORDS));
      return this;
    }

    /** Keeps to strikes from the first to the second, both included. */
    public Builder strikes(BigDecimal from, BigDecimal to) {
      Objects.requireNonNull(from, "from");
      if (from.compareTo(Objects.requireNonNull(to, "to")) > 0) {
        throw new IllegalArgumentException("from must not be above to.");
      }
      this.lowest = from;
      this.highest = to;
      return this;
    }

    /** Keeps to puts or to calls. */
    public Builder right(OptionRight value) {
      this.rights = List.of(Objects.requireNonNull(value, "right"));
      return this;
    }

    /** Returns the query. */
    public ChainQuery build() {
      return new ChainQuery(this);
    }
  }
}
