package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.model.AssetClass;
import io.github.ibkrauth.ibkr.model.OptionRight;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question about what is derived from an underlying: its futures, options, options on futures or
 * warrants of one month. Immutable; each method returns a question with one thing more.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class DerivativeQuery {

  static final Pattern MONTH = Pattern.compile("[A-Z]{3}\\d{2}|\\d{6}");
  static final String MONTH_WORDS = "a month such as JAN27";

  private final String conid;
  private final AssetClass kind;
  private final String month;
  private final @Nullable String exchange;
  private final @Nullable BigDecimal strike;
  private final @Nullable OptionRight right;

  private DerivativeQuery(
      String conid,
      AssetClass kind,
      String month,
      @Nullable String exchange,
      @Nullable BigDecimal strike,
      @Nullable OptionRight right) {
    this.conid = conid;
    this.kind = kind;
    this.month = month;
    this.exchange = exchange;
    this.strike = strike;
    this.right = right;
  }

  /**
   * Starts a question.
   *
   * @param underlyingConid the underlying's contract id
   * @param kind {@link AssetClass#OPTION}, {@link AssetClass#FUTURE_OPTION}, {@link
   *     AssetClass#WARRANT} or {@link AssetClass#FUTURE}
   * @param month as a search gives it, such as {@code "JAN27"}
   */
  public static DerivativeQuery of(long underlyingConid, AssetClass kind, String month) {
    return new DerivativeQuery(
        Check.conid("underlyingConid", underlyingConid),
        Objects.requireNonNull(kind, "kind"),
        Check.form("month", month, MONTH, MONTH_WORDS),
        null,
        null,
        null);
  }

  /** Asks at one exchange. Options on futures need one. */
  public DerivativeQuery at(String value) {
    return new DerivativeQuery(conid, kind, month, Check.text("exchange", value), strike, right);
  }

  /** Asks for one strike price. */
  public DerivativeQuery strike(BigDecimal value) {
    return new DerivativeQuery(
        conid, kind, month, exchange, Objects.requireNonNull(value, "strike"), right);
  }

  /** Asks for puts or for calls. */
  public DerivativeQuery right(OptionRight value) {
    return new DerivativeQuery(
        conid, kind, month, exchange, strike, Objects.requireNonNull(value, "right"));
  }

  /** Asks for the strikes of the month. */
  ApiRequest strikes() {
    if (kind.equals(AssetClass.FUTURE)) {
      throw new IllegalArgumentException("kind must be OPT, FOP or WAR, not 'FUT'.");
    }
    return with(ApiRequest.to(ContractCatalog.STRIKES));
  }

  /** Asks for the contracts themselves. */
  ApiRequest details() {
    ApiRequest request = with(ApiRequest.to(ContractCatalog.DETAILS));
    if (strike != null) {
      request.query("strike", strike.stripTrailingZeros().toPlainString());
    }
    if (right != null) {
      request.query("right", right.code());
    }
    return request;
  }

  private ApiRequest with(ApiRequest request) {
    request.query("conid", conid).query("sectype", kind.code()).query("month", month);
    return exchange == null ? request : request.query("exchange", exchange);
  }
}
