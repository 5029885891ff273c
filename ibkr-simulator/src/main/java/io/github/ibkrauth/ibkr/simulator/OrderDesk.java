package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.OrderQuestions.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders and changes of orders, and asks before it books. A question dies when something else
 * is sent about orders in its brokerage session, when that session is lost, or after a while.
 * Thread-safe.
 */
final class OrderDesk {
  /** How long a question waits for its answer. */
  static final Duration QUESTION_LIFE = Duration.ofMinutes(2);

  private static final int DEAD_KEPT = 1_000;

  /** Something that waits for answers before it happens. */
  private static final class Conversation {
    final TradingSession session;
    final Supplier<List<BookedOrder>> deed;
    final Deque<Question> questions;
    String id = "";
    Instant askedAt = Instant.EPOCH;

    Conversation(
        TradingSession session, Supplier<List<BookedOrder>> deed, List<Question> questions) {
      this.session = session;
      this.deed = deed;
      this.questions = new ArrayDeque<>(questions);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TradingSession, Conversation> waiting = new HashMap<>();
  private final Map<String, Conversation> dead = new LinkedHashMap<>();
  private final OrderBook book;
  private final OrderChecks checks;
  private final OrderReader reader;
  private final BookScript script;
  private final PriceProcess prices;
  private final InstantSource time;

  OrderDesk(
      OrderBook book,
      OrderChecks checks,
      OrderReader reader,
      BookScript script,
      PriceProcess prices,
      InstantSource time) {
    this.book = book;
    this.checks = checks;
    this.reader = reader;
    this.script = script;
    this.prices = prices;
    this.time = time;
  }

  Answer place(Call call, Trader trader) {
    String account = trader.account(call);
    return locked(
        () -> {
          drop(trader.session());
          List<OrderTicket> tickets = reader.orders(call, account);
          tickets.stream()
              .map(OrderTicket::clientOrderId)
              .filter(id -> !id.isEmpty())
              .forEach(script::submitted);
          rejectIfScripted();
          for (OrderTicket ticket : tickets) {
            if (book.isTaken(account, ticket.clientOrderId())) {
              throw OrderRefusals.duplicate(ticket.clientOrderId());
            }
            if (ticket.parentRef().isEmpty()) {
              checks.check(ticket, time.instant());
            }
          }
          return talk(
              new Conversation(
                  trader.session(),
                  () -> book.book(tickets, trader.session()),
                  questions(tickets, trader.session())));
        });
  }

  Answer change(Call call, Trader trader, long orderId) {
    String account = trader.account(call);
    return locked(
        () -> {
          drop(trader.session());
          checkOwner(account, orderId);
          OrderTicket changed = reader.change(call, book.ticket(orderId));
          rejectIfScripted();
          return talk(
              new Conversation(
                  trader.session(),
                  () -> List.of(book.change(orderId, changed)),
                  questions(List.of(changed), trader.session())));
        });
  }

  BookedOrder cancel(Call call, Trader trader, long orderId) {
    String account = trader.account(call);
    return locked(
        () -> {
          drop(trader.session());
          checkOwner(account, orderId);
          return book.cancel(orderId);
        });
  }

  OrderTicket preview(Call call, Trader trader) {
    String account = trader.account(call);
    return locked(
        () -> {
          drop(trader.session());
          return reader.orders(call, account).get(0);
        });
  }

  /** Returns what would be asked about an order. */
  List<Question> wouldAsk(OrderTicket ticket) {
    return script.asksByItself
        ? OrderQuestions.of(List.of(ticket), prices, time.instant())
        : List.of();
  }

  Answer reply(String questionId, boolean confirmed, Trader trader) {
    return locked(
        () -> {
          Conversation conversation = waiting.get(trader.session());
          boolean current = conversation != null && conversation.id.equals(questionId);
          if (conversation != null && (!current || isOver(conversation))) {
            drop(trader.session());
          }
          if (!current || conversation == null || dead.containsKey(questionId)) {
            return outdated(questionId, confirmed);
          }
          if (!confirmed) {
            waiting.remove(trader.session());
            return Answer.error(200, "Order not confirmed");
          }
          return talk(conversation);
        });
  }

  /** Lets every question die. */
  void forgetQuestions() {
    locked(
        () -> {
          List.copyOf(waiting.keySet()).forEach(this::drop);
          return true;
        });
  }

  private Answer outdated(String questionId, boolean confirmed) {
    // A question of a session that was lost is dead, and was told so to nobody.
    List.copyOf(waiting.values()).stream()
        .filter(lost -> lost.id.equals(questionId))
        .forEach(lost -> drop(lost.session));
    Conversation conversation = dead.remove(questionId);
    if (conversation != null && confirmed && script.outdatedRepliesGoLive) {
      conversation.deed.get();
    }
    throw OrderRefusals.unavailable(
        conversation == null ? "there is no such question" : "the question is dead");
  }

  private Answer talk(Conversation conversation) {
    Question question = conversation.questions.poll();
    if (question == null) {
      waiting.remove(conversation.session);
      return OrderViews.submitted(conversation.deed.get());
    }
    conversation.id = UUID.randomUUID().toString();
    conversation.askedAt = time.instant();
    waiting.put(conversation.session, conversation);
    return Answer.json(
        List.of(
            new JsonObject()
                .put("id", conversation.id)
                .put("message", List.of(question.text()))
                .put("isSuppressed", false)
                .put("messageIds", List.of(question.messageId()))));
  }

  private List<Question> questions(List<OrderTicket> tickets, TradingSession session) {
    List<Question> questions = new ArrayList<>();
    script.nextQuestions().stream().map(OrderQuestions::scripted).forEach(questions::add);
    if (script.asksByItself) {
      OrderQuestions.of(tickets, prices, time.instant()).stream()
          .filter(own -> questions.stream().noneMatch(q -> q.messageId().equals(own.messageId())))
          .toList()
          .forEach(questions::add);
    }
    questions.removeIf(question -> session.suppressed().contains(question.messageId()));
    return questions;
  }

  private void rejectIfScripted() {
    String rejection = script.nextRejection();
    if (rejection != null) {
      throw OrderRefusals.refused(rejection);
    }
  }

  private void checkOwner(String account, long orderId) {
    if (book.order(orderId).filter(order -> order.account().equals(account)).isEmpty()) {
      throw OrderRefusals.noSuchOrder(orderId);
    }
  }

  private boolean isOver(Conversation conversation) {
    return !time.instant().isBefore(conversation.askedAt.plus(QUESTION_LIFE));
  }

  private void drop(TradingSession session) {
    @Nullable Conversation conversation = waiting.remove(session);
    if (conversation != null) {
      if (dead.size() == DEAD_KEPT) {
        dead.remove(dead.keySet().iterator().next());
      }
      dead.put(conversation.id, conversation);
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
