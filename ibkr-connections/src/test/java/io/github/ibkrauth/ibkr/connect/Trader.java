package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.BrokerageSession;
import io.github.ibkrauth.ibkr.BrokerageSessionListener;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.NoBrokerageSessionException;
import io.github.ibkrauth.ibkr.OutcomeUnknownException;
import io.github.ibkrauth.ibkr.endpoint.OrderRequest;
import io.github.ibkrauth.ibkr.endpoint.OrderResult;
import io.github.ibkrauth.ibkr.endpoint.QuestionPolicy;
import io.github.ibkrauth.ibkr.endpoint.Resolution;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.BookedTrade;
import io.github.ibkrauth.ibkr.ws.StreamStatus;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One user at work, and a witness: whatever reaches him that is not his is noted. His orders have
 * client order ids of his own, of which he keeps account. He sends an order again only after it was
 * proved that it was not placed.
 */
final class Trader {

  /** A question about a price that gives too much away. */
  static final String PRICE_QUESTION = "o163";

  private static final BigDecimal TOO_LOW = new BigDecimal("0.01");
  private static final BigDecimal TWO = new BigDecimal(2);
  private static final int ATTEMPTS = 4;

  final int number;

  /** What came to him and is another's. */
  final List<String> foreign = new CopyOnWriteArrayList<>();

  final List<String> executions = new CopyOnWriteArrayList<>();
  final Set<Long> orders = ConcurrentHashMap.newKeySet();
  final List<String> notices = new CopyOnWriteArrayList<>();
  final Set<String> profits = ConcurrentHashMap.newKeySet();
  final AtomicInteger prices = new AtomicInteger();

  /** What the broker asked him. */
  final AtomicInteger questions = new AtomicInteger();

  /** Client order ids of what he knows to be placed, and of what he does not know about. */
  final Set<String> placed = ConcurrentHashMap.newKeySet();

  final Set<String> uncertain = ConcurrentHashMap.newKeySet();

  /** How often he himself sent each order. */
  final Map<String, Integer> sent = new ConcurrentHashMap<>();

  final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
  final AtomicInteger unknown = new AtomicInteger();
  final AtomicInteger losses = new AtomicInteger();
  final AtomicInteger rivals = new AtomicInteger();

  /** For how long he looks for an order whose answer was lost. */
  volatile Duration patience = Duration.ofMinutes(5);

  private final Application app;
  private final List<String> accounts;
  private volatile long conid;
  private int count;
  private @Nullable ClientLease lease;

  Trader(Application app, int number) {
    this.app = app;
    this.number = number;
    this.accounts = app.user(number).accountIds();
  }

  String id() {
    return Application.id(number);
  }

  String name() {
    return app.user(number).name();
  }

  /** The account he trades for. */
  String account() {
    return accounts.get(0);
  }

  List<String> accounts() {
    return accounts;
  }

  /** Does something with his client. */
  <T> T use(Function<IbkrClient, T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    Onlooker.as(id(), () -> result.set(app.connections.use(id(), work)));
    return result.get();
  }

  /** The contract he trades in. */
  long conid() {
    return conid;
  }

  /** Looks at his accounts, and finds something to trade. */
  void arrive() {
    conid =
        use(
            client -> {
              client.portfolio().accounts().forEach(account -> mine("account", account.id()));
              return client.portfolio().positions(account()).findFirst().orElseThrow().conid();
            });
  }

  /** Keeps his client, and listens to everything. */
  void takeSeat(boolean withoutPriceQuestions) {
    ClientLease taken = app.connections.client(id());
    lease = taken;
    taken.client().brokerage().addListener(new Losses());
    if (withoutPriceQuestions) {
      taken.client().orders().suppress(List.of(PRICE_QUESTION));
    }
    StreamingClient stream = taken.client().streaming();
    stream
        .trades(1)
        .listen(
            trade -> {
              mine("execution", trade.account().orElse("none"));
              mine("execution of the book", accountOfExecution(trade.executionId()));
              executions.add(trade.executionId());
            });
    stream
        .orders()
        .listen(
            order -> {
              mine("order", order.account().orElse("none"));
              mine("order of the book", accountOfOrder(order.orderId()));
              orders.add(order.orderId());
            });
    stream
        .pnl()
        .listen(
            news ->
                news.rows()
                    .keySet()
                    .forEach(
                        row -> {
                          String account = row.substring(0, row.indexOf('.'));
                          mine("profit", account);
                          profits.add(account);
                        }));
    stream
        .accounts()
        .listen(told -> told.accounts().forEach(account -> mine("account of the stream", account)));
    stream.accountSummary(account()).listen(news -> mine("summary", news.account()));
    stream.ledger(account()).listen(news -> mine("ledger", news.account()));
    stream.notifications().listen(notice -> notices.add(notice.text().orElse("")));
    stream
        .marketData(conid, MarketDataField.LAST, MarketDataField.BID)
        .listen(
            news -> {
              if (news.conid() != conid) {
                foreign.add("price of " + news.conid());
              }
              prices.incrementAndGet();
            });
  }

