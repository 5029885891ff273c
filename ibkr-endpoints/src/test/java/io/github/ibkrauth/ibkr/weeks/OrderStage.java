package io.github.ibkrauth.ibkr.weeks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedBook;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import io.github.ibkrauth.ibkr.weeks.OrderTrial.Deed;
import io.github.ibkrauth.ibkr.weeks.OrderTrial.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * A client and a simulator whose book says what is true. Each play is one intent that meets one
 * fault; it checks that the intent reached the broker once at most, and that what the caller is
 * told, at once and by looking later, is so. Used by one thread.
 */
final class OrderStage implements AutoCloseable {

  /** What a caller knows in the end. */
  enum Known {
    /** Told at once that it is so. */
    DONE,
    /** Told at once that it is not so. */
    NOT_DONE,
    /** Found out later that it is so. */
    FOUND,
    /** Found out later that it is not so. */
    ABSENT,
    /** Never known. */
    UNKNOWN
  }

  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration A_WHILE = Duration.ofMinutes(20);
  private static final Instant START = Instant.parse("2026-07-07T14:00:00Z");
  private static final BigDecimal FEW = new BigDecimal("2");
  private static final BigDecimal MORE = new BigDecimal("3");

  final SimulatorClock clock = SimulatorClock.fixedAt(START);
  final IbkrSimulator simulator =
      IbkrSimulator.builder().clock(clock).announceSilence(true).requestsKept(500).start();
  final SimulatedBook book = simulator.book();
  final IbkrClient ibkr;
  private final String strategy;
  private final WeekTime time = new WeekTime(clock, () -> Duration.ZERO);
  private final OrderWire wire;
  private final AuthRuntime runtime;
  private final String account;
  private final long conid;
  private int plays;

  OrderStage(String strategy, long seed) {
    this.strategy = strategy;
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", simulator.configuration(strategy))
            .build();
    this.wire = new OrderWire(new InstantSilence(Stage.carrier(config), time, SILENCE));
    this.runtime =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(time)
            .scheduler(time)
            .executor(Runnable::run)
            .random(new Random(seed))
            .service(HttpTransport.class, wire)
            .build();
    this.ibkr = IbkrClient.builder(config).runtime(runtime).build();
    this.account = simulator.credentials().accountIds().get(0);
    humanLogsIn();
    this.conid =
        ibkr.portfolio()
            .positions(account)
            .filter(
                position -> position.assetClass().filter(c -> c.code().equals("STK")).isPresent())
            .findFirst()
            .orElseThrow()
            .conid();
    book.acceptDuplicates(true);
    book.askByItself(false);
    book.fillPolicy(FillPolicy.NEVER);
  }

  /** Something that happens beside the fault. */
  interface Trouble {
    /** Before the intent. */
    default void before() {}

    /** While a question waits for its answer. */
    default void asked() {}

    /** Before the caller looks. */
    default void looking() {}
  }

  /** Plays once. */
  Known play(Deed deed, Fault fault, Trouble trouble) {
    String id = strategy.charAt(0) + "-" + ++plays;
    settle();
    OrderRequest before = order(FEW).clientOrderId(id);
    long orderId = deed.places() ? 0 : placed(before);
    if (deed.asked) {
      book.askNext("o163", "o354");
    }
    trouble.before();
    simulator.requests().clear();
    arm(deed, fault, orderId);
    Known known;
    try {
      known = act(deed, before, orderId, trouble) ? Known.DONE : Known.NOT_DONE;
    } catch (OutcomeUnknownException e) {
      calm();
      trouble.looking();
      known = look(e);
    } catch (IbkrException | AuthException e) {
      known = Known.NOT_DONE;
    }
    check(deed, id, orderId, known);
    calm();
    // What was told stays true.
    wait(Duration.ofSeconds(50));
    check(deed, id, orderId, known);
    tidy(id);
    if (fault.stopsEverything()) {
      wait(A_WHILE);
    }
    return known;
  }

  private boolean act(Deed deed, OrderRequest before, long orderId, Trouble trouble) {
    QuestionPolicy policy =
        question -> {
          trouble.asked();
          return true;
        };
    return switch (deed) {
      case PLACE, REPLY ->
          ibkr.orders().place(account, before, policy) instanceof OrderResult.Placed;
      case MODIFY, MODIFY_REPLY ->
          ibkr.orders().modify(account, orderId, order(MORE), policy) instanceof OrderResult.Placed;
      case CANCEL -> ibkr.orders().cancel(account, orderId).orderId().isPresent();
    };
  }

