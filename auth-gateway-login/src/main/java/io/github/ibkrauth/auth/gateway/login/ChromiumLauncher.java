package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.gateway.GatewayCertificate;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.ImmutableCapabilities;

/** Starts the browser that the settings name, or that is on the path. */
final class ChromiumLauncher implements LoginBrowser.Launcher {

  /** No profile, no reports, no calls home, and no port through which others could look in. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--remote-debugging-pipe",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-auto-reload",
          "--disable-background-networking",
          "--disable-breakpad",
          "--disable-component-update",
          "--disable-crash-reporter",
          "--disable-default-apps",
          "--disable-dev-shm-usage",
          "--disable-extensions",
          "--disable-sync",
          "--window-size=1100,900");

  /** Nothing is offered to be saved, and no password is compared with a list of leaked ones. */
  private static final Map<String, Object> PREFERENCES =
      Map.of(
          "credentials_enable_service", false,
          "profile.password_manager_enabled", false,
          "profile.password_manager_leak_detection", false,
          "autofill.profile_enabled", false);

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final Programs programs;

  ChromiumLauncher(AuthConfig config, AuthRuntime runtime, Programs programs) {
    this.config = config;
    this.runtime = runtime;
    this.programs = programs;
  }

  @Override
  public LoginBrowser launch(boolean window) {
    Path browser =
        config
            .find(GatewayLoginKeys.BROWSER)
            .or(programs::browser)
            .orElseThrow(
                () ->
                    new BrowserTrouble(
                        "No browser was found: install Chromium or Chrome (Debian's package"
                            + " chromium), or name its program as "
                            + config.spelling(GatewayLoginKeys.BROWSER)
                            + "."));
    Path driver =
        config
            .find(GatewayLoginKeys.DRIVER)
            .or(programs::driver)
            .orElseThrow(
                () ->
                    new BrowserTrouble(
                        "chromedriver was not found: install it in the browser's version (Debian's"
                            + " package chromium-driver), or name it as "
                            + config.spelling(GatewayLoginKeys.DRIVER)
                            + "."));
    if (window && !programs.canShowWindows()) {
      throw new BrowserTrouble(
          "There is no display for a browser window: use the headless mode, or log in from another"
              + " browser on this computer.");
    }
    Optional<X509Certificate> trusted = GatewayCertificate.trusted(config);
    try {
      DriverProcess process = DriverProcess.start(driver, runtime.sleeper());
      return SeleniumBrowser.start(process, wishes(browser, process.profile(), window, trusted));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserTrouble("The thread was interrupted while the browser started.");
    }
  }

  private Capabilities wishes(
      Path browser, Path profile, boolean window, Optional<X509Certificate> trusted) {
    List<String> arguments = new ArrayList<>(ARGUMENTS);
    arguments.add("--user-data-dir=" + profile);
    if (!window) {
      arguments.add("--headless=new");
    }
    if (!config.get(GatewayLoginKeys.SANDBOX)) {
      arguments.add("--no-sandbox");
    }
    trusted.ifPresent(
        certificate ->
            arguments.add("--ignore-certificate-errors-spki-list=" + keyHash(certificate)));
    return new ImmutableCapabilities(
        Map.of(
            "browserName",
            "chrome",
            // Our own loop waits, so that a gateway that never answers cannot block it.
            "pageLoadStrategy",
            "none",
            "goog:chromeOptions",
            Map.of(
                "binary",
                browser.toString(),
                "args",
                arguments,
                "prefs",
                PREFERENCES,
                "excludeSwitches",
                List.of("enable-logging"))));
  }

  /** No other key is excused from what browsers check: it is the gateway's, or an error page. */
  private static String keyHash(X509Certificate certificate) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
