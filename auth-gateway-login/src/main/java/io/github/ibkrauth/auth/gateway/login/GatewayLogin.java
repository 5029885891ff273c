package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.Maintenance;
import io.github.ibkrauth.auth.gateway.TickleView;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.spi.ConfigSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs in at the page of a Client Portal Gateway, in a browser on the gateway's computer.
 *
 * <p><b>IBKR does not support automated logins at the gateway</b>, advises against programs that
 * make them, and changes the page without notice; too many wrong ones lock the user. This class
 * sends a password once for each call, counts what fails in a file, and after three failures sends
 * none until {@link #resetFailures()}. The strategies {@code oauth2-jwt} and {@code oauth1a} need
 * no login by page.
 *
 * <p>It needs Chromium or Chrome and chromedriver of the same version, which it does not download.
 * Where the gateway is, and by which certificate it is known, say the settings of {@code
 * gateway-session}; the browser takes no other certificate for it. A password is typed into a page
 * of the gateway's own address only.
 *
 * <p>Thread-safe; one login is made at a time, over all processes that share a state directory.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayLogin {

  private static final ConfigSpec SPEC = ConfigSpec.of("gateway-login", GatewayLoginKeys.all());

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final SecondFactor secondFactor;
  private final Consumer<String> progress;
  private final LoginBrowser.Launcher launcher;
  private final PageElements elements;
  private final FailureCounter failures;
  private final Path stateDirectory;

  private GatewayLogin(Builder builder) {
    this.config = builder.config;
    this.runtime = builder.runtime;
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new AuthConfigurationException(problems);
    }
    this.progress = builder.progress;
    this.elements = new PageElements(config);
    this.secondFactor =
        Optional.ofNullable(builder.secondFactor).orElseGet(() -> configured(config, runtime));
    this.launcher =
        Optional.ofNullable(builder.launcher)
            .orElseGet(() -> new ChromiumLauncher(config, runtime, new Programs(System.getenv())));
    this.stateDirectory =
        config
            .find(GatewayLoginKeys.STATE_DIRECTORY)
            .orElseGet(KnownServers::defaultDirectory)
            .toAbsolutePath();
    this.failures = new FailureCounter(stateDirectory, runtime.clock());
  }

  /**
   * Starts to set one up.
   *
   * @param config the settings of {@link GatewayLoginKeys} and of the strategy {@code
   *     gateway-session}
   * @param runtime clock, waits, and what the application lends
   */
  public static Builder builder(AuthConfig config, AuthRuntime runtime) {
    return new Builder(
        Objects.requireNonNull(config, "config"), Objects.requireNonNull(runtime, "runtime"));
  }

  /**
   * Logs in, unless somebody is logged in already, and opens the brokerage session. Blocks until
   * tickle says authenticated, connected and not competing, or until {@link
   * GatewayLoginKeys#TIMEOUT}. What goes wrong on the way is told by the result.
   *
   * @param mode who does what
   * @throws AuthConfigurationException when user name or password is missing and the mode needs
   *     them, a selector is malformed, or failures cannot be counted
   */
  public LoginResult logIn(LoginMode mode) {
    try (Gateway gateway = Gateway.open(config, runtime)) {
      return logIn(gateway, mode);
    }
  }

  /**
   * Does the same at a gateway that the caller opened with the same settings, and may go on using.
   *
   * @param gateway stays open
   * @param mode who does what
   * @throws AuthConfigurationException as {@link #logIn(LoginMode)} does
   */
  public LoginResult logIn(Gateway gateway, LoginMode mode) {
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(mode, "mode");
    Instant end = runtime.clock().instant().plus(config.get(GatewayLoginKeys.TIMEOUT));
    try {
      TickleView before = gateway.tickle();
      LoginResult result =
          switch (Maintenance.decide(before)) {
            case NOOP ->
                LoginResult.of(
                    LoginOutcome.ALREADY_READY, "Somebody is logged in, and the session is ready.");
            case ERROR -> interruptedOr(LoginOutcome.GATEWAY_TROUBLE, before.sentence());
            case REAUTH, LOGOUT_THEN_REAUTH -> ready(gateway, end, LoginOutcome.OPENED);
            case LOGIN_REQUIRED -> mode.fillsIn() ? fillIn(gateway, mode, end) : wait(gateway, end);
          };
      return paperIfWanted(gateway, mode, result);
    } catch (BrowserTrouble e) {
      return interruptedOr(LoginOutcome.BROWSER_TROUBLE, e.sentence());
    } catch (AuthTransportException e) {
      return interruptedOr(LoginOutcome.GATEWAY_TROUBLE, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interruptedOr(LoginOutcome.INTERRUPTED, "");
    }
  }

  /**
   * Returns how often the configured user's login failed since the last good one.
   *
   * @throws AuthConfigurationException when no user name is set, or the counter cannot be read
   */
  public FailedLogins failures() {
    return failures.of(config.get(GatewayLoginKeys.USER_NAME));
  }

  /**
   * Forgets all failures, of every user, also where the counter's file is damaged. For a human who
   * knows why they failed, and that the broker has not locked the user.
   *
   * @throws AuthConfigurationException when the counter cannot be written
   */
  public void resetFailures() {
    failures.resetAll();
  }

  private LoginResult wait(Gateway gateway, Instant end) throws InterruptedException {
    progress.accept("Log in in the browser window that opens: " + gateway.loginPage());
    TypedValues typed = new TypedValues();
    try (LoginBrowser browser = launcher.launch(true)) {
      PageRun run = run(browser, gateway, LoginMode.MANUAL, end, typed, () -> {});
      Optional<LoginResult> failure = run.run();
      if (failure.isPresent()) {
        return evidence().keep(failure.get(), browser, typed);
      }
    }
    return ready(gateway, end, LoginOutcome.LOGGED_IN);
  }

  private LoginResult fillIn(Gateway gateway, LoginMode mode, Instant end)
      throws InterruptedException {
    Secret userName = config.get(GatewayLoginKeys.USER_NAME);
    requirePassword();
    Optional<LoginLock> taken = LoginLock.take(stateDirectory);
    if (taken.isEmpty()) {
      return LoginResult.of(
          LoginOutcome.BUSY, "Another process is logging in at this moment: wait for it.");
    }
    try (LoginLock held = taken.get()) {
      Objects.requireNonNull(held, "held");
      FailedLogins before = failures.of(userName);
      if (before.heldBack()) {
        return LoginResult.of(LoginOutcome.HELD_BACK, heldBack(before));
      }
      Optional<LoginResult> failure = throughThePage(gateway, mode, end, userName);
      if (failure.isPresent()) {
        return failure.get();
      }
    }
    return ready(gateway, end, LoginOutcome.LOGGED_IN);
  }

  private Optional<LoginResult> throughThePage(
      Gateway gateway, LoginMode mode, Instant end, Secret userName) throws InterruptedException {
    progress.accept("Opening " + gateway.loginPage());
    TypedValues typed = new TypedValues();
    // Also what is never typed, since a page that is kept might show it.
    List.of(
            GatewayLoginKeys.USER_NAME,
            GatewayLoginKeys.PASSWORD,
            GatewayLoginKeys.TOTP_SECRET,
            GatewayLoginKeys.ONE_OFF_CODE)
        .forEach(key -> config.find(key).ifPresent(typed::add));
    try (LoginBrowser browser = launcher.launch(mode.hasWindow())) {
      PageRun run = run(browser, gateway, mode, end, typed, () -> failures.count(userName));
      Optional<LoginResult> failure = run.run();
      if (failure.isEmpty()) {
        failures.reset(userName);
        return failure;
      }
      // The password was taken, so that this is no wrong login.
      if (run.hasSent() && failure.get().outcome() == LoginOutcome.SECOND_FACTOR_MISSING) {
        failures.takeBack(userName);
      }
      return Optional.of(evidence().keep(counted(failure.get(), userName), browser, typed));
    }
  }

  private PageRun run(
      LoginBrowser browser,
      Gateway gateway,
      LoginMode mode,
      Instant end,
      TypedValues typed,
      Runnable beforeSending) {
    PagePlan plan =
        new PagePlan(
            mode,
            gateway.loginPage(),
            elements,
            config.find(GatewayLoginKeys.USER_NAME),
            config.find(GatewayLoginKeys.PASSWORD),
            config.get(GatewayLoginKeys.PAPER),
            secondFactor,
            config.get(GatewayLoginKeys.PAGE_TIMEOUT),
            end,
            progress);
    return new PageRun(browser, gateway, runtime, plan, typed, beforeSending);
  }

  private LoginResult ready(Gateway gateway, Instant end, LoginOutcome outcome)
      throws InterruptedException {
    progress.accept("Opening the brokerage session.");
    return new Readiness(gateway, runtime)
        .await(config.get(GatewayLoginKeys.COMPETE), end, outcome);
  }

  /** Real money must not be at stake where somebody wanted paper. */
  private LoginResult paperIfWanted(Gateway gateway, LoginMode mode, LoginResult result) {
    if (!result.ready()
        || !config.get(GatewayLoginKeys.PAPER)
        || gateway.verify().paper().orElse(true)) {
      return result;
    }
    boolean ours = mode.fillsIn() && result.outcome() == LoginOutcome.LOGGED_IN;
    if (ours) {
      gateway.logout();
    }
    return LoginResult.of(
        LoginOutcome.NOT_PAPER,
        "The paper account was wanted, and a live user is logged in"
            + (ours
                ? "; he was logged out again. Log in with the paper account's own user name."
                : ". Log out first, then log in to the paper account."));
  }

  private LoginResult counted(LoginResult failure, Secret userName) {
    FailedLogins now = failures.of(userName);
    return failure.outcome() == LoginOutcome.REFUSED
        ? LoginResult.of(
            failure.outcome(),
            failure.sentence()
                + " This was failure "
                + now.count()
                + " of "
                + FailedLogins.LIMIT
                + (now.heldBack() ? ": nothing more is tried." : "."))
        : failure;
  }

  private static String heldBack(FailedLogins before) {
    return before.count()
        + " logins in a row failed, the last at "
        + before.last().map(Instant::toString).orElse("an unknown time")
        + ": nothing is tried before the counter is reset by hand, since the broker locks users"
        + " after wrong logins. Find out why they failed, make sure that you can log in with a"
        + " browser, then run: ibkr gateway login --reset-failures";
  }

  private LoginResult interruptedOr(LoginOutcome outcome, String sentence) {
    return Thread.currentThread().isInterrupted()
        ? LoginResult.of(LoginOutcome.INTERRUPTED, "The login was broken off.")
        : LoginResult.of(outcome, sentence);
  }

  private void requirePassword() {
    if (config.find(GatewayLoginKeys.PASSWORD).isEmpty()) {
      throw new AuthConfigurationException(List.of(config.missing(GatewayLoginKeys.PASSWORD)));
    }
  }

  private Evidence evidence() {
    return new Evidence(
        config
            .find(GatewayLoginKeys.EVIDENCE_DIRECTORY)
            .orElseGet(() -> stateDirectory.resolve("gateway-login")),
        runtime.clock());
  }

  private static SecondFactor configured(AuthConfig config, AuthRuntime runtime) {
    Optional<Secret> totp = config.find(GatewayLoginKeys.TOTP_SECRET);
    if (totp.isPresent()) {
      return SecondFactor.totp(totp.get(), runtime);
    }
    return config
        .find(GatewayLoginKeys.ONE_OFF_CODE)
        .map(SecondFactor::oneOff)
        .orElseGet(SecondFactor::none);
  }

  private static List<String> problems(AuthConfig config) {
    List<String> problems = new ArrayList<>(SPEC.problems(config));
    if (problems.isEmpty()) {
      range(config, GatewayLoginKeys.PAGE_TIMEOUT, Duration.ofMinutes(10), problems);
      range(config, GatewayLoginKeys.TIMEOUT, Duration.ofHours(1), problems);
      if (config.isSet(GatewayLoginKeys.TOTP_SECRET)
          && config.isSet(GatewayLoginKeys.ONE_OFF_CODE)) {
        problems.add(
            config.spelling(GatewayLoginKeys.TOTP_SECRET)
                + " and "
                + config.spelling(GatewayLoginKeys.ONE_OFF_CODE)
                + " are set together: keep the one that is meant.");
      }
    }
    return problems;
  }

  private static void range(
      AuthConfig config, ConfigKey<Duration> key, Duration most, List<String> problems) {
    Duration value = config.get(key);
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(most) > 0) {
      problems.add(
          config.spelling(key) + " must be between 1 s and " + most.toMinutes() + " minutes.");
    }
  }

  @Override
  public String toString() {
    return "GatewayLogin(failures counted in " + failures.file() + ")";
  }

  /** Sets a login up. Not thread-safe. */
  public static final class Builder {

    private final AuthConfig config;
    private final AuthRuntime runtime;
    private Consumer<String> progress = sentence -> {};
    private @Nullable SecondFactor secondFactor;
    private LoginBrowser.@Nullable Launcher launcher;

    private Builder(AuthConfig config, AuthRuntime runtime) {
      this.config = config;
      this.runtime = runtime;
    }

    /** Sets what gives codes, in place of the one that the settings describe. */
    public Builder secondFactor(SecondFactor value) {
      this.secondFactor = Objects.requireNonNull(value, "secondFactor");
      return this;
    }

    /** Sets who is told what goes on, in sentences without secrets, on the calling thread. */
    public Builder progress(Consumer<String> value) {
      this.progress = Objects.requireNonNull(value, "progress");
      return this;
    }

    Builder launcher(LoginBrowser.Launcher value) {
      this.launcher = value;
      return this;
    }

    /**
     * Builds it; connects to nothing.
     *
     * @throws AuthConfigurationException with every problem of the section {@code gateway-login}
     */
    public GatewayLogin build() {
      return new GatewayLogin(this);
    }
  }
}
