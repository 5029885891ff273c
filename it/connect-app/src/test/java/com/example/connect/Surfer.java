package com.example.connect;

import io.github.ibkrauth.ibkr.simulator.SimulatedUser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Somebody before a browser who uses the application. */
final class Surfer {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RemoteWebDriver driver;
  private final Stage stage;

  Surfer(RemoteWebDriver driver, Stage stage) {
    this.driver = driver;
    this.stage = stage;
  }

  /** Signs in on the page. */
  void signInByHand(String user) {
    open("/");
    type("user", user);
    type("password", Stage.password(user));
    click("sign-in");
  }

  /** Signs in, as whoever was before, without the page: most tests are about what comes after. */
  void signIn(String user) {
    if (!driver.getCurrentUrl().startsWith("http://127.0.0.1:")) {
      open("/nowhere");
    }
    String cookie = stage.signIn(user);
    driver
        .manage()
        .addCookie(
            new Cookie.Builder(
                    cookie.substring(0, cookie.indexOf('=')),
                    cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
                .path("/")
                .isHttpOnly(true)
                .sameSite("Lax")
                .build());
    open("/");
  }

  void open(String pathAndQuery) {
    driver.get(stage.address + pathAndQuery);
  }

  void back() {
    driver.navigate().back();
  }

  void reload() {
    driver.navigate().refresh();
  }

  void newTab() {
    driver.switchTo().newWindow(WindowType.TAB);
  }

  String tab() {
    return driver.getWindowHandle();
  }

  void toTab(String tab) {
    driver.switchTo().window(tab);
  }

  void closeTab() {
    driver.close();
  }

  /** Logs in at IBKR's page, which this browser is on. */
  void logIn(SimulatedUser customer) {
    type("username", customer.name());
    type("password", customer.password());
    click("log-in");
  }

  /** Presses the button and logs in; IBKR asks what to share then. */
  void connectAs(SimulatedUser customer) {
    click("connect");
    logIn(customer);
  }

  /** Clicks what leads to another page, and waits for that. */
  void click(String id) {
    leave(() -> driver.findElement(By.id(id)).click());
  }

  void doubleClick(String id) {
    leave(() -> new Actions(driver).doubleClick(driver.findElement(By.id(id))).perform());
  }

  void toggle(String id) {
    driver.findElement(By.id(id)).click();
  }

  private void leave(Runnable way) {
    driver.executeScript("window.left = false");
    way.run();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!hasLeft()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("still at " + driver.getCurrentUrl());
      }
      pause();
    }
  }

  /** A page kept for going back has its own window, and so the mark of when it was left. */
  private boolean hasLeft() {
    try {
      return Boolean.TRUE.equals(
          driver.executeScript(
              "return window.left !== false && document.readyState === 'complete'"));
    } catch (WebDriverException e) {
      // The page is just being thrown away.
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean sees(String id) {
    return !driver.findElements(By.id(id)).isEmpty();
  }

  void type(String id, String text) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  /** Puts a text where a human would paste it. */
  void paste(String formatId, String id, String format, String text) {
    driver.findElement(By.cssSelector("#" + formatId + " option[value=" + format + "]")).click();
    driver.executeScript("document.getElementById(arguments[0]).value = arguments[1]", id, text);
  }

  String text(String id) {
    return driver.findElement(By.id(id)).getText();
  }

  /** The code of the failure that the page tells; empty when it tells none. */
  String failure() {
    List<WebElement> errors = driver.findElements(By.id("error"));
    return errors.isEmpty() ? "" : String.valueOf(errors.get(0).getDomAttribute("data-code"));
  }

  URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  Map<String, String> query() {
    return List.of(address().getRawQuery().split("&")).stream()
        .collect(
            Collectors.toMap(
                pair -> pair.substring(0, pair.indexOf('=')),
                pair -> pair.substring(pair.indexOf('=') + 1)));
  }

  /** The states of the connections on the page: one at most. */
  List<String> states() {
    return driver.findElements(By.className("state")).stream().map(WebElement::getText).toList();
  }

  /** How they log in. */
  List<String> ways() {
    return driver.findElements(By.className("way")).stream().map(WebElement::getText).toList();
  }

  /** What the page says about them. */
  List<String> words() {
    return driver.findElements(By.className("words")).stream().map(WebElement::getText).toList();
  }

  /** The ids of the accounts on the page. */
  List<String> accounts() {
    return driver.findElements(By.className("accounts")).stream()
        .flatMap(cell -> cell.getText().lines())
        .map(line -> line.replaceFirst(": .*", ""))
        .toList();
  }
}
