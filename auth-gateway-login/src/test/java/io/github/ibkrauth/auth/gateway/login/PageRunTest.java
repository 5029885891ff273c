package io.github.ibkrauth.auth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.gateway.login.PageView.PaperSwitch;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done at pages that no simulator shows, by a browser that does not exist. */
class PageRunTest {

  private static final String ELSEWHERE = "https://login.example.com";

  @TempDir Path directory;
  private final Scene scene = new Scene();
  private final ScriptedBrowser browser = new ScriptedBrowser();

  @BeforeEach
  void begin() {
    scene.reset(directory);
    scene.set("page-timeout", "10s");
    scene.set("timeout", "20s");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private LoginResult logIn() {
    return scene.login().launcher(window -> browser).build().logIn(LoginMode.HEADLESS);
  }

  private String origin() {
    return scene.gateway().baseUri().toString();
  }

  private static PageView credentials(String origin, PaperSwitch paper) {
    return new PageView(
        origin, false, "1", true, true, true, false, false, false, paper, "", false, List.of());
  }

  @Test
  void fillIn_whenThePageLeadsElsewhere_typesNothingThere() {
    browser.view = credentials(ELSEWHERE, PaperSwitch.ABSENT);

    LoginResult result = logIn();

    assertThat(result.outcome()).isEqualTo(LoginOutcome.PAGE_NOT_UNDERSTOOD);
    assertThat(result.sentence()).contains(ELSEWHERE, origin());
    assertThat(browser.deeds).isEmpty();
  }

  @Test
  void fillIn_whenTheSwitchDoesNotMove_sendsNothing() {
    scene.set("paper", "true");
    browser.view = credentials(origin(), PaperSwitch.OFF);

    LoginResult result = logIn();

    assertThat(result.outcome()).isEqualTo(LoginOutcome.PAGE_NOT_UNDERSTOOD);
    assertThat(result.sentence()).contains("selector.paper");
    assertThat(browser.deeds).isNotEmpty().allMatch("click label[for=toggle1]"::equals);
  }

  @Test
  void fillIn_whenTheSwitchStandsOnPaperAndLiveIsWanted_movesItBeforeAnythingIsTyped() {
    browser.view = credentials(origin(), PaperSwitch.ON);

    logIn();

    assertThat(browser.deeds).isNotEmpty().allMatch("click label[for=toggle1]"::equals);
  }

  @Test
  void follow_whenThePageSaysNothingMore_sendsOnceAndCountsIt() {
    browser.view = credentials(origin(), PaperSwitch.ABSENT);

    LoginResult result = logIn();

    assertThat(result.outcome()).isEqualTo(LoginOutcome.TIMED_OUT);
    assertThat(browser.deeds)
        .filteredOn(deed -> deed.startsWith("click") || deed.startsWith("enter"))
        .hasSize(1);
    assertThat(scene.login().build().failures().count()).isEqualTo(1);
  }

  @Test
  void look_whenASelectorIsMalformed_namesItsSetting() {
    browser.view =
        new PageView(
            origin(),
            false,
            "1",
            false,
            false,
            false,
            false,
            false,
            false,
            PaperSwitch.ABSENT,
            "",
            false,
            List.of("code"));

    assertThatThrownBy(this::logIn)
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("auth.gateway-login.selector.code is no CSS selector");
    assertThat(browser.closed).isTrue();
  }

  @Test
  void run_whenTheBrowserDies_saysSoAndEndsIt() {
    browser.dead = true;

    LoginResult result = logIn();

    assertThat(result.outcome()).isEqualTo(LoginOutcome.BROWSER_TROUBLE);
    assertThat(browser.closed).isTrue();
  }

  @Test
  void logIn_whenAnotherLoginIsUnderWay_waitsForNobody() {
    try (LoginLock held = LoginLock.take(directory.resolve("state")).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(logIn().outcome()).isEqualTo(LoginOutcome.BUSY);
    }
  }

  @Test
  void logIn_whenTheThreadIsInterrupted_endsInterruptedWithoutABrowser() {
    Thread.currentThread().interrupt();

    LoginResult result = logIn();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.outcome()).isEqualTo(LoginOutcome.INTERRUPTED);
    assertThat(browser.deeds).isEmpty();
  }

  /** Shows one page for ever, and remembers what was done. */
  private static final class ScriptedBrowser implements LoginBrowser {

    private final List<String> deeds = new ArrayList<>();
    private PageView view = PageView.NOTHING;
    private boolean dead;
    private boolean closed;

    @Override
    public void open(URI page) {}

    @Override
    public PageView look(PageElements elements) {
      if (dead) {
        throw new BrowserTrouble("dead");
      }
      return view;
    }

    @Override
    public boolean type(String selector, Secret text) {
      return deeds.add("type " + selector);
    }

    @Override
    public boolean click(String selector) {
      return deeds.add("click " + selector);
    }

    @Override
    public boolean enter(String selector) {
      return deeds.add("enter " + selector);
    }

    @Override
    public boolean blank(List<String> typed) {
      return false;
    }

    @Override
    public byte[] picture() {
      throw new AssertionError("a page that is not blank is not kept");
    }

    @Override
    public String html() {
      throw new AssertionError("a page that is not blank is not kept");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
