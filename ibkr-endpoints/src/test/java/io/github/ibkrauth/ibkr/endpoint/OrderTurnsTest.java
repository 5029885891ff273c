package io.github.ibkrauth.ibkr.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.ibkr.NoAnswerException;
import io.github.ibkrauth.ibkr.OrderTurnException;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Placed;
import io.github.ibkrauth.ibkr.model.OrderSide;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One conversation at a time for each account. */
@Timeout(60)
class OrderTurnsTest {

  private static final String PLACE = "/iserver/account/U1/orders";
  private static final String ORDER = "/iserver/account/U1/order/5";
  private static final String TAKEN = "[{\"order_id\":\"5\",\"order_status\":\"Submitted\"}]";
  private static final String QUESTION =
      "[{\"id\":\"q1\",\"message\":[\"sure?\"],\"isSuppressed\":false,\"messageIds\":[\"o163\"]}]";
  private static final OrderRequest LIMIT =
      OrderRequest.limit(7, OrderSide.BUY, BigDecimal.TEN, new BigDecimal("150"))
          .clientOrderId("mine");

  private final Script script = new Script();
  private final OrderEndpoints orders = new OrderEndpoints(script.calls, script.runtime);

  @Test
  void turns_whenAConversationRuns_areWaitedForByTheSameAccountOnly() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch decided = new CountDownLatch(1);
    script
        .on("POST", PLACE, QUESTION, TAKEN)
        .on("POST", "/iserver/account/U2/orders", TAKEN)
        .on("POST", "/iserver/reply/q1", TAKEN);
    Thread first =
        new Thread(
            () ->
                orders.place(
                    "U1",
                    LIMIT,
                    question -> {
                      asked.countDown();
                      return await(decided);
                    }));
    first.start();
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(orders.place("U2", LIMIT)).isInstanceOf(Placed.class);
    Thread second = new Thread(() -> orders.place("U1", LIMIT));
    second.start();
    while (second.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    AtomicReference<Throwable> told = new AtomicReference<>();
    Thread third =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                orders.cancel("U1", 5);
              } catch (NoAnswerException e) {
                told.set(Thread.currentThread().isInterrupted() ? e : null);
              }
            });
    third.start();
    third.join(20_000);
    assertThat(told.get()).hasMessageContaining("interrupted");
    assertThat(script.sent()).hasSize(2);
    decided.countDown();
    first.join(20_000);
    second.join(20_000);
    assertThat(script.sent())
        .containsExactly(
            "POST " + PLACE,
            "POST /iserver/account/U2/orders",
            "POST /iserver/reply/q1",
            "POST " + PLACE);
  }

  @Test
  void turns_whenTheWaitIsTooLong_sayThatNothingWasSent() throws Exception {
    OrderTurns turns = new OrderTurns(Duration.ofMillis(20));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                turns.take(
                    "U1",
                    OrderCatalog.PLACE,
                    () -> {
                      inside.countDown();
                      return await(done);
                    }));
    holder.start();
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    OrderTurnException e =
        catchThrowableOfType(
            OrderTurnException.class, () -> turns.take("U1", OrderCatalog.CANCEL, () -> 1));
    assertThat(e).hasMessageContaining("was not sent").hasMessageContaining("U1");
    assertThat(e.outcomeUnknown()).isFalse();
    assertThat(e.retryable()).isTrue();
    done.countDown();
    holder.join(20_000);
    assertThat(turns.<Integer>take("U1", OrderCatalog.CANCEL, () -> 1)).isEqualTo(1);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
