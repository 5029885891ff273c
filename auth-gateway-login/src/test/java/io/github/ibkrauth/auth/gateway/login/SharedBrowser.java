package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser without a window, lent to one login after the other: most of a login's time is the
 * start of its browser.
 */
final class SharedBrowser implements AutoCloseable {

  private @Nullable LoginBrowser browser;
  private boolean lent;
  private int launches;

  /** Skips the test where there is no browser. */
  static void assumeThere() {
    Programs programs = new Programs(System.getenv());
    Assumptions.assumeTrue(
        programs.browser().isPresent() && programs.driver().isPresent(),
        "Skipped: no Chromium and chromedriver on the path. Debian has them in the packages"
            + " chromium and chromium-driver.");
  }

  /** Returns what hands it out. */
  LoginBrowser.Launcher launcher(AuthConfig config, AuthRuntime runtime) {
    return window -> {
      LoginBrowser started = browser;
      if (started == null) {
        started =
            new ChromiumLauncher(config, runtime, new Programs(System.getenv())).launch(false);
        browser = started;
      }
      if (lent) {
        throw new AssertionError("the browser is in use");
      }
      lent = true;
      launches++;
      return new Lent(started, () -> lent = false);
    };
  }

  /** Returns how often a browser was asked for. */
  int launches() {
    return launches;
  }

  @Override
  public void close() {
    if (browser != null) {
      browser.close();
    }
  }

  /** The same browser; closing it leads away from the page. */
  record Lent(LoginBrowser browser, Runnable back) implements LoginBrowser {

    @Override
    public void open(URI page) {
      browser.open(page);
    }

    @Override
    public PageView look(PageElements elements) {
      return browser.look(elements);
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
      browser.open(URI.create("about:blank"));
      back.run();
    }
  }
}
