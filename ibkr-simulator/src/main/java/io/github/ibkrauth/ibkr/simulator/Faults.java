package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Disturbance.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Scripts what goes wrong: answers that are late, cut, odd or missing, a clock that is off, and
 * events such as a reset.
 *
 * <p>A rule starts with {@link #on} and takes part as soon as it is told what to do. It applies to
 * one request unless {@link Rule#times} or {@link Rule#always} say otherwise; of several rules that
 * fit a request the oldest that is not used up applies. Thread-safe; a rule itself is built by one
 * thread.
 */
public final class Faults {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Broker broker;
  private final ServerTime time;
  private final OAuth1Server oauth1;

  Faults(Broker broker, ServerTime time, OAuth1Server oauth1) {
    this.broker = broker;
    this.time = time;
    this.oauth1 = oauth1;
  }

  /**
   * Starts a rule.
   *
   * @param method the HTTP method, or {@code *} for any
   * @param pathPattern the path below the server; <code>{x}</code> and {@code *} stand for one
   *     segment, {@code **} for any rest. It is compared with the path as sent and with the {@code
   *     /v1/api} path that a {@code /v1/portal} path means
   * @return the rule, to be told what to do
   */
  public Rule on(String method, String pathPattern) {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(pathPattern, "pathPattern");
    return new Rule(this, method, PathPattern.of(pathPattern));
  }

  /**
   * Forgets all rules, sets the clock skew back to zero and activates the consumer key. A request
   * that hangs goes on hanging.
   */
  public void clear() {
    rules.clear();
    clockSkew(Duration.ZERO);
    oauth1.registry().activateAll();
  }

  /**
   * Sets the server's clock off: the {@code Date} header and every time check follow the
   * simulator's clock plus this.
   *
   * @param skew positive when the server is ahead
   */
  public void clockSkew(Duration skew) {
    time.skew(Objects.requireNonNull(skew, "skew"));
    oauth1.nonces().forgetOrder();
  }

  /** Lets every access token expire now; SSO sessions opened with them live on. */
  public void expireAccessTokensNow() {
    broker.expireAccessTokens();
  }

  /** Lets every SSO token expire now, and with it the brokerage session it holds. */
  public void expireSsoTokensNow() {
    broker.endSessions();
  }

  /**
   * Ends every login at the gateway now, and with it the brokerage session it holds: somebody has
   * to log in there again.
   */
  public void endGatewayLoginsNow() {
    broker.endGatewayLogins();
  }

  /**
   * Lets a program elsewhere take the brokerage session: logins live on and see {@code competing}.
   */
  public void competingLoginNow() {
    broker.competingLogin();
  }

  /**
   * Lets a program elsewhere take the brokerage session of one user.
   *
   * @param userName as he logs in
   */
  public void competingLoginNow(String userName) {
    broker.competingLogin(Objects.requireNonNull(userName, "userName"));
  }

  /**
   * The daily reset, now: every login and every brokerage session ends, also one held elsewhere,
   * and with the logins their live session tokens. A consumer key that was not active becomes
   * active.
   */
  public void resetNow() {
    broker.endSessions();
    broker.endSignedLogins();
    broker.endGatewayLogins();
    broker.endBrokerageSessions();
    oauth1.registry().activateAll();
  }

  /**
   * Lets every live session token expire now; the brokerage session lives on, and a new token goes
   * on with it.
   */
  public void expireLiveSessionTokensNow() {
    oauth1.registry().expireLiveTokens();
  }

  /**
   * Revokes every OAuth 1.0a access token now, for good: also the one in {@link
   * SimulatorCredentials#firstPartyConsumer()}.
   */
  public void revokeAccessTokensNow() {
    oauth1.registry().revokeAll();
  }

  /**
   * Revokes one OAuth 1.0a access token now, for good; does nothing when there is no such token.
   *
   * @param accessToken as the consumer sends it
   */
  public void revokeAccessToken(String accessToken) {
    oauth1.registry().revoke(Objects.requireNonNull(accessToken, "accessToken"));
  }

  /**
   * Makes the first-party consumer key unknown to the server until a moment, as a key is that was
   * registered only now. {@link #resetNow} and {@link #clear} activate it as well.
   *
   * @param when the key becomes active
   */
  public void consumerNotActiveUntil(Instant when) {
    oauth1.registry().activateFrom(oauth1.firstParty(), Objects.requireNonNull(when, "when"));
  }

  /**
   * Makes the first-party consumer key unknown to the server until the next daily reset.
   *
   * @return when that is
   */
  public Instant consumerNotActiveUntilReset() {
    Instant reset = broker.nextReset();
    consumerNotActiveUntil(reset);
    return reset;
  }

  /** Ends the brokerage sessions now; logins live on and see {@code authenticated: false}. */
  public void brokerageResetNow() {
    broker.endBrokerageSessions();
  }

  Disturbance next(String method, String sentPath, String path) {
    lock.lock();
    try {
      for (Rule rule : rules) {
        if (rule.fits(method, sentPath, path) && rule.use()) {
          if (rule.isUsedUp()) {
            rules.remove(rule);
          }
          return rule.disturbance();
        }
      }
      return Disturbance.NONE;
    } finally {
      lock.unlock();
    }
  }

  /** A fault in the making. The methods that return the rule refine it; the others end it. */
  public static final class Rule {
    private final Faults faults;
    private final String method;
    private final PathPattern pattern;
    private int skip;
    private int left = 1;
    private boolean always;
    private boolean processed;
    private int someBytes;
    private Duration delay = Duration.ZERO;
    private volatile Disturbance disturbance = Disturbance.NONE;

    private Rule(Faults faults, String method, PathPattern pattern) {
      this.faults = faults;
      this.method = method;
      this.pattern = pattern;
    }

    /** Applies to this many requests instead of one. */
    public Rule times(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("a fault must apply at least once");
      }
      left = count;
      return this;
    }

    /** Applies to every request until {@link Faults#clear}. */
    public Rule always() {
      always = true;
      return this;
    }

    /** Lets this many fitting requests pass first. */
    public Rule after(int count) {
      if (count < 0) {
        throw new IllegalArgumentException(
            "the number of requests to let pass must not be negative");
      }
      skip = count;
      return this;
    }

    /** Lets the request take effect at the broker before the fault hides its answer. */
    public Rule afterProcessing() {
      processed = true;
      return this;
    }

    /** Answers late, in real time. On its own the answer is the real one. */
    public Rule delay(Duration duration) {
      if (Objects.requireNonNull(duration, "duration").isNegative()) {
        throw new IllegalArgumentException("a delay must not be negative");
      }
      delay = duration;
      apply(null, Delivery.WHOLE, true);
      return this;
    }

    /** Answers with a status and the trading endpoints' JSON error, or with no body below 400. */
    public void status(int status) {
      Answer answer =
          status < 400
              ? Answer.text(status, Answer.JSON, "")
              : Answer.errorWithStatus(status, "scripted fault");
      apply(answer, Delivery.WHOLE, processed);
    }

    /** Answers with a status and an HTML page, as the network in front of the broker does. */
    public void html(int status) {
      apply(Answer.html(status, "Scripted fault " + status), Delivery.WHOLE, processed);
    }

    /** Answers with a problem+json body. */
    public void problem(int status, String title, String detail) {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(detail, "detail");
      apply(Answer.problem(status, title, detail), Delivery.WHOLE, processed);
    }

    /** Answers with this status, content type (empty for none) and text. */
    public void body(int status, String contentType, String text) {
      Objects.requireNonNull(contentType, "contentType");
      Objects.requireNonNull(text, "text");
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      apply(
          new Answer(status, contentType, bytes, Map.of(), "scripted fault"),
          Delivery.WHOLE,
          processed);
    }

    /** Answers 429, without {@code Retry-After}: the broker documents none. */
    public void tooManyRequests() {
      apply(Answer.errorWithStatus(429, "Too Many Requests"), Delivery.WHOLE, processed);
    }

    /** Answers 429 with {@code Retry-After} in seconds. */
    public void tooManyRequests(Duration retryAfter) {
      String seconds = Long.toString(Objects.requireNonNull(retryAfter, "retryAfter").toSeconds());
      Answer answer =
          Answer.errorWithStatus(429, "Too Many Requests").withHeader("Retry-After", seconds);
      apply(answer, Delivery.WHOLE, processed);
    }

    /** Closes the connection without a byte of answer. */
    public void cutConnection() {
      apply(null, Delivery.CUT, processed);
    }

    /**
     * Closes the connection once the head of the request has come, before its body is read: the
     * request takes no effect, and its sender may not have got rid of the body.
     *
     * @throws IllegalStateException after {@link #afterProcessing}, which this cannot be
     */
    public void cutBeforeReading() {
      if (processed) {
        throw new IllegalStateException("a request that is not read cannot take effect");
      }
      apply(null, Delivery.UNREAD, false);
    }

    /** Lets the request take effect, sends half of the status line and closes the connection. */
    public void cutInHead() {
      apply(null, Delivery.HEAD, true);
    }

    /**
     * Lets the request take effect, sends the head of the real answer and some bytes of its body,
     * all but the last one at most, and closes the connection.
     *
     * @param bytes zero or more
     */
    public void cutInBody(int bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("the number of bytes must not be negative");
      }
      someBytes = bytes;
      apply(null, Delivery.SOME, true);
    }

    /**
     * Lets the request take effect, sends half of the real answer's body and closes the connection.
     */
    public void halfBody() {
      apply(null, Delivery.HALF, true);
    }

    /** Never answers; the connection stays open until the simulator is closed. */
    public void hang() {
      apply(null, Delivery.HANG, processed);
    }

    private void apply(@Nullable Answer answer, Delivery delivery, boolean takesEffect) {
      disturbance = new Disturbance(answer, delivery, someBytes, delay, takesEffect);
      if (!faults.rules.contains(this)) {
        faults.rules.add(this);
      }
    }

    private boolean fits(String requestMethod, String sentPath, String path) {
      return (method.equals("*") || method.equalsIgnoreCase(requestMethod))
          && (pattern.matches(path) || pattern.matches(sentPath));
    }

    private boolean use() {
      if (skip > 0) {
        skip--;
        return false;
      }
      if (always) {
        return true;
      }
      return left-- > 0;
    }

    private boolean isUsedUp() {
      return !always && left <= 0;
    }

    private Disturbance disturbance() {
      return disturbance;
    }
  }
}
