package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the broker asks before it takes an order, by the ids of its questions. */
final class OrderQuestions {
  private static final BigDecimal VALUE_LIMIT = new BigDecimal("100000");
  private static final BigDecimal SIZE_LIMIT = new BigDecimal("10000");
  private static final BigDecimal PRICE_LIMIT = new BigDecimal("0.03");

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              "o163", "The price of the order is further from the market than the limit of %s."),
          Map.entry("o354", "There is no market data for this contract."),
          Map.entry("o382", "The price of the order exceeds the limit of ticks."),
          Map.entry("o383", "The size of the order exceeds the size limit of %s."),
          Map.entry("o403", "The order will most likely trigger and fill at once."),
          Map.entry("o451", "The value of the order exceeds the total value limit of %s."),
          Map.entry("o2136", "The order mixes allocations."),
          Map.entry("o2137", "There is an order on the other side."),
          Map.entry("o2165", "Fractions do not trade outside regular trading hours."),
          Map.entry("o10082", "The bond has been called."),
          Map.entry("o10138", "The change of size exceeds the limit."),
          Map.entry("o10151", "A market order may be filled far from the last price."),
          Map.entry("o10152", "A stop order becomes a market order once it is triggered."),
          Map.entry("o10153", "A cap price may keep the order from being filled."),
          Map.entry("o10164", "Cash quantities are provided as well as possible."),
          Map.entry("o10223", "The size of a cash quantity order is an estimate."),
          Map.entry("o10288", "A market order for crypto may be filled far from the last price."),
          Map.entry("o10331", "There are several kinds of stop orders, each with its risks."),
          Map.entry("o10332", "The order goes to a partner for crypto."),
          Map.entry("o10333", "The option is at the money when it is exercised."),
          Map.entry("o10334", "The order goes to the omnibus account."),
          Map.entry("o10335", "The order was entered rapidly."),
          Map.entry("o10336", "This contract has limited liquidity."),
          Map.entry("p6", "The order is distributed over several accounts."),
          Map.entry("p12", "The order may be rejected as disruptive if it does not fill at once."));

  private OrderQuestions() {}

  /** One question. */
  record Question(String messageId, String text) {}

  /** The question with an id; every id has one. */
  static Question scripted(String messageId) {
    return question(messageId, "its preset");
  }

  /** What orders raise by themselves, each question once. */
  static List<Question> of(List<OrderTicket> tickets, PriceProcess prices, java.time.Instant now) {
    Map<String, Question> questions = new LinkedHashMap<>();
    for (OrderTicket ticket : tickets) {
      BigDecimal last = prices.at(ticket.instrument().conid(), now).last();
      for (Question question : of(ticket, last)) {
        questions.putIfAbsent(question.messageId(), question);
      }
    }
    return List.copyOf(questions.values());
  }

  private static List<Question> of(OrderTicket ticket, BigDecimal last) {
    List<Question> questions = new ArrayList<>();
    if (ticket.limit() != null && isTooFar(ticket, ticket.limit(), last)) {
      questions.add(question("o163", "3 percent"));
    }
    if (ticket.quantity().compareTo(SIZE_LIMIT) > 0) {
      questions.add(question("o383", SIZE_LIMIT.toPlainString()));
    }
    BigDecimal value = ticket.quantity().multiply(last).multiply(ticket.instrument().multiplier());
    if (value.compareTo(VALUE_LIMIT) > 0) {
      questions.add(
          question("o451", VALUE_LIMIT.toPlainString() + " " + ticket.instrument().currency()));
    }
    if (ticket.type().stopped) {
      questions.add(question("o10331", ""));
    }
    return questions;
  }

  /** Whether a limit gives away more than three percent: a bid above, an offer below the market. */
  private static boolean isTooFar(OrderTicket ticket, BigDecimal limit, BigDecimal last) {
    BigDecimal given = ticket.buy() ? limit.subtract(last) : last.subtract(limit);
    return given.divide(last, 6, RoundingMode.HALF_UP).compareTo(PRICE_LIMIT) > 0;
  }

  private static Question question(String messageId, String limit) {
    String text = TEXTS.getOrDefault(messageId, "The broker has a question.");
    return new Question(
        messageId, text.replace("%s", limit) + "\nAre you sure you want to submit this order?");
  }
}
