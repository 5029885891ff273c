package io.github.ibkrauth.auth.testkit;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.time.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A transport that answers by script and keeps what it was asked to send; no connection is made.
 *
 * <pre>{@code
 * ScriptedTransport transport = ScriptedTransport.create();
 * transport.on("GET", "/accounts").reply(Reply.status(401), Reply.json(200, "[]"));
 * }</pre>
 *
 * <p>The last rule that matches a request answers it. A request that no rule matches fails the test
 * with an {@link AssertionError}. Every request is its own object: a second address is never
 * answered by the script of the first.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class ScriptedTransport extends HttpTransport {

  private final Sleeper sleeper;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  private ScriptedTransport(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /** Returns a transport without rules, whose late replies take real time. */
  public static ScriptedTransport create() {
    return withSleeper(AuthRuntime.system().sleeper());
  }

  /** Returns a transport without rules, whose late replies wait by that sleeper. */
  public static ScriptedTransport withSleeper(Sleeper sleeper) {
    return new ScriptedTransport(Objects.requireNonNull(sleeper, "sleeper"));
  }

  /**
   * Begins a rule.
   *
   * @param method an HTTP method, or {@code *} for any
   * @param path a path without query, in which {@code *} stands for any text
   */
  public Rule on(String method, String path) {
    Pattern pattern =
        Pattern.compile("\\Q" + path.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    return when(
        request ->
            (method.equals("*") || method.equals(request.method()))
                && pattern.matcher(request.path()).matches());
  }

  /** Begins a rule for the requests that a test picks out. */
  public Rule when(Predicate<RecordedRequest> matches) {
    return new Rule(matches);
  }

  /** Returns everything sent so far, in order. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns what was sent so far to a path without query. */
  public List<RecordedRequest> requestsTo(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Returns how many answers have a body that was neither closed nor disconnected. */
  public int openResponses() {
    return open.get();
  }

  @Override
  public boolean supportsMethod(String method) {
    return true;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new ScriptedRequest(method, url, this::answer, sleeper, open);
  }

  private Reply answer(RecordedRequest request) {
    requests.add(request);
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if (rule.matches.test(request)) {
        return rule.next(request);
      }
    }
    throw new AssertionError("No rule of the script matches " + request);
  }

  /** What to answer to some requests. Thread-safe. */
  public final class Rule {

    private final Predicate<RecordedRequest> matches;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Function<RecordedRequest, Reply>> script = new ArrayList<>();
    private int answered;

    private Rule(Predicate<RecordedRequest> matches) {
      this.matches = Objects.requireNonNull(matches, "matches");
    }

    /** Answers with these, one after the other; the last is repeated. */
    public Rule reply(Reply first, Reply... more) {
      List<Function<RecordedRequest, Reply>> all = new ArrayList<>();
      all.add(request -> first);
      for (Reply reply : more) {
        all.add(request -> reply);
      }
      return activate(all);
    }

    /** Answers with what the function makes of the request. */
    public Rule replyWith(Function<RecordedRequest, Reply> function) {
      return activate(List.of(function));
    }

    /** Returns how many requests this rule has answered. */
    public int answered() {
      lock.lock();
      try {
        return answered;
      } finally {
        lock.unlock();
      }
    }

    private Rule activate(List<Function<RecordedRequest, Reply>> replies) {
      lock.lock();
      try {
        script.addAll(replies);
      } finally {
        lock.unlock();
      }
      if (!rules.contains(this)) {
        rules.add(this);
      }
      return this;
    }

    private Reply next(RecordedRequest request) {
      Function<RecordedRequest, Reply> function;
      lock.lock();
      try {
        function = script.get(Math.min(answered, script.size() - 1));
        answered++;
      } finally {
        lock.unlock();
      }
      return function.apply(request);
    }
  }
}
