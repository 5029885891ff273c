package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a login, all in the section {@code gateway-login}. Where the gateway is, and by
 * which certificate it is known, say those of {@code gateway-session}.
 *
 * <p>The page is the broker's and changes: what its elements are called is a setting too, a CSS
 * selector each, of which a comma separates alternatives. The first element that can be seen
 * counts.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class GatewayLoginKeys {

  /** Who logs in. */
  public static final ConfigKey<Secret> USER_NAME =
      ConfigKey.secret("gateway-login.user-name").describedAs("the user name to log in with.");

  /** With which password. */
  public static final ConfigKey<Secret> PASSWORD =
      ConfigKey.secret("gateway-login.password")
          .describedAs("the password; better a reference such as file:/run/secrets/password.");

  /** What makes the codes of the second factor; see {@link SecondFactor#totp}. */
  public static final ConfigKey<Secret> TOTP_SECRET =
      ConfigKey.secret("gateway-login.totp-secret")
          .describedAs("the secret that the authenticator was given.");

  /** One code for the second factor, which is typed once. */
  public static final ConfigKey<Secret> ONE_OFF_CODE =
      ConfigKey.secret("gateway-login.one-off-code")
          .describedAs("a code for the second factor of this login.");

  /** Whether the paper account is wanted: the page's switch is set so, where it has one. */
  public static final ConfigKey<Boolean> PAPER =
      ConfigKey.bool("gateway-login.paper")
          .withDefault(false)
          .describedAs("whether to log in to the paper account.");

  /** The browser, Chromium or Chrome; by default the one on the path. */
  public static final ConfigKey<Path> BROWSER =
      ConfigKey.path("gateway-login.browser")
          .describedAs("the program of Chromium or Chrome, if not on the path.");

  /** The program chromedriver of the browser's version; by default the one on the path. */
  public static final ConfigKey<Path> DRIVER =
      ConfigKey.path("gateway-login.driver")
          .describedAs("the program chromedriver of the browser's version, if not on the path.");

  /** Whether the browser runs in its sandbox, which it refuses to root and in some containers. */
  public static final ConfigKey<Boolean> SANDBOX =
      ConfigKey.bool("gateway-login.sandbox")
          .withDefault(true)
          .describedAs("whether the browser runs in its sandbox; root has to switch it off.");

  /** How long the page may take to show what is filled in; 1 s to 10 minutes. */
  public static final ConfigKey<Duration> PAGE_TIMEOUT =
      ConfigKey.duration("gateway-login.page-timeout")
          .withDefault(Duration.ofSeconds(60))
          .describedAs("how long the page may take to appear.");

  /** How long the whole login may take, a human included; 1 s to 1 hour. */
  public static final ConfigKey<Duration> TIMEOUT =
      ConfigKey.duration("gateway-login.timeout")
          .withDefault(Duration.ofSeconds(240))
          .describedAs("how long the login may take, from its beginning to a usable session.");

  /**
   * Whether the brokerage session is taken from another login. The gateway itself takes it when
   * somebody logs in at its page, so that {@code false} spares the other one only where no new
   * login is needed.
   */
  public static final ConfigKey<Boolean> COMPETE =
      ConfigKey.bool("gateway-login.compete")
          .withDefault(true)
          .describedAs("whether the brokerage session is taken from another login.");

  /** Where failed logins are counted; by default the user's state directory. */
  public static final ConfigKey<Path> STATE_DIRECTORY =
      ConfigKey.path("gateway-login.state-directory")
          .describedAs("the directory in which failed logins are counted.");

  /** Where a failed login's page and picture are kept; by default below the state directory. */
  public static final ConfigKey<Path> EVIDENCE_DIRECTORY =
      ConfigKey.path("gateway-login.evidence-directory")
          .describedAs("the directory for the page and the picture of a failed login.");

  /** The field for the user name. */
  public static final ConfigKey<String> USER_NAME_FIELD =
      selector(
          "user-name", "input[name=user_name], input[name=username]", "field for the user name");

  /** The field for the password. */
  public static final ConfigKey<String> PASSWORD_FIELD =
      selector("password", "input[name=password]", "field for the password");

  /** The label or the box that switches between live and paper. */
  public static final ConfigKey<String> PAPER_SWITCH =
      selector("paper", "label[for=toggle1]", "switch between live and paper");

  /** What sends the form; without it the enter key does. */
  public static final ConfigKey<String> SUBMIT =
      selector(
          "submit",
          ".btn.btn-lg.btn-primary, .btn.btn-lg.xyz-button-login",
          "button that sends the form");

  /** The field for the code of the second factor. */
  public static final ConfigKey<String> CODE_FIELD =
      selector(
          "code",
          "#twofactbase, #xyz-field-bronze-response",
          "field for the code of the second factor");

  /** What leads past advertisements between the steps. */
  public static final ConfigKey<String> SKIP =
      selector("skip", ".ibkey-promo-skip", "link past a page between the steps");

  /** Where the page says that a login was refused. */
  public static final ConfigKey<String> ERROR =
      selector(
          "error",
          ".alert.alert-danger.margin-top-10, .xyz-errormessage",
          "place where the page says that a login was refused");

  /** The text of the page after a login. */
  public static final ConfigKey<String> SUCCESS_TEXT =
      ConfigKey.text("gateway-login.success-text")
          .withDefault("Client login succeeds")
          .describedAs("the text that the page shows after a login.");

  private GatewayLoginKeys() {}

  /** Returns all of them. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        USER_NAME,
        PASSWORD,
        TOTP_SECRET,
        ONE_OFF_CODE,
        PAPER,
        BROWSER,
        DRIVER,
        SANDBOX,
        PAGE_TIMEOUT,
        TIMEOUT,
        COMPETE,
        STATE_DIRECTORY,
        EVIDENCE_DIRECTORY,
        USER_NAME_FIELD,
        PASSWORD_FIELD,
        PAPER_SWITCH,
        SUBMIT,
        CODE_FIELD,
        SKIP,
        ERROR,
        SUCCESS_TEXT);
  }

  private static ConfigKey<String> selector(String name, String css, String what) {
    return ConfigKey.text("gateway-login.selector." + name)
        .withDefault(css)
        .describedAs("the CSS selector of the " + what + ".");
  }
}
