package io.github.ibkrauth.ibkr.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;

/**
 * Reads the time formats in use on the wire. Numbers, and text that is a number, are seconds,
 * milli-, micro- or nanoseconds since 1970 by their size, except that 8, 12 and 14 digits are
 * {@code yyyyMMdd}, {@code yyMMddHHmmss} and {@code yyyyMMddHHmmss}. Texts are these forms with
 * separators, ISO 8601, or {@code Tue Mar 31 00:00:00 EDT 2026}. A time without a zone is UTC; a
 * date alone is its first instant in UTC.
 */
final class Times {

  private static final int LONGEST_TEXT = 64;
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

  private static final DateTimeFormatter DATE = strict("uuuuMMdd");
  private static final DateTimeFormatter SHORT_COMPACT = strict("uuMMddHHmmss");
  private static final DateTimeFormatter COMPACT = strict("uuuuMMddHHmmss");

  /** Tried in this order; each starts differently enough that at most one matches. */
  private static final List<DateTimeFormatter> TEXTS =
      List.of(
          strict("uuuuMMdd['-'][' '][';']HH:mm[:ss][.SSS]"),
          strict("uuuuMMdd['-'][' '][';']HHmmss"),
          strict("uuuuMMdd['-'][' ']HH:mm:ss[ VV][ zzz]"),
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          DateTimeFormatter.ISO_ZONED_DATE_TIME,
          DateTimeFormatter.ISO_LOCAL_DATE_TIME,
          DateTimeFormatter.ISO_LOCAL_DATE,
          strict("EEE MMM d HH:mm:ss zzz uuuu"),
          DateTimeFormatter.RFC_1123_DATE_TIME);

  private Times() {}

  /**
   * Reads a text or number.
   *
   * @throws DateTimeException when it is none of the formats
   */
  static Instant instant(String characters) {
    String text = characters.strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new DateTimeException("not a time");
    }
    return isNumber(text) ? ofNumber(new BigDecimal(text)) : ofText(text);
  }

  /** Reads a date; a full time counts as its day in UTC. */
  static LocalDate date(String characters) {
    return instant(characters).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static boolean isNumber(String text) {
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = c == '-' && i == 0 && text.length() > 1;
      if (c == '.') {
        dots++;
      } else if (!sign && (c < '0' || c > '9')) {
        return false;
      }
    }
    return dots == 0 || dots == 1 && text.length() > 1 && Character.isDigit(text.charAt(0));
  }

  private static Instant ofNumber(BigDecimal number) {
    BigInteger whole = number.toBigInteger();
    int length = whole.signum() < 0 ? 0 : whole.toString().length();
    boolean fraction = number.stripTrailingZeros().scale() > 0;
    if (!fraction && (length == 8 || length == 12 || length == 14)) {
      return ofDigits(whole.toString());
    }
    int decimals = length <= 11 ? 9 : length <= 14 ? 6 : length <= 17 ? 3 : 0;
    BigInteger[] parts =
        number.scaleByPowerOfTen(decimals).toBigInteger().divideAndRemainder(BILLION);
    try {
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException e) {
      throw new DateTimeException("out of range", e);
    }
  }

  private static Instant ofDigits(String digits) {
    return switch (digits.length()) {
      case 8 -> LocalDate.parse(digits, DATE).atStartOfDay().toInstant(ZoneOffset.UTC);
      case 12 -> LocalDateTime.parse(digits, SHORT_COMPACT).toInstant(ZoneOffset.UTC);
      default -> LocalDateTime.parse(digits, COMPACT).toInstant(ZoneOffset.UTC);
    };
  }

  private static Instant ofText(String text) {
    boolean isoWithBlank = text.length() > 10 && text.charAt(4) == '-' && text.charAt(10) == ' ';
    String normal = isoWithBlank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    for (DateTimeFormatter format : TEXTS) {
      try {
        return toInstant(
            format.parseBest(
                normal,
                ZonedDateTime::from,
                LocalDateTime::from,
                (TemporalQuery<?>) LocalDate::from));
      } catch (DateTimeException e) {
        continue;
      }
    }
    throw new DateTimeException("not a time");
  }

  private static Instant toInstant(TemporalAccessor parsed) {
    if (parsed instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    if (parsed instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    return LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
