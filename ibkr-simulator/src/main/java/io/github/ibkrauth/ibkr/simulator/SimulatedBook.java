package io.github.ibkrauth.ibkr.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The orders and executions of the simulated broker, for tests: what is really in the book,
 * whatever clients were told, and what shall happen to the orders to come.
 *
 * <p>Orders meet the prices of the {@link PriceProcess} by the simulator's clock. Nothing runs in
 * the background: what became due happens at the next request, or when this book is looked at, with
 * the time at which it was due. Thread-safe.
 */
public final class SimulatedBook {
  private final OrderBook book;
  private final BookScript script;
  private final OrderDesk desk;

  SimulatedBook(OrderBook book, BookScript script, OrderDesk desk) {
    this.book = book;
    this.script = script;
    this.desk = desk;
  }

  /** Every order that was ever booked, in the order of booking. */
  public List<BookedOrder> orders() {
    return book.orders(order -> true);
  }

  /** The order with a broker's id. */
  public Optional<BookedOrder> order(long orderId) {
    return book.order(orderId);
  }

  /**
   * The orders that were booked with a client order id. More than one is what must not happen; the
   * broker refuses a second one for a day, unless {@link #acceptDuplicates} lets it in.
   */
  public List<BookedOrder> ordersWith(String clientOrderId) {
    Objects.requireNonNull(clientOrderId, "clientOrderId");
    return book.orders(order -> order.clientOrderId().equals(clientOrderId));
  }

  /**
   * How often an order with a client order id was asked for: requests that took effect at the
   * broker, booked or not. A preview does not count.
   */
  public int submissions(String clientOrderId) {
    return script.submissions(Objects.requireNonNull(clientOrderId, "clientOrderId"));
  }

  /** Every execution, in the order in which they happened. */
  public List<BookedTrade> trades() {
    return book.trades(trade -> true);
  }

  /**
   * Tells a listener everything that happens from now on, each event once, in order and one at a
   * time, on whatever thread made it happen. A listener must be quick and may use this book; an
   * exception it throws reaches whoever made the event happen.
   *
   * @return ends it
   */
  public AutoCloseable listen(Consumer<? super BookEvent> listener) {
    return book.events().listen(Objects.requireNonNull(listener, "listener"));
  }

  /** The sequence number of the latest event; 0 before the first. */
  public long latestSequence() {
    return book.events().latest();
  }

  /** Lets happen by now what the market has done to the orders; listeners are told. */
  public void settle() {
    book.settle();
  }

  // What shall happen.

  /** How orders are filled from now on, those in the book included. */
  public void fillPolicy(FillPolicy policy) {
    book.fillPolicy(Objects.requireNonNull(policy, "policy"));
  }

  /**
   * Fills a working order now, whatever the market says.
   *
   * @param quantity no more than what remains
   * @return the execution
   * @throws IllegalArgumentException if the order is not working, or has not so much left
   */
  public BookedTrade fill(long orderId, BigDecimal quantity, BigDecimal price) {
    return book.fill(orderId, quantity, price);
  }

  /**
   * Makes the next order, or group of orders, or change of one, raise these questions, one after
   * the other, besides those it raises by itself. Suppressed ones are not asked.
   *
   * @param messageIds such as {@code o163}
   */
  public void askNext(String... messageIds) {
    script.ask(List.of(messageIds));
  }

  /**
   * Whether orders raise questions by their own size, price and type; they do unless told not to.
   */
  public void askByItself(boolean value) {
    script.asksByItself = value;
  }

  /** Makes the broker refuse the next order with a text, in an answer with status 200. */
  public void rejectNext(String text) {
    script.reject(Objects.requireNonNull(text, "text"));
  }

  /** Makes the broker book the next order and then put it down as {@code Inactive}. */
  public void deactivateNext(String reason) {
    script.deactivate(Objects.requireNonNull(reason, "reason"));
  }

  /**
   * Whether a client order id may be used twice in a day. With {@code true} nothing at the broker
   * hides a request that was sent twice.
   */
  public void acceptDuplicates(boolean value) {
    script.acceptsDuplicates = value;
  }

  /**
   * Whether a cancel stays {@code PendingCancel}, and the order can still be filled, until this is
   * set to {@code false} again.
   */
  public void holdCancels(boolean value) {
    script.holdsCancels = value;
    if (!value) {
      book.releaseCancels();
    }
  }

  /**
   * Whether confirming a question that is dead, which is answered with 503, books the order all the
   * same, as was seen at the broker.
   */
  public void outdatedRepliesGoLive(boolean value) {
    script.outdatedRepliesGoLive = value;
  }

  /** Lets every question that waits for its answer die. */
  public void forgetQuestions() {
    desk.forgetQuestions();
  }
}
