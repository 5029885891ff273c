package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be done at the login page.
 *
 * @param mode who does what
 * @param page where it is
 * @param elements what it calls its elements
 * @param userName who logs in; there unless a human types it
 * @param password with which password; there unless a human types it
 * @param paper whether the paper account is wanted
 * @param secondFactor what gives codes
 * @param pageTimeout how long the page may take to appear
 * @param end when the login must be done
 * @param progress is told what goes on
 */
record PagePlan(
    LoginMode mode,
    URI page,
    PageElements elements,
    Optional<Secret> userName,
    Optional<Secret> password,
    boolean paper,
    SecondFactor secondFactor,
    Duration pageTimeout,
    Instant end,
    Consumer<String> progress) {

  /** Returns whether a page is the gateway's: nothing is typed into any other. */
  boolean isOurs(String origin) {
    return origin.equals(origin());
  }

  /** Returns scheme, host and port of the page, as browsers write them. */
  String origin() {
    String scheme = page.getScheme().toLowerCase(Locale.ROOT);
    boolean usual = page.getPort() < 0 || page.getPort() == (scheme.equals("https") ? 443 : 80);
    return scheme
        + "://"
        + page.getHost().toLowerCase(Locale.ROOT)
        + (usual ? "" : ":" + page.getPort());
  }

  /** Shows nothing of the user. */
  @Override
  public String toString() {
    return "PagePlan(" + mode + ", " + origin() + ")";
  }
}
