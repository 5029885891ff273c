package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ibkrauth.ibkr.endpoint.Bracket;
import io.github.ibkrauth.ibkr.endpoint.OneCancelsAll;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Declined;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Placed;
import io.github.ibkrauth.ibkr.endpoint.OrderResult.Refused;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.FillPolicy;
import io.github.ibkrauth.ibkr.simulator.SimulatedBook;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders against the simulator: what it understands of them, and what it asks. */
class SimulatedOrdersTest {

  private static final BigDecimal TWO = new BigDecimal("2");

  private static Broker broker;
  private static IbkrClient ibkr;
  private static SimulatedBook book;
  private static String account;
  private static long conid;
  private static int count;

  @BeforeAll
  static void start() {
    broker = Broker.start();
    book = broker.simulator.book();
    ibkr = broker.connect();
    account = broker.account();
    conid =
        ibkr.portfolio()
            .positions(account)
            .filter(
                position -> position.assetClass().filter(c -> c.code().equals("STK")).isPresent())
            .findFirst()
            .orElseThrow()
            .conid();
  }

  @AfterAll
  static void close() {
    ibkr.close();
    broker.close();
  }

  @BeforeEach
  void calm() {
    broker.simulator.faults().clear();
    book.askByItself(false);
    book.fillPolicy(FillPolicy.NEVER);
  }

  private static String id() {
    return "order-" + ++count;
  }

  private static OrderRequest limit(String price) {
    return OrderRequest.limit(conid, OrderSide.BUY, TWO, new BigDecimal(price)).clientOrderId(id());
  }

  private static BookedOrder booked(OrderRequest order) {
    List<BookedOrder> orders = book.ordersWith(order.clientOrderId().orElseThrow());
    assertThat(orders).hasSize(1);
    return orders.get(0);
  }

  @Test
  void place_whenOfEachKindThatTheSimulatorTrades_isBookedAsMeant() {
    BigDecimal one = BigDecimal.ONE;
    List<OrderRequest> orders =
        List.of(
            OrderRequest.market(conid, OrderSide.BUY, TWO),
            OrderRequest.limit(conid, OrderSide.SELL, TWO, one),
            OrderRequest.stop(conid, OrderSide.BUY, TWO, new BigDecimal("5000")),
            OrderRequest.stopLimit(
                conid, OrderSide.BUY, TWO, new BigDecimal("5000"), new BigDecimal("5001")),
            OrderRequest.midprice(conid, OrderSide.BUY, TWO));
    for (OrderRequest bare : orders) {
      OrderRequest order = bare.clientOrderId(id()).goodTillCancelled();
      Placed placed = (Placed) ibkr.orders().place(account, order);
      BookedOrder booked = booked(order);
      assertThat(placed.placed().get(0).orderId()).isEqualTo(booked.orderId());
      assertThat(booked.type()).isEqualTo(order.type());
      assertThat(booked.timeInForce()).isEqualTo("GTC");
      assertThat(booked.side()).isEqualTo(order.side().code());
    }
    BookedOrder last = book.orders().get(book.orders().size() - 2);
    assertThat(last.stopPrice()).isEqualByComparingTo("5000");
    assertThat(last.limitPrice()).isEqualByComparingTo("5001");
  }

  @Test
  void place_whenAskedAboutThePrice_isPlacedOnlyIfThatIsAllowed() {
    book.askByItself(true);
    OrderRequest far = limit("5000");
    Declined declined = (Declined) ibkr.orders().place(account, far);
    assertThat(declined.told()).isTrue();
    assertThat(declined.question().messageIds()).containsExactly("o163");
    assertThat(book.ordersWith(far.clientOrderId().orElseThrow())).isEmpty();
    Placed placed = (Placed) ibkr.orders().place(account, far, QuestionPolicy.allow("o163"));
    assertThat(placed.confirmed()).hasSize(1);
    booked(far);
  }

  @Test
  void place_whenTheIdIsUsedTwice_isRefusedAsADuplicate() {
    OrderRequest order = limit("1");
    ibkr.orders().place(account, order);
    assertThat(((Refused) ibkr.orders().place(account, order)).duplicate()).isTrue();
    booked(order);
  }

  @Test
  void bracket_whenPlaced_isBookedAsAFamily() {
    OrderRequest entry = limit("100");
    OrderResult result =
        ibkr.orders()
            .place(account, Bracket.of(entry, new BigDecimal("120"), new BigDecimal("90")));
    assertThat(result).isInstanceOf(Placed.class);
    assertThat(result.placed()).hasSize(3);
    long parent = booked(entry).orderId();
    assertThat(book.orders().stream().filter(order -> order.parentId() == parent))
        .extracting(BookedOrder::side)
        .containsExactly("SELL", "SELL");
  }

  @Test
  void group_whenPlaced_isBookedWhole() {
    OrderRequest one = limit("1");
    OrderRequest other = limit("2");
    assertThat(ibkr.orders().place(account, OneCancelsAll.of(one, other)).placed()).hasSize(2);
    booked(one);
    booked(other);
  }

  @Test
  void preview_whenAsked_booksNothing() {
    int before = book.orders().size();
    assertThat(ibkr.orders().preview(account, limit("100")).amount()).isPresent();
    assertThat(book.orders()).hasSize(before);
  }

  @Test
  void modifyAndCancel_whenTheOrderWorks_showInTheBook() {
    OrderRequest order = limit("1");
    ibkr.orders().place(account, order);
    long orderId = booked(order).orderId();
    OrderRequest more =
        OrderRequest.limit(conid, OrderSide.BUY, BigDecimal.TEN, new BigDecimal("1.5"));
    assertThat(ibkr.orders().modify(account, orderId, more)).isInstanceOf(Placed.class);
    assertThat(booked(order).quantity()).isEqualByComparingTo("10");
    assertThat(booked(order).limitPrice()).isEqualByComparingTo("1.5");
    assertThat(ibkr.orders().cancel(account, orderId).orderId()).hasValue(orderId);
    assertThat(booked(order).status()).isEqualTo("Cancelled");
    assertThatThrownBy(() -> ibkr.orders().cancel(account, 7))
        .isInstanceOf(RequestRefusedException.class);
  }

  @Test
  void suppress_whenTheSessionIsEstablishedAnew_stillHolds() {
    ibkr.orders().suppress(List.of("o354"));
    broker.simulator.faults().brokerageResetNow();
    book.askNext("o354");
    ibkr.brokerage().open();
    ibkr.orders().live();
    OrderResult result = ibkr.orders().place(account, limit("1"));
    assertThat(result).isInstanceOf(Placed.class);
    assertThat(((Placed) result).confirmed()).isEmpty();
    ibkr.orders().resetSuppression();
    book.askNext("o354");
    assertThat(ibkr.orders().place(account, limit("1"))).isInstanceOf(Declined.class);
  }

  @Test
  void place_whenTheAnswerIsLost_isFoundByItsId() {
    OrderRequest order = limit("1");
    broker
        .simulator
        .faults()
        .on("POST", "/v1/api/iserver/account/*/orders")
        .afterProcessing()
        .cutConnection();
    OutcomeUnknownException lost =
        catchThrowableOfType(
            OutcomeUnknownException.class, () -> ibkr.orders().place(account, order));
    ibkr.orders().live();
    Resolution.Placed found = (Resolution.Placed) ibkr.orders().resolve(lost);
    assertThat(found.orders().get(0).orderId()).isEqualTo(booked(order).orderId());
  }
}