  private Known look(OutcomeUnknownException e) {
    Resolution found = ibkr.orders().resolve(e, PATIENCE);
    if (found instanceof Resolution.StillUnknown) {
      calm();
      wait(A_WHILE);
      settle();
      found = ibkr.orders().resolve(e, PATIENCE);
    }
    if (found instanceof Resolution.Placed) {
      return Known.FOUND;
    }
    return found instanceof Resolution.NotPlaced ? Known.ABSENT : Known.UNKNOWN;
  }

  private void check(Deed deed, String id, long orderId, Known known) {
    assertThat(book.ordersWith(id)).as("orders with one client order id").hasSizeLessThan(2);
    assertThat(book.submissions(id)).as("times it was sent").isLessThan(2);
    boolean done =
        switch (deed) {
          case PLACE, REPLY -> !book.ordersWith(id).isEmpty();
          case MODIFY, MODIFY_REPLY ->
              book.order(orderId).orElseThrow().quantity().compareTo(MORE) == 0;
          case CANCEL -> book.order(orderId).orElseThrow().status().equals("Cancelled");
        };
    if (known != Known.UNKNOWN) {
      assertThat(done)
          .as("what the book says, and the caller knows it as %s", known)
          .isEqualTo(known == Known.DONE || known == Known.FOUND);
    }
    String path =
        deed.places() ? orders() : "/v1/api/iserver/account/" + account + "/order/" + orderId;
    assertThat(simulator.requests().count(deed == Deed.CANCEL ? "DELETE" : "POST", path))
        .as("requests for one intent")
        .isLessThan(2);
  }

  private void arm(Deed deed, Fault fault, long orderId) {
    String method = deed == Deed.CANCEL ? "DELETE" : "POST";
    String path =
        deed.asked
            ? "/v1/api/iserver/reply/*"
            : deed.places() ? orders() : "/v1/api/iserver/account/" + account + "/order/" + orderId;
    if (fault.atBroker() != null) {
      fault.atBroker().accept(simulator.faults().on(method, path));
    } else if (fault.sent() < 0) {
      wire.refuse(method, path.replace("*", ".*"));
    } else {
      wire.cut(method, path.replace("*", ".*"), fault.sent());
    }
  }

  /** Forgets the faults that were not met. */
  void calm() {
    simulator.faults().clear();
    wire.clear();
  }

  /** Brings the session up, whatever came before. */
  private void settle() {
    for (int tries = 0; tries < 5; tries++) {
      humanLogsIn();
      try {
        ibkr.brokerage().open();
        ibkr.accounts().list();
        return;
      } catch (IbkrException | AuthException e) {
        wait(A_WHILE);
      }
    }
    throw new AssertionError("The session does not come up: " + ibkr.brokerage().status());
  }

  private void humanLogsIn() {
    if (strategy.equals("gateway-session") && !simulator.gateway().isLoggedIn()) {
      simulator.gateway().logIn();
    }
  }

  private long placed(OrderRequest order) {
    // An intent before this one may have left its questions behind.
    OrderResult result = ibkr.orders().place(account, order, question -> true);
    return ((OrderResult.Placed) result).placed().get(0).orderId();
  }

  /** Takes the order out of the book's way. */
  private void tidy(String id) {
    simulator.requests().clear();
    book.ordersWith(id).stream()
        .filter(order -> order.isWorking() && !order.status().equals("PendingCancel"))
        .forEach(
            order -> {
              settle();
              ibkr.orders().cancel(account, order.orderId());
            });
    if (plays % 50 == 0) {
      // The list of orders is as long as the session.
      simulator.faults().brokerageResetNow();
    }
  }

  private OrderRequest order(BigDecimal quantity) {
    return OrderRequest.limit(conid, OrderSide.BUY, quantity, BigDecimal.ONE).goodTillCancelled();
  }

  private String orders() {
    return "/v1/api/iserver/account/" + account + "/orders";
  }

  private void wait(Duration span) {
    time.runUntil(clock.instant().plus(span));
  }

  @Override
  public void close() {
    ibkr.close();
    runtime.close();
    try {
      wire.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      simulator.close();
    }
  }
}
