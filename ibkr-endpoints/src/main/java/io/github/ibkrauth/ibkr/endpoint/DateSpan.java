package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Which of many entries are wanted: those of some days, a page of them. Immutable.
 *
 * @param from the first day
 * @param to the last day
 * @param offset how many to leave out, from 0
 * @param limit how many to return, 1 to 1000
 */
@ApiLevel(ApiLevel.Kind.API)
public record DateSpan(LocalDate from, LocalDate to, int offset, int limit) {

  private static final int LARGEST_PAGE = 1000;

  /** Checks that the days are in order and the page is one that the broker gives. */
  public DateSpan {
    Objects.requireNonNull(from, "from");
    if (from.isAfter(Objects.requireNonNull(to, "to"))) {
      throw new IllegalArgumentException("from must not be after to.");
    }
    Check.atLeastZero("offset", offset);
    Check.within("limit", limit, 1, LARGEST_PAGE);
  }

  /** Returns the first page, as large as the broker gives it. */
  public static DateSpan of(LocalDate from, LocalDate to) {
    return new DateSpan(from, to, 0, LARGEST_PAGE);
  }

  /** Returns the page after this one. */
  public DateSpan next() {
    return new DateSpan(from, to, offset + limit, limit);
  }

  ApiRequest in(ApiRequest request) {
    return request
        .query("startDate", from.toString())
        .query("endDate", to.toString())
        .query("offset", String.valueOf(offset))
        .query("limit", String.valueOf(limit));
  }
}
