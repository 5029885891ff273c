package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult.Verdict;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whether something on the way opens TLS: who vouches for the certificate that a server shows. */
final class TlsCheck {

  static final String STEP = "TLS";

  /** Names in the certificates of programs that open TLS on the way. */
  private static final List<String> OPENERS =
      List.of(
          "zscaler",
          "netskope",
          "fortinet",
          "fortigate",
          "palo alto",
          "blue coat",
          "forcepoint",
          "sophos",
          "umbrella",
          "mcafee",
          "check point",
          "kaspersky",
          "avast",
          "bitdefender",
          "eset ssl",
          "mitmproxy",
          "charles proxy",
          "fiddler",
          "portswigger",
          "watchguard",
          "barracuda",
          "untangle",
          "pfsense",
          "squid");

  private static final int LONGEST_NAME = 120;

  private final Chains chains;
  private final String trustSetting;
  private final boolean ownTrust;

  /**
   * Creates the check.
   *
   * @param chains lets a server show its certificates
   * @param trustSetting the setting with certificates to trust besides the usual ones
   * @param ownTrust whether it is set
   */
  TlsCheck(Chains chains, String trustSetting, boolean ownTrust) {
    this.chains = chains;
    this.trustSetting = trustSetting;
    this.ownTrust = ownTrust;
  }

  /** Looks at each server that is spoken to by https; the worst counts. */
  CheckResult result(List<URI> addresses) {
    List<URI> secure =
        addresses.stream().filter(uri -> "https".equalsIgnoreCase(uri.getScheme())).toList();
    if (secure.isEmpty()) {
      return CheckResult.pass(STEP, "not used: plain HTTP within this computer");
    }
    List<CheckResult> all = secure.stream().map(this::of).toList();
    return Stream.of(Verdict.FAIL, Verdict.WARN, Verdict.PASS, Verdict.SKIP)
        .flatMap(verdict -> all.stream().filter(one -> one.verdict() == verdict))
        .findFirst()
        .orElseThrow();
  }

  private CheckResult of(URI uri) {
    List<X509Certificate> chain;
    try {
      chain = chains.shownBy(uri);
    } catch (IOException e) {
      return CheckResult.skip(
          STEP, "there is no connection to " + uri.getHost() + "; the steps below say why");
    }
    String issuer = issuer(chain);
    String found = "the certificate of " + uri.getHost() + " is vouched for by " + issuer;
    boolean usual = usual(chain);
    Optional<String> opener =
        OPENERS.stream().filter(issuer.toLowerCase(Locale.ROOT)::contains).findFirst();
    if (!usual && !ownTrust) {
      return CheckResult.fail(
          STEP,
          found + ", whom this Java does not trust: something on the way may open TLS",
          "If that is your company's doing, name the PEM file of its authority as "
              + trustSetting
              + "; if nobody knows of it, send nothing.");
    }
    boolean broker = uri.getHost().matches("(?i).*\\b(ibkr|interactivebrokers)\\.(com|ie|co\\.uk)");
    if (opener.isPresent() || (!usual && broker && !WebAddress.isThisComputer(uri))) {
      return CheckResult.warn(
          STEP,
          found + ": TLS is opened on the way, and whoever does so can read the login",
          "Ask for an exception for this host; nothing else keeps the login between you and the"
              + " broker.");
    }
    return CheckResult.pass(STEP, usual ? found : found + ", as " + trustSetting + " allows");
  }

  private static String issuer(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return "nobody";
    }
    String name = chain.get(0).getIssuerX500Principal().getName().replaceAll("\\p{Cntrl}", " ");
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }

  private static boolean usual(List<X509Certificate> chain) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager judge && !chain.isEmpty()) {
          judge.checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
          return true;
        }
      }
      return false;
    } catch (CertificateException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has authorities to trust", e);
    }
  }

  /** Lets a server show its certificates. */
  @FunctionalInterface
  interface Chains {

    /**
     * Returns the certificates of a server, its own first.
     *
     * @throws IOException when there is no connection
     */
    List<X509Certificate> shownBy(URI server) throws IOException;
  }
}
