package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.Maintenance;
import io.github.ibkrauth.auth.gateway.MaintenanceAction;
import io.github.ibkrauth.auth.gateway.login.PageView.PaperSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One passage through the login page: looks at it again and again, and does what it asks for. User
 * name and password are sent once, whatever comes of it. Used by one thread.
 */
final class PageRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
  private static final Duration BETWEEN_TICKLES = Duration.ofSeconds(2);
  private static final int MOST_CODES = 3;
  private static final int MOST_CLICKS_ON_THE_SWITCH = 3;

  private final LoginBrowser browser;
  private final Gateway gateway;
  private final AuthRuntime runtime;
  private final PagePlan plan;
  private final TypedValues typed;
  private final Runnable beforeSending;
  private final Set<String> skipped = new HashSet<>();
  private final Instant pageEnd;
  private Instant nextTickle;
  private Instant nextOpening;
  private MaintenanceAction lastTickle = MaintenanceAction.ERROR;
  private boolean sent;
  private String sentPage = "";
  private String sentError = "";
  private int clicksOnTheSwitch;
  private int asks;
  private boolean humanIsAsked;
  private @Nullable Secret pending;
  private @Nullable Instant gone;

  /**
   * Prepares it.
   *
   * @param beforeSending done once, before user name and password are sent
   */
  PageRun(
      LoginBrowser browser,
      Gateway gateway,
      AuthRuntime runtime,
      PagePlan plan,
      TypedValues typed,
      Runnable beforeSending) {
    this.browser = browser;
    this.gateway = gateway;
    this.runtime = runtime;
    this.plan = plan;
    this.typed = typed;
    this.beforeSending = beforeSending;
    this.pageEnd = now().plus(plan.pageTimeout());
    this.nextTickle = now().plus(BETWEEN_TICKLES);
    this.nextOpening = now().plus(BETWEEN_TICKLES);
  }

  /**
   * Goes through the page.
   *
   * @return nothing when the login went through, or why it did not
   * @throws BrowserTrouble when the browser ends
   * @throws InterruptedException when the thread is interrupted
   */
  Optional<LoginResult> run() throws InterruptedException {
    browser.open(plan.page());
    while (true) {
      PageView view = browser.look(plan.elements());
      refuseMalformed(view);
      if (view.success() && plan.isOurs(view.origin()) || tickleSaysLoggedIn()) {
        return Optional.empty();
      }
      Optional<LoginResult> end = plan.mode().fillsIn() ? act(view) : Optional.empty();
      if (end.isPresent()) {
        return end;
      }
      if (now().isAfter(plan.end())) {
        return failed(LoginOutcome.TIMED_OUT, timedOut());
      }
      runtime.sleeper().sleep(BETWEEN_LOOKS);
    }
  }

  /** Returns whether user name and password were sent. */
  boolean hasSent() {
    return sent;
  }

  private Optional<LoginResult> act(PageView view) throws InterruptedException {
    return sent ? follow(view) : fillIn(view);
  }

  // --- before user name and password are sent

  private Optional<LoginResult> fillIn(PageView view) {
    if (view.unreachable() && now().isAfter(nextOpening)) {
      nextOpening = now().plus(BETWEEN_TICKLES);
      browser.open(plan.page());
      return Optional.empty();
    }
    if (view.asksForPassword() && plan.isOurs(view.origin())) {
      return send(view);
    }
    return now().isAfter(pageEnd) ? notUnderstood(view) : Optional.empty();
  }

  private Optional<LoginResult> send(PageView view) {
    if (plan.paper() && view.paper() == PaperSwitch.UNKNOWN
        || clicksOnTheSwitch == MOST_CLICKS_ON_THE_SWITCH && switchStandsWrong(view)) {
      return failed(
          LoginOutcome.PAGE_NOT_UNDERSTOOD,
          "The switch between live and paper does not do what is wanted, so nothing was sent: "
              + plan.elements().setting("paper")
              + " may have to name another element.");
    }
    if (switchStandsWrong(view)) {
      clicksOnTheSwitch++;
      browser.click(selector(GatewayLoginKeys.PAPER_SWITCH));
      return Optional.empty();
    }
    Secret userName = typed.add(plan.userName().orElseThrow());
    Secret password = typed.add(plan.password().orElseThrow());
    if (!browser.type(selector(GatewayLoginKeys.USER_NAME_FIELD), userName)
        || !browser.type(selector(GatewayLoginKeys.PASSWORD_FIELD), password)) {
      // The page changed meanwhile; the next look sees how.
      return Optional.empty();
    }
    beforeSending.run();
    sent = true;
    plan.progress().accept("User name and password are sent.");
    submit(view, GatewayLoginKeys.PASSWORD_FIELD);
    return Optional.empty();
  }

  private boolean switchStandsWrong(PageView view) {
    return view.paper() == (plan.paper() ? PaperSwitch.OFF : PaperSwitch.ON);
  }

  private Optional<LoginResult> notUnderstood(PageView view) {
    String limit = "within " + plan.pageTimeout().toSeconds() + " s";
    if (view.unreachable()) {
      return failed(
          LoginOutcome.GATEWAY_TROUBLE,
          "The browser did not reach "
              + plan.origin()
              + " "
              + limit
              + ": see whether the gateway"
              + " runs.");
    }
    if (plan.isOurs(view.origin())) {
      List<String> missing = new ArrayList<>();
      if (!view.userName()) {
        missing.add(plan.elements().setting("userName"));
      }
      if (!view.password()) {
        missing.add(plan.elements().setting("password"));
      }
      return failed(
          LoginOutcome.PAGE_NOT_UNDERSTOOD,
          "The login page showed no element for "
              + String.join(" and ", missing)
              + " "
              + limit
              + ": it was changed. Look at the kept page, and set the selector anew.");
    }
    boolean elsewhere = view.origin().startsWith("http");
    return elsewhere
        ? failed(
            LoginOutcome.PAGE_NOT_UNDERSTOOD,
            "The login page led to "
                + view.origin()
                + ": a password is typed at "
                + plan.origin()
                + " only. gateway-session.login-url may name the page.")
        : failed(
            LoginOutcome.GATEWAY_TROUBLE,
            "The login page did not come "
                + limit
                + ": the gateway may not reach the broker. Try again later.");
  }

  // --- after

  private Optional<LoginResult> follow(PageView view) throws InterruptedException {
    boolean fresh = !view.page().isEmpty() && !view.page().equals(sentPage);
    if (!view.error().isEmpty() && (fresh || !view.error().equals(sentError))) {
      return failed(
          LoginOutcome.REFUSED, "The login was refused; the page says: " + quoted(view.error()));
    }
    if (view.unreachable()) {
      return away();
    }
    gone = null;
    if (!plan.isOurs(view.origin())) {
      return Optional.empty();
    }
    if (view.asksForCode()) {
      return humanIsAsked ? Optional.empty() : typeCode(view);
    }
    if (view.skip() && skipped.add(view.page())) {
      browser.click(selector(GatewayLoginKeys.SKIP));
      return Optional.empty();
    }
    return fresh && view.asksForPassword()
        ? failed(
            LoginOutcome.REFUSED,
            "The page asks for user name and password again, without a reason: check both.")
        : Optional.empty();
  }

  private Optional<LoginResult> typeCode(PageView view) throws InterruptedException {
    Secret code = pending;
    if (code == null) {
      asks++;
      if (asks > MOST_CODES) {
        return failed(
            LoginOutcome.PAGE_NOT_UNDERSTOOD,
            "The page asked for a code more than " + MOST_CODES + " times.");
      }
      plan.progress().accept("The page asks for the code of the second factor.");
      Optional<Secret> given = plan.secondFactor().code(asks);
      if (given.isEmpty()) {
        return codeIsMissing();
      }
      code = typed.add(given.get());
      pending = code;
    }
    if (browser.type(selector(GatewayLoginKeys.CODE_FIELD), code)) {
      pending = null;
      submit(view, GatewayLoginKeys.CODE_FIELD);
    }
    return Optional.empty();
  }

  private Optional<LoginResult> codeIsMissing() {
    if (plan.mode().hasWindow()) {
      humanIsAsked = true;
      plan.progress().accept("Type the code into the browser window.");
      return Optional.empty();
    }
    return failed(
        LoginOutcome.SECOND_FACTOR_MISSING,
        asks == 1
            ? "The page asks for a second factor, and there is no code to give: set"
                + " gateway-login.totp-secret or gateway-login.one-off-code, or log in with a"
                + " window."
            : "The page asks for one more code, and there is none: a one-off code is good once."
                + " Set gateway-login.totp-secret, or log in with a window.");
  }

  /** The browser shows that the gateway does not answer: it may come back, without the login. */
  private Optional<LoginResult> away() {
    Instant since = gone;
    if (since == null) {
      gone = now();
      lastTickle = MaintenanceAction.ERROR;
      return Optional.empty();
    }
    boolean back = lastTickle == MaintenanceAction.LOGIN_REQUIRED;
    return back || now().isAfter(since.plus(plan.pageTimeout()))
        ? failed(
            LoginOutcome.GATEWAY_TROUBLE,
            "The gateway went away while somebody logged in"
                + (back ? ", came back, and nobody is logged in there." : ", and stayed away.")
                + " Nothing is sent twice: log in again.")
        : Optional.empty();
  }

  private void submit(PageView view, ConfigKey<String> field) {
    sentPage = view.page();
    sentError = view.error();
    if (!view.submit() || !browser.click(selector(GatewayLoginKeys.SUBMIT))) {
      browser.enter(selector(field));
    }
  }

  /** Asks the gateway itself, which knows also of a login in another browser. */
  private boolean tickleSaysLoggedIn() {
    if (plan.mode().fillsIn() && !sent || now().isBefore(nextTickle)) {
      return false;
    }
    lastTickle = Maintenance.decide(gateway.tickle());
    nextTickle = now().plus(BETWEEN_TICKLES);
    return lastTickle != MaintenanceAction.ERROR && lastTickle != MaintenanceAction.LOGIN_REQUIRED;
  }

  private void refuseMalformed(PageView view) {
    if (!view.wrong().isEmpty()) {
      throw new AuthConfigurationException(
          view.wrong().stream()
              .map(name -> plan.elements().setting(name) + " is no CSS selector.")
              .toList());
    }
  }

  private String timedOut() {
    if (!plan.mode().fillsIn()) {
      return "Nobody logged in before the time was over (gateway-login.timeout).";
    }
    return plan.mode().hasWindow()
        ? "The login did not go through before the time was over (gateway-login.timeout): a code or"
            + " a confirmation may be missing."
        : "The page neither let the user in nor refused him before the time was over"
            + " (gateway-login.timeout). Where a login is confirmed on a phone, log in with a"
            + " window.";
  }

  private Optional<LoginResult> failed(LoginOutcome outcome, String sentence) {
    return Optional.of(LoginResult.of(outcome, sentence));
  }

  private String quoted(String said) {
    return "\"" + typed.blank(said).replaceAll("\\s+", " ") + "\"";
  }

  private String selector(ConfigKey<String> key) {
    return plan.elements().selector(key);
  }

  private Instant now() {
    return runtime.clock().instant();
  }
}
