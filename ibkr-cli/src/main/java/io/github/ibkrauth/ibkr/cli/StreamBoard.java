package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.ibkr.model.LiveOrder;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.OrderSide;
import io.github.ibkrauth.ibkr.model.OrderState;
import io.github.ibkrauth.ibkr.model.PnlRow;
import io.github.ibkrauth.ibkr.model.Trade;
import io.github.ibkrauth.ibkr.ws.MarketData;
import io.github.ibkrauth.ibkr.ws.PnlUpdate;
import io.github.ibkrauth.ibkr.ws.StreamStatus;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a stream has brought: a table that is drawn over itself on a terminal, and otherwise a line
 * for each change. Events come on any thread; {@link #turn} is called by one.
 */
final class StreamBoard {

  /** What is asked for. */
  static final List<MarketDataField> FIELDS =
      List.of(
          MarketDataField.LAST,
          MarketDataField.BID,
          MarketDataField.BID_SIZE,
          MarketDataField.ASK,
          MarketDataField.ASK_SIZE);

  /** How many of the latest orders and executions stand under the tables. */
  private static final int NEWS = 10;

  private static final String UP_AND_CLEAR = "\u001b[%dF\u001b[0J";

  private final Invocation invocation;
  private final boolean json;
  private final boolean redraws;
  private final Map<Long, Instrument> instruments = new LinkedHashMap<>();
  private final Map<Long, Map<MarketDataField, String>> prices = new LinkedHashMap<>();
  private final Map<String, PnlRow> pnl = new LinkedHashMap<>();
  private final Deque<String> news = new ArrayDeque<>();
  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private int drawn;
  private String connection = "";

  StreamBoard(Invocation invocation, List<Instrument> instruments) {
    this.invocation = invocation;
    this.json = invocation.options().json();
    this.redraws = !json && invocation.width() > 0;
    instruments.forEach(
        instrument -> {
          this.instruments.putIfAbsent(instrument.conid(), instrument);
          prices.put(instrument.conid(), new LinkedHashMap<>());
        });
  }

  List<Long> conids() {
    return List.copyOf(instruments.keySet());
  }

  void prices(MarketData update) {
    Instant now = Instant.now();
    events.add(() -> take(now, update));
  }

  /** Takes how the connection fares. */
  void status(StreamStatus status) {
    String line = status.state() + ": " + status.why();
    if (redraws) {
      events.add(() -> connection = line);
    } else {
      invocation.printer().progress(line);
    }
  }

  void order(LiveOrder order) {
    Instant now = Instant.now();
    events.add(() -> tell(now, "order", OrdersView.json(order), words(order)));
  }

  void trade(Trade trade) {
    Instant now = Instant.now();
    events.add(
        () ->
            tell(now, "trade", (ObjectNode) TradesView.json(List.of(trade)).get(0), words(trade)));
  }

  void pnl(PnlUpdate update) {
    Instant now = Instant.now();
    events.add(() -> update.rows().forEach((name, row) -> take(now, name, row)));
  }

  /** Writes what came since the last turn. */
  void turn() {
    boolean any = false;
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
      any = true;
    }
    if (any && redraws) {
      draw();
    }
  }

  private void take(Instant now, MarketData update) {
    Map<MarketDataField, String> row = prices.get(update.conid());
    Instrument instrument = instruments.get(update.conid());
    if (row == null || instrument == null) {
      return;
    }
    row.putAll(update.fields());
    if (json) {
      ObjectNode node = head(now, "prices");
      instrument.putInto(node);
      Json.put(node, "last", text(row, MarketDataField.LAST));
      Json.put(node, "bid", text(row, MarketDataField.BID));
      Json.put(node, "bidSize", text(row, MarketDataField.BID_SIZE));
      Json.put(node, "ask", text(row, MarketDataField.ASK));
      Json.put(node, "askSize", text(row, MarketDataField.ASK_SIZE));
      Json.putTime(node, "updatedAt", update.updatedAt());
      invocation.printer().line(Json.line(node));
    } else if (!redraws) {
      invocation
          .printer()
          .line(
              time(now)
                  + "  "
                  + instrument.shortName()
                  + "  last "
                  + cell(row, MarketDataField.LAST)
                  + "  bid "
                  + cell(row, MarketDataField.BID)
                  + " x "
                  + cell(row, MarketDataField.BID_SIZE)
                  + "  ask "
                  + cell(row, MarketDataField.ASK)
                  + " x "
                  + cell(row, MarketDataField.ASK_SIZE));
    }
  }

  private void take(Instant now, String name, PnlRow row) {
    if (row.equals(pnl.put(name, row))) {
      return;
    }
    if (json) {
      ObjectNode node = head(now, "pnl");
      int dot = name.indexOf('.');
      node.put("account", dot < 0 ? name : name.substring(0, dot));
      node.put("model", dot < 0 ? "" : name.substring(dot + 1));
      Json.put(node, "dailyPnl", row.dailyPnl());
      Json.put(node, "unrealizedPnl", row.unrealizedPnl());
      Json.put(node, "netLiquidity", row.netLiquidity());
      Json.put(node, "excessLiquidity", row.excessLiquidity());
      Json.put(node, "marginValue", row.marginValue());
      invocation.printer().line(Json.line(node));
    } else if (!redraws) {
      invocation
          .printer()
          .line(
              time(now)
                  + "  "
                  + name
                  + "  day "
                  + Figures.money(row.dailyPnl())
                  + "  unrealized "
                  + Figures.money(row.unrealizedPnl())
                  + "  net liquidity "
                  + Figures.money(row.netLiquidity()));
    }
  }

  private void tell(Instant now, String kind, ObjectNode content, String words) {
    if (json) {
      ObjectNode node = head(now, kind);
      node.set(kind, content);
      invocation.printer().line(Json.line(node));
      return;
    }
    String line = time(now) + "  " + words;
    if (redraws) {
      news.add(line);
      if (news.size() > NEWS) {
        news.removeFirst();
      }
    } else {
      invocation.printer().line(line);
    }
  }

  private static ObjectNode head(Instant now, String kind) {
    ObjectNode node = Json.object();
    node.put("time", now.toString());
    node.put("kind", kind);
    return node;
  }

  /** Draws everything over what was drawn before. */
  private void draw() {
    List<String> lines = lines(invocation.width());
    String up = drawn == 0 ? "" : UP_AND_CLEAR.formatted(drawn);
    invocation.printer().line(up + String.join(System.lineSeparator(), lines));
    drawn = lines.size();
  }

  private List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    if (!instruments.isEmpty()) {
      lines.addAll(priceTable().lines(width));
    }
    if (!pnl.isEmpty()) {
      lines.addAll(pnlTable().lines(width));
    }
    news.forEach(line -> lines.add(line.length() > width ? line.substring(0, width) : line));
    lines.add(connection.length() > width ? connection.substring(0, width) : connection);
    return lines;
  }

  private Table priceTable() {
    Table table =
        new Table()
            .number("CONID")
            .elasticText("INSTRUMENT")
            .number("LAST")
            .number("BID")
            .number("SIZE")
            .number("ASK")
            .number("SIZE");
    instruments.forEach(
        (conid, instrument) -> {
          Map<MarketDataField, String> row = prices.getOrDefault(conid, Map.of());
          table.row(
              Long.toString(conid),
              instrument.shortName(),
              cell(row, MarketDataField.LAST),
              cell(row, MarketDataField.BID),
              cell(row, MarketDataField.BID_SIZE),
              cell(row, MarketDataField.ASK),
              cell(row, MarketDataField.ASK_SIZE));
        });
    return table;
  }

  private Table pnlTable() {
    Table table =
        new Table().text("ACCOUNT").number("DAY").number("UNREALIZED").number("NET LIQUIDITY");
    pnl.forEach(
        (name, row) ->
            table.row(
                name,
                Figures.money(row.dailyPnl()),
                Figures.money(row.unrealizedPnl()),
                Figures.money(row.netLiquidity())));
    return table;
  }

  private static String words(LiveOrder order) {
    return "order "
        + order.orderId()
        + "  "
        + order.state().map(OrderState::code).orElse("-")
        + "  "
        + order.orderDescription().orElse("")
        + " "
        + order.symbol().orElse("-")
        + ", filled "
        + Figures.number(order.filledQuantity());
  }

  private static String words(Trade trade) {
    return "trade "
        + trade.json().text("execution_id").orElse("-")
        + "  "
        + trade.side().map(OrderSide::code).orElse("-")
        + " "
        + Figures.number(trade.size())
        + " "
        + trade.symbol().orElse("-")
        + " @ "
        + Figures.money(trade.price());
  }

  private static String time(Instant now) {
    return LocalTime.ofInstant(now, ZoneId.systemDefault())
        .truncatedTo(ChronoUnit.SECONDS)
        .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
  }

  private static Optional<String> text(Map<MarketDataField, String> row, MarketDataField field) {
    return Optional.ofNullable(row.get(field));
  }

  private static String cell(Map<MarketDataField, String> row, MarketDataField field) {
    return row.getOrDefault(field, "-");
  }
}
