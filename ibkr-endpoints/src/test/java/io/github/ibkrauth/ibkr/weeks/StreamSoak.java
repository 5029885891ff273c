package io.github.ibkrauth.ibkr.weeks;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.BrokerageSession;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.Trade;
import io.github.ibkrauth.ibkr.simulator.BookEvent;
import io.github.ibkrauth.ibkr.simulator.BookedOrder;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import io.github.ibkrauth.ibkr.ws.StreamListener;
import io.github.ibkrauth.ibkr.ws.StreamStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One client's stream over hours of simulated time, over real sockets: orders are placed and filled
 * all the time, and every minute or two something goes wrong.
 */
final class StreamSoak implements AutoCloseable {

  /** What goes wrong. */
  enum Trouble {
    CUT,
    CLOSED,
    SILENT,
    FLOOD,
    NO_TEXT,
    REFUSED,
    TOKENS_EXPIRE,
    BROKERAGE_RESET,
    RESET
  }

  private static final Instant START = Instant.parse("2026-10-30T16:00:00Z");
  private static final BigDecimal PRICE = new BigDecimal("0.01");
  private static final int LINES = 3;
  private static final int REFUSALS = 2;
  private static final Duration SLOW = Duration.ofSeconds(4);

  final SimulatorClock clock = SimulatorClock.fixedAt(START);
  final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).requestsKept(500).start();
  final WeekTime time = new WeekTime(clock, () -> Duration.ZERO);
  final List<String> trades = new CopyOnWriteArrayList<>();
  final Map<Long, List<String>> orders = new ConcurrentHashMap<>();
  final Map<Long, List<String>> booked = new ConcurrentHashMap<>();
  final Map<Trouble, Duration> longest = new ConcurrentHashMap<>();
  final List<String> slow = new CopyOnWriteArrayList<>();
  final List<String> failures = new CopyOnWriteArrayList<>();
  private final String strategy;
  private final Random random;
  private final AuthRuntime runtime;
  private final HttpTransport transport;
  final IbkrClient ibkr;
  private final String account;
  private final AtomicLong pricesAt = new AtomicLong();
  private final AtomicInteger lastSync = new AtomicInteger(-1);
  private final List<Trouble> coming = new ArrayList<>();
  private List<Long> conids = List.of();
  private long conid;
  private long refusedUntil;
  private int syncs;
  private int opened;
  private boolean silenced;

  StreamSoak(String strategy, long seed) {
    this.strategy = strategy;
    this.random = new Random(seed);
    this.account = simulator.credentials().accountIds().get(0);
    AuthConfig config =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("simulator", simulator.configuration(strategy))
            .build();
    humanLogsIn();
    this.transport = Stage.carrier(config);
    this.runtime =
        AuthRuntime.builder()
            .clock(time)
            .sleeper(time)
            .scheduler(time)
            .executor(Runnable::run)
            .random(new Random(seed + 1))
            .service(HttpTransport.class, transport)
            .build();
    this.ibkr = IbkrClient.builder(config).runtime(runtime).build();
    simulator.book().askByItself(false);
    simulator.book().listen(this::book);
  }

  private void humanLogsIn() {
    if (strategy.equals("gateway-session") && !simulator.gateway().isLoggedIn()) {
      simulator.gateway().logIn();
    }
  }

  private void book(BookEvent event) {
    BookedOrder order = event.order();
    booked
        .computeIfAbsent(order.orderId(), id -> Collections.synchronizedList(new ArrayList<>()))
        .add(order.status() + " " + order.filled().stripTrailingZeros().toPlainString());
  }

  /** Subscribes to everything that is checked, and to something that is slow. */
  void subscribe() {
    ibkr.portfolio().accounts();
    conids =
        ibkr.portfolio().positions(account).limit(LINES).map(position -> position.conid()).toList();
    conid = conids.get(0);
    var stream = ibkr.streaming();
    stream
        .bulletins()
        .listen(bulletin -> lastSync.set(Integer.parseInt(bulletin.id().orElse("0"))));
    stream.trades(7).listen(listener(this::trade));
    stream.orders().listen(listener(this::order));
    var prices = stream.marketData(conids, List.of(MarketDataField.LAST, MarketDataField.BID));
    prices.listen(listener(news -> pricesAt.set(clock.instant().toEpochMilli())));
    stream
        .marketData(conids, List.of(MarketDataField.VOLUME_LONG, MarketDataField.LAST))
        .listen(
            news -> {
              try {
                Thread.sleep(20);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stream.pnl().listen(listener(news -> {}));
    waitFor(() -> pricesAt.get() > 0, "the first price");
  }

  private <T> StreamListener<T> listener(java.util.function.Consumer<T> taker) {
    return new StreamListener<>() {
      @Override
      public void on(T event) {
        taker.accept(event);
      }

      @Override
      public void failed(Throwable error) {
        failures.add(error.toString());
      }
    };
  }

  private void trade(Trade trade) {
    trades.add(trade.executionId());
  }

  private void order(LiveOrder order) {
    orders
        .computeIfAbsent(order.orderId(), id -> Collections.synchronizedList(new ArrayList<>()))
        .add(
            order.state().map(OrderState::code).orElse("-")
                + " "
                + order.filledQuantity().value().stripTrailingZeros().toPlainString());
  }

  /** Lets time go by, with trouble every minute or two. */
  void run(Duration length) {
    Instant end = clock.instant().plus(length);
    Instant next = clock.instant().plusSeconds(30);
    while (clock.instant().isBefore(end)) {
      pass(5);
      trade();
      if (!clock.instant().isBefore(next)) {
        if (coming.isEmpty()) {
          coming.addAll(List.of(Trouble.values()));
          Collections.shuffle(coming, random);
        }
        disturb(coming.remove(0));
        next = clock.instant().plusSeconds(30 + random.nextInt(45));
      }
    }
  }

  /** Lets seconds go by, and waits until the client has had what was sent. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      // The daily reset ends the login, too, and its human comes back at once.
      humanLogsIn();
      time.runUntil(clock.instant().plusSeconds(1));
      simulator.streams().pump();
    }
    sync();
  }

  private void sync() {
    int wanted = ++syncs;
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    boolean told = false;
    while (System.nanoTime() < end) {
      StreamStatus.State state = ibkr.streaming().status().state();
      if (state == StreamStatus.State.WAITING || (silenced && state == StreamStatus.State.LIVE)) {
        return;
      }
      if (!told && state == StreamStatus.State.LIVE) {
        simulator.streams().bulletin(Integer.toString(wanted), "sync");
        told = true;
      }
      if (lastSync.get() >= wanted) {
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Places an order now and then, and fills some, whether anybody is connected or not. */
  private void trade() {
    if (random.nextInt(4) == 0 && ibkr.brokerage().state() == BrokerageSession.State.READY) {
      try {
        ibkr.call(
            "POST",
            "/iserver/account/" + account + "/orders",
            "{\"orders\":[{\"conid\":"
                + conid
                + ",\"orderType\":\"LMT\",\"price\":0.01,\"side\":\"BUY\",\"tif\":\"DAY\","
                + "\"quantity\":3}]}");
      } catch (RuntimeException e) {
        // Trouble; there will be another order.
      }
    }
    fill();
  }

  private void fill() {
    List<BookedOrder> working =
        simulator.book().orders().stream().filter(BookedOrder::isWorking).toList();
    if (!working.isEmpty() && random.nextInt(2) == 0) {
      BookedOrder order = working.get(random.nextInt(working.size()));
      simulator.book().fill(order.orderId(), BigDecimal.ONE, PRICE);
    }
  }

  private void disturb(Trouble trouble) {
    var streams = simulator.streams();
    Instant begun = clock.instant();
    opened = streams.opened();
    switch (trouble) {
      case CUT -> streams.cut();
      case CLOSED -> streams.closeAll(1001);
      case SILENT -> {
        streams.silence();
        silenced = true;
      }
      case FLOOD -> {
        streams.flood(50_000);
        long end = System.nanoTime() + Duration.ofMillis(150).toNanos();
        while (System.nanoTime() < end) {
          fill();
          streams.pump();
        }
        streams.flood(0);
      }
      case NO_TEXT -> streams.sendText("{\u00e9".getBytes(StandardCharsets.ISO_8859_1));
      case REFUSED -> {
        refusedUntil = upgrades() + REFUSALS;
        simulator.faults().on("GET", "/v1/api/ws").times(REFUSALS).status(503);
        streams.cut();
      }
      case TOKENS_EXPIRE -> {
        simulator.faults().expireSsoTokensNow();
        simulator.faults().expireLiveSessionTokensNow();
      }
      case BROKERAGE_RESET -> simulator.faults().brokerageResetNow();
      case RESET -> {
        simulator.faults().resetNow();
        humanLogsIn();
      }
    }
    fill();
    resume(trouble, begun);
  }

  /** Waits for prices, and notes how long they took since the service was there again. */
  private void resume(Trouble trouble, Instant begun) {
    if (trouble == Trouble.FLOOD) {
      return;
    }
    Instant back = null;
    for (int second = 0; second < 400; second++) {
      pass(1);
      fill();
      awaitPrices(begun);
      Instant now = clock.instant();
      if (silenced && simulator.streams().opened() > opened) {
        silenced = false;
        back = now;
      }
      boolean ready = ibkr.brokerage().state() == BrokerageSession.State.READY;
      if (!ready) {
        // What the client believed before it knew better does not count.
        back = null;
      } else if (back == null && !silenced && second > 0 && upgrades() >= refusedUntil) {
        back = now;
      }
      if (pricesAt.get() > begun.toEpochMilli() && simulator.streams().open() > 0 && !silenced) {
        Duration took =
            back == null ? Duration.ZERO : Duration.between(firstToTell(back, now), now);
        longest.merge(trouble, took, (a, b) -> a.compareTo(b) > 0 ? a : b);
        if (took.compareTo(SLOW) > 0) {
          slow.add(
              trouble
                  + " at "
                  + begun
                  + ": "
                  + took
                  + ", "
                  + ibkr.streaming().status()
                  + ", refused "
                  + refusedSince(begun));
        }
        return;
      }
    }
    failures.add("no prices within 400 s after " + trouble + ": " + ibkr.streaming().status());
  }

  private List<String> refusedSince(Instant begun) {
    return simulator.requests().entries().stream()
        .filter(entry -> entry.status() >= 400 && !entry.time().isBefore(begun))
        .map(entry -> entry.time() + " " + entry.path() + " " + entry.status() + entry.reason())
        .toList();
  }

  private long upgrades() {
    return simulator.requests().count("GET", "/v1/api/ws");
  }

  /**
   * Returns since when there was something to tell: a new connection tells prices at once, one that
   * was never lost tells them when they change, which can take twenty seconds.
   */
  private Instant firstToTell(Instant back, Instant now) {
    if (simulator.streams().opened() > opened) {
      return back;
    }
    List<BigDecimal> before = prices(back);
    for (Instant at = back; at.isBefore(now); at = at.plusSeconds(1)) {
      if (!prices(at).equals(before)) {
        return at;
      }
    }
    return now;
  }

  private List<BigDecimal> prices(Instant at) {
    return conids.stream()
        .map(id -> simulator.prices().at(id.intValue(), at))
        .flatMap(quote -> Stream.of(quote.last(), quote.bid()))
        .toList();
  }

  /** Sockets take real time, and the clock must not run away from a connection being made. */
  private void awaitPrices(Instant begun) {
    for (int i = 0; i < 3_000 && !silenced && pricesAt.get() <= begun.toEpochMilli(); i++) {
      if (i >= 150 && ibkr.streaming().status().state() != StreamStatus.State.CONNECTING) {
        return;
      }
      simulator.streams().pump();
      pause();
    }
  }

  /** Waits in real time, with simulated time going by slowly. */
  void waitFor(BooleanSupplier condition, String what) {
    for (int i = 0; i < 2_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      time.runUntil(clock.instant().plusMillis(100));
      simulator.streams().pump();
      pause();
    }
    throw new AssertionError(what + " did not come; " + ibkr.streaming().status());
  }

  void closeClient() {
    ibkr.close();
    runtime.close();
    try {
      transport.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      closeClient();
    } finally {
      simulator.close();
    }
  }
}
