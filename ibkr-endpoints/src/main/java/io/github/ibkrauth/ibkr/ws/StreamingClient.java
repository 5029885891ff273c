package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.BrokerageAccounts;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Trade;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the broker sends by itself, over one WebSocket that is opened for the first consumer and
 * closed after the last.
 *
 * <pre>{@code
 * ibkr.streaming()
 *     .marketData(265598, MarketDataField.LAST, MarketDataField.BID, MarketDataField.ASK)
 *     .listen(prices -> System.out.println(prices.last()));
 * }</pre>
 *
 * <p>A lost connection is made again, with a fresh session value and credential and all
 * subscriptions. Across that, and across renewed logins, no execution is lost or told twice, and of
 * an order the state it is in; states that it went through while there was no connection are not
 * told by the broker. Market data are renewed before the broker ends them.
 *
 * <p>Topics about orders, trades and prices open the brokerage session, as calls do; those about
 * profit and loss and balances do not.
 *
 * <p>Thread-safe. Closed with its client. See protocol section 8.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class StreamingClient implements AutoCloseable {

  /** How many events are kept for a consumer of a topic that leaves nothing out. */
  public static final int KEPT = 10_000;

  private static final Duration CLOSING = Duration.ofMillis(1_500);

  private final AuthRuntime runtime;
  private final StreamLogin login;
  private final StreamThreads threads = new StreamThreads();
  private final Registry registry = new Registry();
  private final StatusBoard board;
  private final HttpClients http;
  private final Lifeline lifeline;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates it; connects to nothing.
   *
   * @param login the login and the brokerage session
   * @param runtime the session's runtime
   * @param defaults what the program calls itself, and how long a connection may take to be made
   * @param client makes the HTTP client, over threads that are given, when it is first needed. One
   *     that the runtime lends is used instead
   */
  public StreamingClient(
      StreamLogin login,
      AuthRuntime runtime,
      HttpDefaults defaults,
      Function<Executor, HttpClient> client) {
    this(login, runtime, defaults, client, null);
  }

  /** Creates it over connections that are made in another way. */
  StreamingClient(
      StreamLogin login,
      AuthRuntime runtime,
      HttpDefaults defaults,
      Function<Executor, HttpClient> client,
      @Nullable Dialer dialer) {
    this.login = Objects.requireNonNull(login, "login");
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    this.http = new HttpClients(Objects.requireNonNull(client, "client"), threads, runtime);
    this.board = new StatusBoard(runtime.clock(), registry);
    this.lifeline =
        new Lifeline(
            login,
            dialer == null ? jdk(http, defaults.connectTimeout()) : dialer,
            runtime,
            registry,
            board,
            defaults.userAgent(),
            this::received);
  }

  /** Connections of the JDK, whose classes are not touched before the first one is made. */
  private static Dialer jdk(HttpClients http, Duration timeout) {
    return (upgrade, listener) -> new JdkDialer(http, timeout).dial(upgrade, listener);
  }

  /** Returns prices and other fields of a contract. */
  public StreamTopic<MarketData> marketData(long conid, MarketDataField... fields) {
    return marketData(List.of(conid), List.of(fields));
  }

  /**
   * Returns fields of several contracts, one after the other as they change.
   *
   * @param conids the contracts; each counts as a line of market data at the broker
   * @param fields which fields; consumers that want others do not disturb each other
   */
  public StreamTopic<MarketData> marketData(
      Collection<Long> conids, Collection<MarketDataField> fields) {
    if (conids.isEmpty() || fields.isEmpty()) {
      throw new IllegalArgumentException("name one contract and one field at least.");
    }
    return prices(conids.stream().distinct().map(id -> "" + Words.conid(id)).toList(), fields);
  }

  /**
   * Returns fields of a contract at one exchange.
   *
   * @param exchange such as {@code NASDAQ}
   */
  public StreamTopic<MarketData> marketDataAt(
      long conid, String exchange, MarketDataField... fields) {
    if (fields.length == 0) {
      throw new IllegalArgumentException("name one field at least.");
    }
    return prices(
        List.of(Words.conid(conid) + "@" + Words.word("exchange", exchange)), List.of(fields));
  }

  private StreamTopic<MarketData> prices(List<String> targets, Collection<MarketDataField> fields) {
    String name = targets.stream().collect(Collectors.joining(",", "smd+", ""));
    return new StreamTopic<>(
        name,
        OverflowPolicy.CONFLATE,
        subscriber -> {
          int[] tags = MarketData.tags(fields);
          Outlet<MarketData> outlet =
              new Outlet<>(
                  name,
                  subscriber,
                  new LatestEvents<>(news -> news.contract().orElse(""), MarketData::with),
                  threads);
          List<Place<MarketData, PriceTopic>> places =
              targets.stream()
                  .map(
                      target ->
                          new Place<MarketData, PriceTopic>(
                              "smd+" + target,
                              () -> new PriceTopic(target),
                              topic -> topic.want(tags),
                              topic -> topic.forget(tags),
                              news -> news.only(tags)))
                  .toList();
          return enter(outlet, places);
        });
  }

  /** Returns bars: at first those of the period, then those that change or are new. */
  public StreamTopic<BarHistory> bars(BarsQuery query) {
    return kept(
        query.topic(),
        () -> new BarsTopic(query),
        topic -> {
          if (!topic.query().equals(query)) {
            throw new StreamException(
                query.topic(),
                "Other bars of this contract are streamed already, and the broker does not say which"
                    + " of the two a message belongs to: end those first.");
          }
          return false;
        });
  }

  /**
   * Returns the order book of a contract.
   *
   * @param account an account that is subscribed to its depth
   */
  public StreamTopic<Ladder> ladder(String account, long conid) {
    return ladder(account, Words.conid(conid) + "");
  }

  /** Returns the order book of a contract at one exchange. */
  public StreamTopic<Ladder> ladder(String account, long conid, String exchange) {
    return ladder(account, Words.conid(conid) + "+" + Words.word("exchange", exchange));
  }

  private StreamTopic<Ladder> ladder(String account, String contract) {
    String key = "sbd+" + Words.word("account", account) + "+" + contract;
    return latest(
        key,
        Terms.LADDER,
        key,
        "ubd+" + account,
        json -> List.of(new Ladder(json)),
        Ladder::with,
        news -> "");
  }

  /** Returns every order, whole, at first and whenever something about it has changed. */
  public StreamTopic<LiveOrder> orders() {
    return kept("sor", OrdersTopic::new, topic -> false);
  }

  /**
   * Returns executions, each once: at first those of the last days, then each as it happens.
   *
   * @param days 1 to 7; 1 is the last 24 hours
   */
  public StreamTopic<Trade> trades(int days) {
    if (days < 1 || days > TradesTopic.MOST_DAYS) {
      throw new IllegalArgumentException("days must be 1 to 7, not " + days + ".");
    }
    return new StreamTopic<>(
        "str",
        OverflowPolicy.FAIL,
        subscriber -> {
          SeenTrades seen = new SeenTrades(runtime.clock(), days);
          return enter(
              new Outlet<>("str", subscriber, new KeptEvents<>(KEPT), threads),
              List.of(
                  new Place<Trade, TradesTopic>(
                      "str",
                      TradesTopic::new,
                      topic -> topic.want(seen),
                      topic -> topic.forget(seen),
                      seen)));
        });
  }

  /** Returns profit and loss of all accounts. */
  public StreamTopic<PnlUpdate> pnl() {
    return latest(
        "spl",
        Terms.PNL,
        "spl+{}",
        "upl+{}",
        json -> List.of(new PnlUpdate(json)),
        PnlUpdate::with,
        news -> "");
  }

  /** Returns the figures of an account. */
  public StreamTopic<SummaryUpdate> accountSummary(String account) {
    String target = Words.word("account", account);
    return latest(
        "ssd+" + target,
        Terms.BALANCES,
        "ssd+" + target + "+{}",
        "usd+" + target + "+{}",
        json -> List.of(new SummaryUpdate(json)),
        SummaryUpdate::with,
        news -> "");
  }

  /** Returns the balances of an account by currency. */
  public StreamTopic<LedgerUpdate> ledger(String account) {
    String target = Words.word("account", account);
    return latest(
        "sld+" + target,
        Terms.BALANCES,
        "sld+" + target + "+{}",
        "uld+" + target + "+{}",
        json -> List.of(new LedgerUpdate(json)),
        LedgerUpdate::with,
        news -> "");
  }

  /** Returns what the broker says about the brokerage session. */
  public StreamTopic<AuthStatus> sessionStatus() {
    return news("sts", Terms.CONNECTION, json -> args(json, AuthStatus::new), true);
  }

  /** Returns the accounts of the brokerage session, as they are told with each connection. */
  public StreamTopic<BrokerageAccounts> accounts() {
    return news("act", Terms.NEWS, json -> args(json, BrokerageAccounts::new), true);
  }

  /** Returns announcements about exchanges and the system. */
  public StreamTopic<Bulletin> bulletins() {
    return news("blt", Terms.NEWS, json -> args(json, Bulletin::new), false);
  }

  /** Returns notices, prompts among them; see {@link #answerPrompts}. */
  public StreamTopic<Notification> notifications() {
    return news("ntf", Terms.NEWS, json -> args(json, Notification::new), false);
  }

  /** Returns what the server says about the connection. */
  public StreamTopic<SystemMessage> system() {
    return news("system", Terms.CONNECTION, json -> List.of(new SystemMessage(json)), false);
  }

  /**
   * Answers prompts from now on. A prompt may hold an order back that its answer lets go: see
   * {@link PromptPolicy}. Each is answered once at most, and an answer is never sent again.
   *
   * @param policy decides
   * @return ends it
   */
  public StreamSubscription answerPrompts(PromptPolicy policy) {
    return notifications().listen(new Prompts(login, Objects.requireNonNull(policy, "policy")));
  }

  /** Returns how the stream fares, without asking the broker. */
  public StreamStatus status() {
    return board.status(lifeline.now());
  }

  /** Adds who is told how the connection fares. */
  public void addListener(StreamStatusListener listener) {
    board.add(Objects.requireNonNull(listener, "listener"));
  }

  /** Removes it. */
  public void removeListener(StreamStatusListener listener) {
    board.remove(listener);
  }

  /** Notes that the brokerage session was established, for the first time or again. */
  public void brokerageEstablished() {
    if (!closed.get()) {
      lifeline.established();
    }
  }

  /**
   * Closes the connection, completes every consumer and ends the stream's threads, within two
   * seconds; a consumer that blocks meanwhile is interrupted. Twice does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    lifeline.close();
    registry.all().forEach(ServerTopic::complete);
    threads.close(CLOSING);
    http.close();
  }

  private void received(Frame frame) {
    registry.dispatch(frame, lifeline.now());
  }

  private static <T> List<T> args(JsonObject json, Function<JsonObject, T> model) {
    return json.object("args", model).map(List::of).orElse(List.of());
  }

  private <T> StreamTopic<T> news(
      String key, Terms terms, Function<JsonObject, List<T>> reader, boolean remembers) {
    return kept(
        key, () -> new PlainTopic<>(key, terms, null, null, reader, remembers), topic -> false);
  }

  private <T, S extends ServerTopic<T>> StreamTopic<T> kept(
      String key, Supplier<S> make, Function<S, Boolean> admit) {
    return new StreamTopic<>(
        key,
        OverflowPolicy.FAIL,
        subscriber ->
            enter(
                new Outlet<>(key, subscriber, new KeptEvents<>(KEPT), threads),
                List.of(new Place<T, S>(key, make, admit, topic -> {}, event -> event))));
  }

  private <T> StreamTopic<T> latest(
      String key,
      Terms terms,
      String opening,
      String closing,
      Function<JsonObject, List<T>> reader,
      BinaryOperator<T> merge,
      Function<T, Object> part) {
    return new StreamTopic<>(
        key,
        OverflowPolicy.CONFLATE,
        subscriber ->
            enter(
                new Outlet<>(key, subscriber, new LatestEvents<>(part, merge), threads),
                List.of(
                    new Place<T, ServerTopic<T>>(
                        key,
                        () -> new PlainTopic<>(key, terms, opening, closing, reader, true),
                        topic -> false,
                        topic -> {},
                        event -> event))));
  }

  private <T, S extends ServerTopic<T>> Outlet<T> enter(
      Outlet<T> outlet, List<Place<T, S>> places) {
    outlet.begin(
        () -> {
          places.forEach(place -> place.leave(registry, outlet, lifeline.current()));
          lifeline.changed();
        });
    try {
      for (Place<T, S> place : places) {
        if (!outlet.isGone()) {
          place.join(registry, outlet);
        }
      }
    } catch (StreamException e) {
      outlet.fail(e);
    }
    if (closed.get()) {
      outlet.complete();
    } else if (outlet.isGone()) {
      places.forEach(place -> place.leave(registry, outlet, lifeline.current()));
    }
    lifeline.changed();
    return outlet;
  }

  /**
   * Where a consumer is at a topic.
   *
   * @param key the topic
   * @param make makes it if it is not there
   * @param admit says whether the broker must be told of the consumer
   * @param farewell takes back what the consumer wanted
   * @param filter what of an event it wants
   */
  private record Place<T, S extends ServerTopic<T>>(
      String key,
      Supplier<S> make,
      Function<S, Boolean> admit,
      Consumer<S> farewell,
      Function<T, @Nullable T> filter) {

    void join(Registry registry, Outlet<T> outlet) {
      registry.join(key, make, admit, outlet, filter);
    }

    void leave(Registry registry, Outlet<T> outlet, @Nullable Link link) {
      registry.leave(key, outlet, farewell, link);
    }
  }
}
