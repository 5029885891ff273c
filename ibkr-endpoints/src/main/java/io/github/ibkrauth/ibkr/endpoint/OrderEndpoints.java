package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.OrderTurnException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Intent;
import io.github.ibkrauth.ibkr.OutcomeUnknownException.Wanted;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.json.JsonValue;
import io.github.ibkrauth.ibkr.model.Acknowledgement;
import io.github.ibkrauth.ibkr.model.CancelReceipt;
import io.github.ibkrauth.ibkr.model.LiveOrders;
import io.github.ibkrauth.ibkr.model.OrderPreview;
import io.github.ibkrauth.ibkr.model.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Placing, changing, cancelling, previewing and looking at orders. They need the brokerage session
 * and its list of accounts, both of which are seen to.
 *
 * <p><b>Sent once.</b> What places, changes or cancels an order, and the answer to a question about
 * one, goes out once, whatever fails. When it may have left this program and no word of the broker
 * says what became of it, there is an {@link OutcomeUnknownException}: look with {@link
 * #resolve(OutcomeUnknownException)} before anything is sent again. Every other exception means
 * that the broker did not take it.
 *
 * <p><b>Questions.</b> The broker may ask before it takes an order. A {@link QuestionPolicy}
 * decides; without one every question is answered with no.
 *
 * <p><b>One at a time.</b> For each account one conversation about orders runs at a time, because
 * the next would kill the question that is open. Others wait for up to 30 s, and then fail with
 * {@link OrderTurnException} without having sent anything.
 *
 * <p>Thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class OrderEndpoints {

  private final ApiCalls calls;
  private final AuthRuntime runtime;
  private final ClientOrderIds ids;
  private final OrderTurns turns = new OrderTurns(OrderTurns.LONGEST_WAIT);
  private final Suppressions suppressions;
  private final OutcomeSearch search;

  /**
   * Creates the group.
   *
   * @param calls makes the calls
   * @param runtime gives time and random ids
   */
  public OrderEndpoints(ApiCalls calls, AuthRuntime runtime) {
    this(calls, runtime, replay -> {});
  }

  /**
   * Creates the group.
   *
   * @param calls makes the calls
   * @param runtime gives time and random ids
   * @param onEstablished is given what is to be done whenever the brokerage session was established
   */
  public OrderEndpoints(ApiCalls calls, AuthRuntime runtime, Consumer<Runnable> onEstablished) {
    this.calls = Objects.requireNonNull(calls, "calls");
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    this.ids = new ClientOrderIds(runtime.random());
    this.suppressions = new Suppressions(calls);
    this.search = new OutcomeSearch(calls, runtime);
    onEstablished.accept(suppressions::replay);
  }

  /**
   * Places an order, a bracket or a group, and answers every question with no.
   *
   * @param accountId the account
   * @param plan what to place
   * @return how it ended
   * @throws OutcomeUnknownException when that is not known
   */
  public OrderResult place(String accountId, OrderPlan plan) {
    return place(accountId, plan, QuestionPolicy.rejectAll());
  }

  /**
   * Places an order, a bracket or a group.
   *
   * @param accountId the account
   * @param plan what to place; an order without a client order id is given a random one
   * @param policy which questions are answered with yes
   * @return how it ended
   * @throws OutcomeUnknownException when that is not known
   */
  public OrderResult place(String accountId, OrderPlan plan, QuestionPolicy policy) {
    Check.accountId("accountId", accountId);
    Objects.requireNonNull(policy, "policy");
    Tickets tickets = Tickets.of(Objects.requireNonNull(plan, "plan"), accountId, ids::next);
    return talk(
        new Wanted(Intent.PLACE, accountId, tickets.clientOrderIds(), 0, now(), null),
        of(OrderCatalog.PLACE, accountId).body(tickets.body()),
        policy);
  }

  /**
   * Changes an order, and answers every question with no.
   *
   * @param accountId the account
   * @param orderId the broker's order id
   * @param order the whole order as it is to be
   * @return how it ended
   * @throws OutcomeUnknownException when that is not known
   */
  public OrderResult modify(String accountId, long orderId, OrderRequest order) {
    return modify(accountId, orderId, order, QuestionPolicy.rejectAll());
  }

  /**
   * Changes an order.
   *
   * @param accountId the account
   * @param orderId the broker's order id
   * @param order the whole order as it is to be; it keeps its client order id, unless that is given
   *     too
   * @param policy which questions are answered with yes
   * @return how it ended
   * @throws OutcomeUnknownException when that is not known
   */
  public OrderResult modify(
      String accountId, long orderId, OrderRequest order, QuestionPolicy policy) {
    Check.accountId("accountId", accountId);
    Check.id("orderId", orderId);
    Objects.requireNonNull(policy, "policy");
    JsonObject ticket = Objects.requireNonNull(order, "order").ticketFor(accountId).build();
    return talk(
        new Wanted(Intent.MODIFY, accountId, List.of(), orderId, now(), ticket.toJson()),
        of(OrderCatalog.MODIFY, accountId).path("orderId", String.valueOf(orderId)).body(ticket),
        policy);
  }

  /**
   * Asks the broker to cancel an order. The receipt is no result: the order may still be filled.
   *
   * @param accountId the account
   * @param orderId the broker's order id
   * @throws OutcomeUnknownException when it is not known whether the broker took the wish
   * @throws io.github.ibkrauth.ibkr.RequestRefusedException when it says no, such as to an order
   *     that has ended
   */
  public CancelReceipt cancel(String accountId, long orderId) {
    Check.accountId("accountId", accountId);
    Check.id("orderId", orderId);
    Wanted wanted = new Wanted(Intent.CANCEL, accountId, List.of(), orderId, now(), null);
    ApiRequest request =
        of(OrderCatalog.CANCEL, accountId).path("orderId", String.valueOf(orderId));
    return turns.take(
        accountId,
        OrderCatalog.CANCEL,
        () ->
            new OrderTalk(calls, runtime.clock(), wanted, QuestionPolicy.rejectAll())
                .runOnce(request, OrderEndpoints::receipt));
  }

  /**
   * Returns what an order, a bracket or a group would cost and change. Places nothing, and uses up
   * no client order id.
   *
   * @param accountId the account
   * @param plan what to preview
   * @throws io.github.ibkrauth.ibkr.RequestRefusedException when the broker would refuse it
   */
  public OrderPreview preview(String accountId, OrderPlan plan) {
    Check.accountId("accountId", accountId);
    Tickets tickets =
        Tickets.forPreview(Objects.requireNonNull(plan, "plan"), accountId, ids::next);
    ApiRequest request = of(OrderCatalog.PREVIEW, accountId).body(tickets.body());
    return turns.take(
        accountId,
        OrderCatalog.PREVIEW,
        () -> calls.call(request, body -> IbkrJson.object(body, OrderPreview::new)));
  }

  /**
   * Looks once for what became of an order whose answer was lost. Never throws for what the broker
   * answers. When absence could be proof, it waits 5 s or more between two calls, which is the
   * broker's limit.
   *
   * @param unknown what was thrown
   */
  public Resolution resolve(OutcomeUnknownException unknown) {
    return search.look(wanted(unknown));
  }

  /**
   * Looks again and again for what became of an order whose answer was lost, until that is known.
   *
   * @param unknown what was thrown
   * @param patience for how long; a minute is enough when the broker answers
   */
  public Resolution resolve(OutcomeUnknownException unknown, Duration patience) {
    return search.look(wanted(unknown), Objects.requireNonNull(patience, "patience"));
  }

  /**
   * Looks for an order by its client order id, such as after a restart of the program.
   *
   * @param accountId the account
   * @param clientOrderId with which it was placed
   * @param attemptedAt when that was; if it is not known, now, with some patience
   * @param patience for how long to look; zero for one look
   */
  public Resolution resolve(
      String accountId, String clientOrderId, Instant attemptedAt, Duration patience) {
    Check.accountId("accountId", accountId);
    Check.clientOrderId("clientOrderId", clientOrderId);
    return search.look(
        new Wanted(
            Intent.PLACE,
            accountId,
            List.of(clientOrderId),
            0,
            Objects.requireNonNull(attemptedAt, "attemptedAt"),
            null),
        Objects.requireNonNull(patience, "patience"));
  }

  /**
   * Tells the broker not to ask these questions: it takes orders as if they had been answered with
   * yes. It holds until {@link #resetSuppression()}, also in later brokerage sessions of this
   * client.
   *
   * @param messageIds such as {@code "o163"}; at most 51 altogether
   */
  public Acknowledgement suppress(Collection<String> messageIds) {
    return suppressions.add(messageIds);
  }

  /** Lets the broker ask all questions again. */
  public Acknowledgement resetSuppression() {
    return suppressions.reset();
  }

  /** Returns the questions that this client has suppressed, without asking the broker. */
  public List<String> suppressed() {
    return suppressions.ids();
  }

  /**
   * Returns the orders that work, and those that were filled or cancelled in this brokerage
   * session. The first answer of a session may not be whole: see {@link LiveOrders#snapshot()}. At
   * most one call in five seconds.
   *
   * @param filters which states are wanted; all when there is none
   */
  public LiveOrders live(Filter... filters) {
    ApiRequest request = ApiRequest.to(OrderCatalog.LIVE);
    if (filters.length > 0) {
      request.query(
          "filters",
          Arrays.stream(filters)
              .map(filter -> filter.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(",")));
    }
    return calls.call(request, body -> IbkrJson.object(body, LiveOrders::new));
  }

  /**
   * Makes the broker look its orders up anew; the answer is empty, and the next one is fresh.
   * Counts as a call of {@link #live}.
   */
  public LiveOrders refresh() {
    return calls.call(
        ApiRequest.to(OrderCatalog.LIVE).query("force", "true"),
        body -> IbkrJson.object(body, LiveOrders::new));
  }

  /**
   * Returns an order of this brokerage session in full. For one of an earlier session, or of
   * another account than the chosen one, the broker answers 503.
   *
   * @param orderId the broker's order id
   */
  public OrderStatus status(long orderId) {
    return calls.call(
        ApiRequest.to(OrderCatalog.STATUS)
            .path("orderId", String.valueOf(Check.id("orderId", orderId))),
        body -> IbkrJson.object(body, OrderStatus::new));
  }

  private OrderResult talk(Wanted wanted, ApiRequest first, QuestionPolicy policy) {
    return turns.take(
        wanted.accountId(),
        first.endpoint(),
        () -> new OrderTalk(calls, runtime.clock(), wanted, policy).run(first));
  }

  private Instant now() {
    return runtime.clock().instant();
  }

  private static ApiRequest of(Endpoint endpoint, String accountId) {
    return ApiRequest.to(endpoint).path("accountId", accountId);
  }

  /** Reads a receipt, alone or in a list; one that says nothing is none. */
  private static CancelReceipt receipt(JsonValue body) {
    List<CancelReceipt> receipts = IbkrJson.listOrOne(body, CancelReceipt::new);
    CancelReceipt receipt =
        receipts.size() == 1 ? receipts.get(0) : IbkrJson.object(body, CancelReceipt::new);
    if (receipt.orderId().isEmpty() && receipt.message().isEmpty()) {
      receipt.json().requireWhole("order_id");
    }
    return receipt;
  }

  private static Wanted wanted(OutcomeUnknownException unknown) {
    return new Wanted(
        unknown.intent(),
        unknown.accountId(),
        unknown.clientOrderIds(),
        unknown.orderId().orElse(0),
        unknown.at(),
        unknown.ticket().orElse(null));
  }

  /** Which orders are wanted. */
  public enum Filter {
    /** Rejected, or waiting for something that they need. */
    INACTIVE,
    /** On their way. */
    PENDING_SUBMIT,
    /** Held by the broker until a condition is met. */
    PRE_SUBMITTED,
    /** Working. */
    SUBMITTED,
    /** Filled whole. */
    FILLED,
    /** Whose cancellation is on its way. */
    PENDING_CANCEL,
    /** Cancelled. */
    CANCELLED,
    /** Held back by a warning. */
    WARN_STATE,
    /** All, in the order of their times. */
    SORT_BY_TIME
  }
}