  /** Gives his client back; it may be closed then. */
  void leaveSeat() {
    ClientLease taken = lease;
    lease = null;
    if (taken != null) {
      taken.close();
    }
  }

  boolean isLive() {
    ClientLease taken = lease;
    return taken != null
        && taken.client().streaming().status().state() == StreamStatus.State.LIVE
        && taken.client().brokerage().state() == BrokerageSession.State.READY;
  }

  /** Places some orders, one after the other. */
  void trade(int many) {
    for (int i = 0; i < many; i++) {
      String clientOrderId = "u" + number + "-" + count;
      boolean rich = count++ % 3 == 1;
      OrderRequest order =
          OrderRequest.limit(conid, OrderSide.BUY, TWO, rich ? tooMuch() : TOO_LOW)
              .clientOrderId(clientOrderId);
      try {
        place(order, clientOrderId);
      } catch (AuthException | GivenUpException e) {
        failures.add(e);
      }
    }
  }

  private BigDecimal tooMuch() {
    BigDecimal last = app.simulator.prices().at((int) conid, app.clock.instant()).last();
    return last.multiply(new BigDecimal("1.10")).setScale(2, RoundingMode.HALF_UP);
  }

  private void place(OrderRequest order, String clientOrderId) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        sent.merge(clientOrderId, 1, Integer::sum);
        OrderResult result = use(client -> client.orders().place(account(), order, answering()));
        if (!(result instanceof OrderResult.Placed)) {
          throw new AssertionError(clientOrderId + ": " + result);
        }
        result.placed().forEach(taken -> mine("answer", accountOfOrder(taken.orderId())));
        placed.add(clientOrderId);
        return;
      } catch (NoBrokerageSessionException e) {
        // Not sent, or not looked at; another login may have the session.
        failures.add(e);
        pause();
      } catch (OutcomeUnknownException e) {
        unknown.incrementAndGet();
        uncertain.add(clientOrderId);
        if (isPlaced(e)) {
          uncertain.remove(clientOrderId);
          placed.add(clientOrderId);
          return;
        }
        uncertain.remove(clientOrderId);
      }
    }
    throw new GivenUpException(clientOrderId + " was not placed");
  }

  private boolean isPlaced(OutcomeUnknownException e) {
    Resolution found = use(client -> client.orders().resolve(e, patience));
    if (found instanceof Resolution.Placed there) {
      there.orders().forEach(order -> mine("found order", order.account().orElse("none")));
      return true;
    }
    if (found instanceof Resolution.NotPlaced) {
      return false;
    }
    throw new GivenUpException(e.clientOrderIds() + ": " + found);
  }

  private void pause() {
    try {
      app.time.sleep(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private QuestionPolicy answering() {
    return question -> {
      questions.incrementAndGet();
      return question.messageIds().equals(List.of(PRICE_QUESTION));
    };
  }

  /** The executions that the broker's book has for him. */
  Set<String> executed() {
    Set<String> own = new TreeSet<>();
    for (BookedTrade trade : app.simulator.book().trades()) {
      if (accounts.contains(trade.account())) {
        own.add(trade.executionId());
      }
    }
    return own;
  }

  private String accountOfExecution(String id) {
    return app.simulator.book().trades().stream()
        .filter(trade -> trade.executionId().equals(id))
        .map(BookedTrade::account)
        .findFirst()
        .orElse("none");
  }

  private String accountOfOrder(long id) {
    return app.simulator.book().order(id).map(BookedOrder::account).orElse("none");
  }

  private void mine(String what, String account) {
    if (!accounts.contains(account)) {
      foreign.add(what + " of " + account);
    }
  }

  /** An order could not be placed, or what became of it could not be found out. */
  private static final class GivenUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUpException(String message) {
      super(message);
    }
  }

  /** Counts what became of his brokerage session. */
  private final class Losses implements BrokerageSessionListener {

    @Override
    public void lost(String why) {
      losses.incrementAndGet();
    }

    @Override
    public void competing() {
      rivals.incrementAndGet();
    }
  }
}
