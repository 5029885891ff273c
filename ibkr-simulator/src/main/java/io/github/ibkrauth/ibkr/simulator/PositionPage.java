package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an account's positions, sorted as the query asks: by a field of the position, name
 * when it names none.
 */
final class PositionPage {
  private PositionPage() {}

  static List<JsonObject> of(AccountBook account, Call call) {
    int page = pageNumber(call.variable("page"));
    boolean full = !call.queryParameter("waitForSecDef").filter("false"::equals).isPresent();
    if (call.queryParameter("model").filter(model -> !model.isEmpty()).isPresent()) {
      return List.of();
    }
    String field = call.queryParameter("sort").orElse("name");
    Comparator<JsonObject> order = comparator(field);
    if (call.queryParameter("direction").filter("d"::equals).isPresent()) {
      order = order.reversed();
    }
    return account.positions().stream()
        .sorted(Comparator.comparing(held -> PositionViews.full(account, held), order))
        .skip((long) page * PositionViews.PAGE_SIZE)
        .limit(PositionViews.PAGE_SIZE)
        .map(held -> full ? PositionViews.full(account, held) : PositionViews.brief(account, held))
        .toList();
  }

  private static int pageNumber(String text) {
    try {
      int page = Integer.parseInt(text);
      if (page >= 0) {
        return page;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a negative number.
    }
    throw new Refusal(Answer.invalidArgument("pageId", "Not a page number"));
  }

  private static Comparator<JsonObject> comparator(String field) {
    Comparator<JsonObject> byConid = Comparator.comparing(row -> (Integer) row.get("conid"));
    return Comparator.<JsonObject, BigDecimal>comparing(row -> number(row.get(field)))
        .thenComparing(row -> row.get(field) instanceof String text ? text : "")
        .thenComparing(byConid);
  }

  private static BigDecimal number(@Nullable Object value) {
    return value instanceof Number number ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
  }
}
