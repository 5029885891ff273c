package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.http.AuthChallenge;
import io.github.ibkrauth.auth.http.RequestAuthorization;
import io.github.ibkrauth.auth.http.SignableRequest;
import io.github.ibkrauth.auth.time.TaskScheduler;
import io.github.ibkrauth.ibkr.model.MarketDataField;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How the stream's work grows with the number of contracts that are subscribed, over a connection
 * that is none: to subscribe them one by one, and to take a message about each in turn. In this
 * package because connections can be replaced only here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class SubscriptionScaling {

  private static final int FIRST = 100_000;

  /** How many contracts. */
  @Param({"1", "10", "100", "500", "1000", "2000"})
  public int subscriptions;

  private final Deque<Runnable> due = new ArrayDeque<>();
  private final AuthRuntime runtime =
      AuthRuntime.builder().executor(Runnable::run).scheduler(this::schedule).build();
  private final Line line = new Line();
  private final StreamingClient client = client(line);
  private List<String> messages = List.of();

  /** Subscribes all, for the messages. */
  @Setup(Level.Trial)
  public void subscribeAll() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < subscriptions; i++) {
      int conid = FIRST + i;
      texts.add(
          "{\"server_id\":\"q0\",\"conidEx\":\"CONID\",\"conid\":CONID,\"_updated\":1,\"31\":\"193.18\",\"84\":\"193.06\",\"topic\":\"smd+CONID\"}"
              .replace("CONID", "" + conid));
    }
    messages = texts;
    subscribe(client);
  }

  /** Ends it. */
  @TearDown(Level.Trial)
  public void close() {
    client.close();
    runtime.close();
  }

  /** Subscribes all, one by one, and ends all of them together. */
  @Benchmark
  public int subscribe() {
    Line other = new Line();
    try (StreamingClient stream = client(other)) {
      subscribe(stream);
      return other.sent;
    }
  }

  /** Takes a message about each. */
  @Benchmark
  public int messages() {
    WireListener listener = line.listener;
    if (listener == null) {
      throw new IllegalStateException("no connection was made");
    }
    messages.forEach(listener::text);
    return messages.size();
  }

  private void subscribe(StreamingClient stream) {
    for (int i = 0; i < subscriptions; i++) {
      stream.marketData(FIRST + i, MarketDataField.LAST, MarketDataField.BID).listen(news -> {});
      for (Runnable work = due.poll(); work != null; work = due.poll()) {
        work.run();
      }
    }
  }

  /** What is due at once is done by the thread that subscribes; what is due later, never. */
  private TaskScheduler.Scheduled schedule(Runnable work, Duration delay) {
    if (delay.isZero()) {
      due.add(work);
    }
    return () -> due.remove(work);
  }

  private StreamingClient client(Line to) {
    return new StreamingClient(
        new Admitted(),
        runtime,
        HttpDefaults.standard(),
        threads -> {
          throw new IllegalStateException("no HTTP client is needed");
        },
        to);
  }

  /** A connection that is ready at once, and counts what is sent. */
  private static final class Line implements Dialer, Wire {

    volatile @Nullable WireListener listener;
    volatile int sent;

    @Override
    public void dial(Upgrade upgrade, WireListener to) {
      listener = to;
      to.opened(this);
      to.text("{\"topic\":\"system\",\"success\":\"user\"}");
    }

    @Override
    public synchronized void send(String text) {
      sent++;
    }

    @Override
    public void ping() {
      // No time goes by here, so nothing turns quiet.
    }

    @Override
    public void close() {
      // There is nothing behind it.
    }
  }

  /** A login that is always there. */
  private static final class Admitted implements StreamLogin {

    @Override
    public URI address() {
      return URI.create("wss://api.example.com/v1/api/ws");
    }

    @Override
    public RequestAuthorization authorize(SignableRequest request) {
      return RequestAuthorization.ofHeader("Authorization", "Bearer none", this);
    }

    @Override
    public boolean recovered(AuthChallenge refusal) {
      return false;
    }

    @Override
    public String sessionValue() {
      return "session";
    }

    @Override
    public void requireBrokerage() {
      // It is always there.
    }

    @Override
    public long point() {
      return 1;
    }

    @Override
    public boolean renewedSince(long point) {
      return false;
    }

    @Override
    public boolean refused(long point) {
      return false;
    }

    @Override
    public void brokerageLost(long point, String why) {
      // It is always there.
    }

    @Override
    public void answerPrompt(long orderId, String requestId, String text) {
      // Nobody asks.
    }
  }
}
