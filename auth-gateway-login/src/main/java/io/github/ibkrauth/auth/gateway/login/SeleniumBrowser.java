package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.gateway.login.PageView.PaperSwitch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchSessionException;
import org.openqa.selenium.NoSuchWindowException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.SessionId;
import org.openqa.selenium.remote.UnreachableBrowserException;

/** Chromium or Chrome, driven through chromedriver. Used by one thread. */
final class SeleniumBrowser implements LoginBrowser {

  private static final System.Logger LOG =
      System.getLogger("io.github.ibkrauth.auth.gateway.login");

  /** How long one command may take; none of them waits for a page. */
  private static final Duration COMMAND = Duration.ofSeconds(60);

  private static final String LOOK = script("look.js");
  private static final String FIND = script("find.js");
  private static final String BLANK = script("blank.js");

  private final DriverProcess process;
  private final RemoteWebDriver driver;

  private SeleniumBrowser(DriverProcess process, RemoteWebDriver driver) {
    this.process = process;
    this.driver = driver;
  }

  /**
   * Starts the browser; the process is its own from now on.
   *
   * @param wishes what the browser is to be
   * @throws BrowserTrouble when it does not start
   */
  static SeleniumBrowser start(DriverProcess process, Capabilities wishes) {
    try {
      return new SeleniumBrowser(process, new Quiet(process.address(), wishes));
    } catch (WebDriverException | UncheckedIOException e) {
      process.close(() -> {});
      throw new BrowserTrouble(whyNotStarted(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void open(URI page) {
    attempt(
        () -> {
          driver.get(page.toString());
          return true;
        },
        false);
  }

  @Override
  public PageView look(PageElements elements) {
    return attempt(
        () ->
            driver.executeScript(LOOK, elements.selectors(), elements.successText())
                    instanceof Map<?, ?> seen
                ? view(seen)
                : PageView.NOTHING,
        PageView.NOTHING);
  }

  @Override
  public boolean type(String selector, Secret text) {
    return attempt(
        () ->
            find(selector)
                .map(
                    field -> {
                      field.clear();
                      field.sendKeys(text.reveal());
                      return true;
                    })
                .orElse(false),
        false);
  }

  @Override
  public boolean click(String selector) {
    return attempt(
        () ->
            find(selector)
                .map(
                    element -> {
                      try {
                        element.click();
                        return true;
                      } catch (ElementClickInterceptedException somethingLiesOverIt) {
                        return false;
                      }
                    })
                .orElse(false),
        true);
  }

  @Override
  public boolean enter(String selector) {
    return attempt(
        () ->
            find(selector)
                .map(
                    field -> {
                      field.sendKeys(Keys.ENTER);
                      return true;
                    })
                .orElse(false),
        false);
  }

  @Override
  public boolean blank(List<String> typed) {
    return attempt(
        () -> driver.executeScript(BLANK, typed) instanceof Number left && left.intValue() == 0,
        false);
  }

  @Override
  public byte[] picture() {
    return required(() -> driver.getScreenshotAs(OutputType.BYTES), "no picture could be taken");
  }

  @Override
  public String html() {
    return required(driver::getPageSource, "the page could not be read");
  }

  @Override
  public void close() {
    process.close(
        () -> {
          try {
            driver.quit();
          } catch (WebDriverException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, "The browser did not end well: {0}", e.getClass().getName());
          }
        });
  }

  private Optional<WebElement> find(String selector) {
    return driver.executeScript(FIND, selector) instanceof WebElement element
        ? Optional.of(element)
        : Optional.empty();
  }

  /** Does something that fails now and then, because pages come and go. */
  private <T> T attempt(Supplier<T> command, T otherwise) {
    try {
      return command.get();
    } catch (UncheckedIOException e) {
      throw gone();
    } catch (WebDriverException e) {
      if (isGone(e)) {
        throw gone();
      }
      LOG.log(Level.DEBUG, "The page was not ready: {0}", e.getClass().getName());
      return otherwise;
    }
  }

  private <T> T required(Supplier<@Nullable T> command, String problem) {
    return attempt(() -> Optional.ofNullable(command.get()), Optional.<T>empty())
        .orElseThrow(() -> new BrowserTrouble(problem));
  }

  private boolean isGone(WebDriverException e) {
    return e instanceof NoSuchSessionException
        || e instanceof NoSuchWindowException
        || e instanceof UnreachableBrowserException
        || !process.isAlive();
  }

  private static BrowserTrouble gone() {
    return new BrowserTrouble(
        "The browser ended, or its window was closed, before the login was done: try again.");
  }

  private static String whyNotStarted(String said) {
    String reason = "The browser did not start: ";
    if (said.contains("only supports Chrome version") || said.contains("version of ChromeDriver")) {
      return reason + "chromedriver belongs to another version of it. Install both of one version.";
    }
    if (said.contains("running as root without --no-sandbox") || said.contains("sandbox")) {
      return reason
          + "its sandbox does not work here. Run this as another user than root, or set"
          + " gateway-login.sandbox to false.";
    }
    if (said.contains("Missing X server") || said.contains("DISPLAY")) {
      return reason + "there is no display for its window. Use the headless mode.";
    }
    return reason
        + "start it by hand to see why. To root it refuses itself unless gateway-login.sandbox is"
        + " false; gateway-login.browser and gateway-login.driver may name other programs.";
  }

  private static PageView view(Map<?, ?> seen) {
    return new PageView(
        text(seen, "origin"),
        flag(seen, "unreachable"),
        text(seen, "page"),
        flag(seen, "userName"),
        flag(seen, "password"),
        flag(seen, "submit"),
        flag(seen, "skip"),
        flag(seen, "code"),
        flag(seen, "codeIsEmpty"),
        PaperSwitch.valueOf(text(seen, "paper")),
        text(seen, "error"),
        flag(seen, "success"),
        seen.get("wrong") instanceof List<?> names
            ? names.stream().map(String::valueOf).toList()
            : List.of());
  }

  private static String text(Map<?, ?> seen, String name) {
    return Objects.toString(seen.get(name), "");
  }

  private static boolean flag(Map<?, ?> seen, String name) {
    return Boolean.TRUE.equals(seen.get(name));
  }

  private static String script(String name) {
    try (InputStream in =
        Objects.requireNonNull(SeleniumBrowser.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logs no command: commands hold what is typed. */
  private static final class Quiet extends RemoteWebDriver {

    Quiet(URL driver, Capabilities wishes) {
      super(new HttpCommandExecutor(new QuietClient(driver, COMMAND), driver), wishes);
    }

    @Override
    protected void log(
        @Nullable SessionId sessionId, String commandName, @Nullable Object toLog, When when) {}
  }
}
