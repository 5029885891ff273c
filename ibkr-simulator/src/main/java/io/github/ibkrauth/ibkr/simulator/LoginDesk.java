package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The broker's side of a human's login at a gateway: the pages, the checks, and the cookies a login
 * ends with. Thread-safe.
 */
final class LoginDesk {
  static final String PAGE = "/sso/Login";
  static final String DISPATCHER = "/sso/Dispatcher";

  private static final int OPEN_ATTEMPTS = 64;

  /** A login whose password was right. */
  private record Attempt(BrokerUser user, int codesLeft) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Broker broker;
  private final TokenMint mint;
  private final BrokerUser paper;
  private final BrokerUser live;
  private final String password;
  private final URI baseUri;
  private final SecondFactor secondFactor = SecondFactor.fresh();
  private final Map<String, Attempt> attempts = new LinkedHashMap<>();
  private final Map<String, Integer> failuresInARow = new HashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile LoginPageLayout layout = LoginPageLayout.PAPER_SWITCH;
  private volatile boolean asksForCode;
  private volatile boolean asksForTwoCodes;
  private volatile int failuresUntilLocked = 10;

  LoginDesk(
      Broker broker,
      TokenMint mint,
      BrokerUser paper,
      BrokerUser live,
      String password,
      URI baseUri) {
    this.broker = broker;
    this.mint = mint;
    this.paper = paper;
    this.live = live;
    this.password = password;
    this.baseUri = baseUri;
  }

  void addTo(RouteTable routes) {
    routes.get(PAGE, call -> credentialsPage("")).post(DISPATCHER, this::dispatch);
  }

  BrokerUser paper() {
    return paper;
  }

  BrokerUser live() {
    return live;
  }

  String password() {
    return password;
  }

  SecondFactor secondFactor() {
    return secondFactor;
  }

  int failures() {
    return failures.get();
  }

  void requireCode(boolean value) {
    asksForCode = value;
  }

  void requireTwoCodes(boolean value) {
    asksForTwoCodes = value;
  }

  void show(LoginPageLayout value) {
    layout = value;
  }

  void lockAfter(int failedLogins) {
    failuresUntilLocked = failedLogins;
  }

  void unlock() {
    lock.lock();
    try {
      failuresInARow.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Lets a user in: a redirect with the cookies of a new login. */
  Answer admit(BrokerUser user) {
    OuterSession login = broker.openAtGateway(user);
    return Answer.text(302, Answer.HTML, "")
        .withHeader("Location", baseUri + "/sso/Login?loginType=" + (user.isPaper() ? 2 : 1))
        .withCookie(GatewayCookie.NAME + "=" + login.token + "; Path=/; Secure; HttpOnly")
        .withCookie("XYZAB_AM.LOGIN=" + mint.hex(20) + "; Path=/; Secure; HttpOnly")
        .withCookie("USERID=" + user.id() + "; Path=/; Secure")
        .withCookie("JSESSIONID=" + mint.hex(16) + "; Path=/sso; Secure; HttpOnly")
        .withCookie("x-sess-uuid=" + mint.hex(12) + "; Path=/; Secure; HttpOnly");
  }

  private Answer dispatch(Call call) {
    Map<String, List<String>> form = call.formParameters();
    String ticket = field(form, LoginPages.TICKET_FIELD);
    lock.lock();
    try {
      return ticket.isEmpty() ? withPassword(form) : withCode(ticket, form);
    } finally {
      lock.unlock();
    }
  }

  private Answer withPassword(Map<String, List<String>> form) {
    BrokerUser user = named(field(form, layout.userField));
    if (user != null && isLocked(user)) {
      failures.incrementAndGet();
      return credentialsPage("This user is locked after too many failed logins");
    }
    if (user == null || !field(form, LoginPages.PASSWORD_FIELD).equals(password)) {
      failed(user);
      return credentialsPage("Invalid username password combination");
    }
    boolean onPaper = !field(form, LoginPages.PAPER_FIELD).isEmpty();
    int codes = asksForTwoCodes ? 2 : asksForCode ? 1 : 0;
    return next(new Attempt(onPaper ? paper : user, codes));
  }

  private Answer withCode(String ticket, Map<String, List<String>> form) {
    Attempt attempt = attempts.remove(ticket);
    if (attempt == null) {
      return credentialsPage("This login took too long");
    }
    if (isLocked(attempt.user())) {
      failures.incrementAndGet();
      return credentialsPage("This user is locked after too many failed logins");
    }
    if (!secondFactor.accepts(field(form, LoginPages.CODE_FIELD).trim(), broker.now())) {
      failed(attempt.user());
      return codePage("Invalid security code", attempt);
    }
    return next(new Attempt(attempt.user(), attempt.codesLeft() - 1));
  }

  private Answer next(Attempt attempt) {
    if (attempt.codesLeft() > 0) {
      return codePage("", attempt);
    }
    failuresInARow.remove(attempt.user().name());
    return admit(attempt.user());
  }

  private Answer codePage(String error, Attempt attempt) {
    String ticket = mint.hex(16);
    attempts.put(ticket, attempt);
    if (attempts.size() > OPEN_ATTEMPTS) {
      attempts.remove(attempts.keySet().iterator().next());
    }
    return LoginPages.secondFactor(layout, error, ticket);
  }

  private Answer credentialsPage(String error) {
    return LoginPages.credentials(layout, error, paper.name(), password);
  }

  private void failed(@Nullable BrokerUser user) {
    failures.incrementAndGet();
    if (user != null) {
      failuresInARow.merge(user.name(), 1, Integer::sum);
    }
  }

  private boolean isLocked(BrokerUser user) {
    return failuresInARow.getOrDefault(user.name(), 0) >= failuresUntilLocked;
  }

  private @Nullable BrokerUser named(String name) {
    if (name.equals(paper.name())) {
      return paper;
    }
    return name.equals(live.name()) ? live : null;
  }

  private static String field(Map<String, List<String>> form, String name) {
    return Optional.ofNullable(form.get(name)).map(values -> values.get(0)).orElse("");
  }
}
