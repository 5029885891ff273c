package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.ibkr.ServerTroubleException;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.Bar;
import io.github.ibkrauth.ibkr.model.BarHistory;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import io.github.ibkrauth.ibkr.model.Quote;
import io.github.ibkrauth.ibkr.model.Unsubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Quotes and bars. They need the brokerage session and its list of accounts, both of which are seen
 * to.
 *
 * <p>The first question about an instrument only subscribes to it, and takes one of the user's
 * lines of market data (a hundred by default); the answer has next to no fields. {@link
 * #snapshot(Collection, Collection, Collection, Duration)} asks until they are there. A line is
 * given back by {@link #unsubscribe} or {@link #unsubscribeAll}, and lost with the session.
 *
 * <p>Thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException} and {@link
 * io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for a
 * parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class MarketDataEndpoints {

  private static final int MOST_CONIDS = 100;
  private static final int MOST_FIELDS = 200;
  private static final String NOTHING_OPEN = "unknown";

  private final ApiCalls calls;
  private final AuthRuntime runtime;
  private final Archive archive;
  private final MarketDataLines lines;

  /**
   * Creates the group.
   *
   * @param calls sends what is asked
   * @param runtime whose clock and sleeper wait for fields
   * @param lines the lines that snapshots take
   */
  public MarketDataEndpoints(ApiCalls calls, AuthRuntime runtime, MarketDataLines lines) {
    this.lines = Objects.requireNonNull(lines, "lines");
    this.calls = Objects.requireNonNull(calls, "calls");
    this.runtime = Objects.requireNonNull(runtime, "runtime");
    this.archive = new Archive(calls);
  }

  /**
   * Returns what the broker knows of some instruments at this moment, which the first time is next
   * to nothing. At most ten calls a second, which wait for their turn.
   *
   * @param conids 1 to 100 contract ids
   * @param fields what is wanted
   * @throws io.github.ibkrauth.ibkr.RequestRefusedException before anything is sent, when there are
   *     not so many lines left
   */
  public List<Quote> snapshot(Collection<Long> conids, Collection<MarketDataField> fields) {
    String ids = Check.conids(conids, MOST_CONIDS);
    List<String> tags =
        Check.some("fields", fields, MOST_FIELDS).stream().map(MarketDataField::tag).toList();
    ApiRequest request =
        ApiRequest.to(MarketDataCatalog.SNAPSHOT)
            .query("conids", ids)
            .query("fields", String.join(",", tags));
    Set<Long> fresh = lines.take(conids);
    boolean done = false;
    try {
      List<Quote> quotes = calls.call(request, body -> IbkrJson.list(body, Quote::new));
      lines.keep(conids);
      done = true;
      return quotes;
    } finally {
      if (!done) {
        lines.giveBack(fresh);
      }
    }
  }

  /**
   * Returns quotes once some of their fields have come: asks again, with growing pauses from a
   * quarter of a second to two seconds, until every instrument has them or the time is over. Some
   * fields never come for some instruments, so what is there at the end is returned as it is; see
   * {@link Quote#has}.
   *
   * @param conids 1 to 100 contract ids
   * @param fields what is wanted
   * @param awaited for which of these to wait
   * @param patience how long to go on asking
   */
  public List<Quote> snapshot(
      Collection<Long> conids,
      Collection<MarketDataField> fields,
      Collection<MarketDataField> awaited,
      Duration patience) {
    if (!fields.containsAll(Check.some("awaited", awaited, MOST_FIELDS))) {
      throw new IllegalArgumentException("awaited must be among fields.");
    }
    if (Objects.requireNonNull(patience, "patience").isNegative()) {
      throw new IllegalArgumentException("patience must not be negative.");
    }
    return new QuoteWait(runtime).await(() -> snapshot(conids, fields), conids, awaited, patience);
  }

  /** Returns the instruments that this client has asked quotes of and not given up again. */
  public Set<Long> subscribed() {
    return lines.taken();
  }

  /** Returns how many lines of market data that takes up. */
  public int lines() {
    return lines.taken().size();
  }

  /** Returns how many there are: {@code ibkr.limits.market-data-lines}. */
  public int mostLines() {
    return lines.most();
  }

  /**
   * Gives up the quotes of an instrument.
   *
   * @return false when there was nothing to give up
   */
  public boolean unsubscribe(long conid) {
    Check.conid(conid);
    JsonObject wish = JsonObject.builder().put("conid", conid).build();
    try {
      boolean done =
          calls
              .call(
                  ApiRequest.to(MarketDataCatalog.UNSUBSCRIBE).body(wish),
                  body -> IbkrJson.object(body, Unsubscription::new))
              .done();
      lines.giveBack(Set.of(conid));
      return done;
    } catch (ServerTroubleException e) {
      // With these words the broker says that it sends no quotes of that instrument.
      if (e.brokerText().filter(NOTHING_OPEN::equalsIgnoreCase).isEmpty()) {
        throw e;
      }
      lines.giveBack(Set.of(conid));
      return false;
    }
  }

  /**
   * Gives up all quotes, those of other programs of the same user name included. It goes out once.
   */
  public Unsubscription unsubscribeAll() {
    Unsubscription answer =
        calls.call(
            ApiRequest.to(MarketDataCatalog.UNSUBSCRIBE_ALL),
            body -> IbkrJson.object(body, Unsubscription::new));
    lines.forget();
    return answer;
  }

  /**
   * Returns bars. At most five calls at the same time, and about a thousand bars in one answer.
   *
   * @param request which ones
   */
  public BarHistory history(HistoryRequest request) {
    return calls.call(
        request.to(MarketDataCatalog.HISTORY), body -> IbkrJson.object(body, BarHistory::new));
  }

  /**
   * Returns the bars of trades in regular trading hours up to now; see {@link
   * HistoryRequest#of(long, String, String)}.
   */
  public BarHistory history(long conid, String period, String bar) {
    return history(HistoryRequest.of(conid, period, bar));
  }

  /**
   * Returns the bars of a span of any length, the earliest first. Lazy: one call for each period of
   * the request, one after the other, when the stream gets there; exceptions come out of the
   * stream's operations.
   *
   * @param request what is wanted; its period is what one call covers, and is best no longer than a
   *     thousand bars. A time in it is left out of account
   * @param from the earliest time that a bar may start
   * @param to the time before which a bar starts
   */
  public Stream<Bar> bars(HistoryRequest request, Instant from, Instant to) {
    Objects.requireNonNull(request, "request");
    if (!Objects.requireNonNull(from, "from").isBefore(Objects.requireNonNull(to, "to"))) {
      throw new IllegalArgumentException("from must be before to.");
    }
    return BarWalk.of(part -> history(part).bars(), request, from, to);
  }

  /**
   * Returns bars from the archive, an older service of the broker that its present description
   * leaves out. It is opened by the first call.
   */
  public BarHistory archivedHistory(HistoryRequest request) {
    return archive.call(
        request.to(MarketDataCatalog.ARCHIVE_HISTORY),
        body -> IbkrJson.object(body, BarHistory::new));
  }

  /**
   * Buys one quote of the consolidated market. Every call costs money, also in a paper account, so
   * it is never sent a second time by itself.
   */
  public Quote regulatorySnapshot(long conid) {
    return calls.call(
        ApiRequest.to(MarketDataCatalog.REGULATORY_SNAPSHOT).query("conid", Check.conid(conid)),
        body -> IbkrJson.object(body, Quote::new));
  }
}
