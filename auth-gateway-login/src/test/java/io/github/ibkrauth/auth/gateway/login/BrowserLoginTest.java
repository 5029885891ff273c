package io.github.ibkrauth.auth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.testkit.LogLeakExtension;
import io.github.ibkrauth.ibkr.simulator.LoginPageLayout;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Logins at the simulator's page, with a real Chromium. */
class BrowserLoginTest {

  private static final Scene SCENE = new Scene();
  private static final SharedBrowser BROWSER = new SharedBrowser();

  @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();
  @TempDir Path directory;
  private final SimulatedGateway gateway = SCENE.gateway();
  private final int failedBefore = gateway.failedLogins();

  @BeforeAll
  static void findBrowser() {
    SharedBrowser.assumeThere();
  }

  @AfterAll
  static void close() {
    Set<ProcessHandle> family = ProcessHandle.current().descendants().collect(Collectors.toSet());
    BROWSER.close();
    SCENE.close();
    assertThat(family.stream().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @BeforeEach
  void begin() {
    SCENE.reset(directory);
    leaks.canary(gateway.password());
    leaks.canary(gateway.totpSecret());
    SCENE.set("page-timeout", "300s");
    SCENE.set("timeout", "1h");
  }

  private LoginResult logIn(LoginMode mode) {
    return leaks.scan(login().build().logIn(mode));
  }

  private GatewayLogin.Builder login() {
    return SCENE.login().launcher(BROWSER.launcher(SCENE.config(), SCENE.runtime()));
  }

  @Test
  void headless_whenNameAndPasswordAreRight_logsInAndTheSessionIsReady() {
    LoginResult result = logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(gateway.failedLogins() - failedBefore).isZero();
    assertThat(SCENE.simulator().requests().entries())
        .extracting(request -> request.path())
        .contains("/v1/api/iserver/auth/ssodh/init");
    try (Gateway there = Gateway.open(SCENE.config(), SCENE.runtime())) {
      assertThat(there.verify().ok()).isTrue();
    }
    assertThat(directory.resolve("state").resolve("gateway-login")).doesNotExist();
  }

  @Test
  void headless_whenThePageHasNoSwitchAndPaperIsWanted_logsInAndChecksIt() {
    gateway.pageLayout(LoginPageLayout.NO_SWITCH);
    SCENE.set("paper", "true");

    LoginResult paper = logIn(LoginMode.HEADLESS);

    assertThat(paper.outcome()).as(paper.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);

    gateway.logOut();
    SCENE.set("user-name", gateway.liveUserName());
    LoginResult live = logIn(LoginMode.HEADLESS);

    assertThat(live.outcome()).isEqualTo(LoginOutcome.NOT_PAPER);
    assertThat(gateway.isLoggedIn()).isFalse();
  }

  @Test
  void headless_whenPaperIsWantedAndThereIsASwitch_setsIt() {
    SCENE.set("paper", "true");
    SCENE.set("user-name", gateway.liveUserName());

    LoginResult result = logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    try (Gateway there = Gateway.open(SCENE.config(), SCENE.runtime())) {
      assertThat(there.verify().paper()).contains(true);
    }
  }

  @Test
  void headless_whenAnAuthenticatorIsAskedTwice_givesTwoCodes() {
    gateway.askSecondFactorTwice(true);
    SCENE.set("totp-secret", gateway.totpSecret());

    LoginResult result = logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(gateway.failedLogins() - failedBefore).isZero();
    assertThat(SCENE.progress().stream().filter(line -> line.contains("second factor"))).hasSize(2);
  }

  @Test
  void headless_whenThereIsAOneOffCode_isGoodForOneAskAndNotForTwo() {
    gateway.requireSecondFactor(true);
    SCENE.set("one-off-code", leaks.canary(gateway.oneOffCode()));

    LoginResult once = logIn(LoginMode.HEADLESS);

    assertThat(once.outcome()).as(once.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);

    gateway.logOut();
    gateway.askSecondFactorTwice(true);
    SCENE.set("one-off-code", leaks.canary(gateway.oneOffCode()));
    LoginResult twice = logIn(LoginMode.HEADLESS);

    assertThat(twice.outcome()).isEqualTo(LoginOutcome.SECOND_FACTOR_MISSING);
    assertThat(login().build().failures().count()).isZero();
    assertBlank(twice, gateway.password());
  }

  @Test
  void headless_whenTheCodeIsWrong_countsIt() {
    gateway.requireSecondFactor(true);
    SCENE.set("one-off-code", "000000");

    LoginResult result = logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).isEqualTo(LoginOutcome.REFUSED);
    assertThat(result.sentence()).contains("Invalid security code").contains("failure 1 of 3");
    assertThat(login().build().failures().count()).isEqualTo(1);
    assertBlank(result, gateway.password());
  }

  @Test
  void assisted_whenThereIsNoCode_leavesItToTheHuman() {
    gateway.requireSecondFactor(true);
    String code = leaks.canary(gateway.oneOffCode());
    GatewayLogin login =
        SCENE
            .login()
            .launcher(
                window ->
                    new Human(
                        BROWSER.launcher(SCENE.config(), SCENE.runtime()).launch(window),
                        (browser, view) ->
                            view.asksForCode()
                                && browser.type("#xyz-field-bronze-response", Secret.of(code))
                                && browser.enter("#xyz-field-bronze-response")))
            .build();

    LoginResult result = login.logIn(LoginMode.ASSISTED);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(SCENE.progress()).contains("Type the code into the browser window.");
  }

  @Test
  void manual_whenAHumanLogsIn_noticesAndWaitsForTheSession() {
    SCENE.set("user-name", "nobody-who-is-typed");
    GatewayLogin login =
        SCENE
            .login()
            .launcher(
                window ->
                    new Human(
                        BROWSER.launcher(SCENE.config(), SCENE.runtime()).launch(window),
                        (browser, view) ->
                            window
                                && view.asksForPassword()
                                && browser.type(
                                    "input[name=user_name]", Secret.of(gateway.userName()))
                                && browser.type(
                                    "input[name=password]", Secret.of(gateway.password()))
                                && browser.enter("input[name=password]")))
            .build();

    LoginResult result = login.logIn(LoginMode.MANUAL);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(directory.resolve("state").resolve(FailureCounter.FILE)).doesNotExist();
  }

  @Test
  void headless_whenThePasswordIsWrongThreeTimes_triesNoMoreUntilReset() {
    String wrong = "a wrong <password> & \"quoted\"";
    SCENE.set("password", wrong);
    for (int i = 1; i <= 3; i++) {
      LoginResult refused = logIn(LoginMode.HEADLESS);
      assertThat(refused.outcome()).as(refused.sentence()).isEqualTo(LoginOutcome.REFUSED);
      assertThat(refused.sentence()).contains("Invalid username").contains("failure " + i);
      // The simulator's page shows the right one, which nobody typed.
      assertBlank(refused, wrong);
    }
    SCENE.set("password", gateway.password());
    int launches = BROWSER.launches();

    LoginResult held = logIn(LoginMode.HEADLESS);

    assertThat(held.outcome()).isEqualTo(LoginOutcome.HELD_BACK);
    assertThat(held.sentence()).contains("--reset-failures");
    assertThat(gateway.failedLogins() - failedBefore).isEqualTo(3);
    assertThat(BROWSER.launches()).isEqualTo(launches);

    login().build().resetFailures();
    LoginResult after = logIn(LoginMode.HEADLESS);
    assertThat(after.outcome()).as(after.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
  }

  @Test
  void headless_whenThePageWasChanged_saysWhatIsMissingAndASettingHelps() {
    gateway.pageLayout(LoginPageLayout.NO_SWITCH);
    SCENE.set("selector.user-name", "input[name=user_name]");
    SCENE.set("page-timeout", "12s");

    LoginResult changed = logIn(LoginMode.HEADLESS);

    assertThat(changed.outcome())
        .as(changed.sentence())
        .isEqualTo(LoginOutcome.PAGE_NOT_UNDERSTOOD);
    assertThat(changed.sentence())
        .contains("auth.gateway-login.selector.user-name")
        .doesNotContain("selector.password");
    assertThat(changed.page().orElseThrow()).content().contains("name=\"username\"");
    assertThat(login().build().failures().count()).isZero();
    assertBlank(changed, gateway.password());

    SCENE.set("selector.user-name", "input[name=username]");
    SCENE.set("page-timeout", "300s");
    LoginResult after = logIn(LoginMode.HEADLESS);
    assertThat(after.outcome()).as(after.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
  }

  @Test
  void headless_whenThePageIsSlow_waitsForIt() {
    gateway.pageDelay(Duration.ofMillis(1200));
    gateway.requireSecondFactor(true);
    SCENE.set("one-off-code", gateway.oneOffCode());

    LoginResult result = logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(gateway.failedLogins() - failedBefore).isZero();
  }

  @Test
  void headless_whenTheGatewayRestartsMeanwhile_saysSoAndTheNextLoginWorks() {
    gateway.requireSecondFactor(true);
    GatewayLogin login =
        SCENE
            .login()
            .secondFactor(
                ask -> {
                  gateway.stop();
                  return Optional.of(Secret.of(gateway.oneOffCode()));
                })
            .launcher(
                window ->
                    new Human(
                        BROWSER.launcher(SCENE.config(), SCENE.runtime()).launch(window),
                        (browser, view) -> {
                          if (view.unreachable()) {
                            gateway.restart();
                          }
                          return view.unreachable();
                        }))
            .build();

    LoginResult result = login.logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.GATEWAY_TROUBLE);
    assertThat(result.sentence()).contains("went away").contains("log in again");
    assertThat(login.failures().count()).as("nobody saw how it ended").isEqualTo(1);

    SCENE.set("one-off-code", gateway.oneOffCode());
    LoginResult again = logIn(LoginMode.HEADLESS);
    assertThat(again.outcome()).as(again.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(login.failures().count()).isZero();
  }

  @Test
  void headless_whenProcessesAreListedMeanwhile_noneShowsACredential() {
    gateway.requireSecondFactor(true);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    GatewayLogin login =
        login()
            .secondFactor(
                ask -> {
                  // The password was typed, and the browser is there yet.
                  ProcessHandle.allProcesses().forEach(process -> listing(process, seen));
                  return Optional.of(Secret.of(gateway.oneOffCode()));
                })
            .build();

    LoginResult result = login.logIn(LoginMode.HEADLESS);

    assertThat(result.outcome()).as(result.sentence()).isEqualTo(LoginOutcome.LOGGED_IN);
    assertThat(seen).anyMatch(line -> line.contains("chromedriver"));
    assertThat(seen)
        .noneMatch(line -> line.contains(gateway.password()))
        .noneMatch(line -> line.contains(gateway.userName()));
  }

  private static void listing(ProcessHandle process, Set<String> seen) {
    process.info().commandLine().ifPresent(seen::add);
    for (String file : List.of("cmdline", "environ")) {
      try {
        Path path = Path.of("/proc", String.valueOf(process.pid()), file);
        seen.add(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // Another user's, or gone, or another system.
      }
    }
  }

  /** The page was kept, and nothing that was typed, or could have been, stands in it. */
  private void assertBlank(LoginResult result, String password) {
    Path page = result.page().orElseThrow();
    assertThat(result.picture().orElseThrow())
        .content(StandardCharsets.ISO_8859_1)
        .startsWith("\u0089PNG");
    assertThat(page)
        .content()
        .contains("IBKR simulator", "<input")
        .doesNotContain(gateway.userName(), password, "wrong &lt;", gateway.totpSecret())
        .doesNotContainPattern("<input type=\"(text|password|hidden)\"[^>]*\\svalue=");
    try (Stream<Path> files = Files.list(page.getParent())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A human who does something once, when he sees the right page. */
  private static final class Human implements LoginBrowser {

    /** Does it; returns whether it was the right page. */
    private interface Deed {
      boolean done(LoginBrowser browser, PageView view);
    }

    private final LoginBrowser browser;
    private final Deed deed;
    private boolean done;

    Human(LoginBrowser browser, Deed deed) {
      this.browser = browser;
      this.deed = deed;
    }

    @Override
    public PageView look(PageElements elements) {
      PageView view = browser.look(elements);
      if (!done) {
        done = deed.done(browser, view);
      }
      return view;
    }

    @Override
    public void open(URI page) {
      browser.open(page);
    }

    @Override
    public boolean type(String selector, Secret text) {
      return browser.type(selector, text);
    }

    @Override
    public boolean click(String selector) {
      return browser.click(selector);
    }

    @Override
    public boolean enter(String selector) {
      return browser.enter(selector);
    }

    @Override
    public boolean blank(List<String> typed) {
      return browser.blank(typed);
    }

    @Override
    public byte[] picture() {
      return browser.picture();
    }

    @Override
    public String html() {
      return browser.html();
    }

    @Override
    public void close() {
      browser.close();
    }
  }
}
