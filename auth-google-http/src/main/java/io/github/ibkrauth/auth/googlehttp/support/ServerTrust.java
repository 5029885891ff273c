package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.http.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;

/**
 * Which TLS certificate one server may show, where the usual authorities cannot say. It counts for
 * that scheme, host and port only; a transport made with it judges every other server as usual.
 *
 * <p>A certificate that is named exactly (by fingerprint, in a file, or remembered) is accepted
 * whatever its dates and names are, since nobody but the holder of its key can show it.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ServerTrust {

  private final Origin origin;
  private final String kind;
  private final CertificateJudge judge;

  private ServerTrust(Origin origin, String kind, CertificateJudge judge) {
    this.origin = origin;
    this.kind = kind;
    this.judge = judge;
  }

  /**
   * Trusts the one certificate with that fingerprint.
   *
   * @param origin the server
   * @param sha256 SHA-256 of the certificate in hexadecimal digits, of any case, with or without
   *     colons and the prefix {@code sha256:}
   * @throws IllegalArgumentException when the fingerprint is none, with a sentence that says why,
   *     or when the origin does not begin with https
   */
  public static ServerTrust fingerprint(Origin origin, String sha256) {
    String pinned = CertificateFingerprint.parse(Objects.requireNonNull(sha256, "sha256"));
    return new ServerTrust(
        secure(origin), "SHA-256 " + pinned, new PinnedCertificate(origin, pinned));
  }

  /**
   * Trusts the certificates of a file: the server's own, which is accepted as it is, or an
   * authority's, which is then the only one that may vouch for the server, by chain, date and name.
   * The file is read once, here.
   *
   * @param origin the server
   * @param file PEM, DER, JKS or PKCS#12
   * @param password of a JKS or PKCS#12 file
   * @throws IllegalArgumentException when the file holds no certificate or cannot be read, with a
   *     sentence that says why, or when the origin does not begin with https
   */
  public static ServerTrust file(Origin origin, Path file, Optional<Secret> password) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(password, "password");
    return new ServerTrust(
        secure(origin),
        "file " + file,
        PinnedFile.of(origin, file, new CertificateFile(file, password).read()));
  }

  /**
   * Trusts the certificate that is remembered for the server. When none is, and the server is this
   * computer by its very name, the first one that it shows is remembered; from any other computer
   * the first one is refused, since anybody on the way could show it.
   *
   * @param origin the server
   * @param known what is remembered
   * @throws IllegalArgumentException when the origin does not begin with https
   */
  public static ServerTrust firstUse(Origin origin, KnownServers known) {
    Objects.requireNonNull(known, "known");
    return new ServerTrust(
        secure(origin),
        "remembered in " + known.file(),
        new RememberedCertificate(origin, known, isThisComputer(origin)));
  }

  /**
   * Trusts whatever this computer shows at that port: any program on it can then play the server.
   *
   * @param origin the server
   * @throws IllegalArgumentException unless the host is this computer by its very name and the
   *     origin begins with https
   */
  public static ServerTrust anything(Origin origin) {
    if (!isThisComputer(secure(origin))) {
      throw new IllegalArgumentException(
          "any certificate can be trusted from this computer only, and "
              + origin.host()
              + " is another one.");
    }
    return new ServerTrust(origin, "anything", (chain, keyExchange) -> {});
  }

  /** Returns the one server that this trust counts for. */
  public Origin origin() {
    return origin;
  }

  /**
   * Makes a TLS context for connections to that server, and no other: it refuses every other host,
   * and shares no sessions with any other context.
   */
  public SSLContext newContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new OneServerCertificates(origin, judge)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /**
   * Judges the certificates of a session anew. A resumed session shows none, so what was remembered
   * or pinned since would otherwise not count.
   *
   * @throws SSLException when the server may not show them any more
   */
  public void verify(SSLSession session) throws SSLException {
    Certificate[] shown = session.getPeerCertificates();
    try {
      judge.judge(Arrays.copyOf(shown, shown.length, X509Certificate[].class), "UNKNOWN");
    } catch (CertificateException e) {
      SSLException refused = new SSLHandshakeException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  private static Origin secure(Origin origin) {
    if (!Objects.requireNonNull(origin, "origin").scheme().equals("https")) {
      throw new IllegalArgumentException(
          origin + " shows no certificate: only an address with https:// does.");
    }
    return origin;
  }

  private static boolean isThisComputer(Origin origin) {
    return WebAddress.isThisComputer(URI.create("https://" + ServerName.inAddress(origin.host())));
  }

  @Override
  public String toString() {
    return "ServerTrust(" + origin + ", " + kind + ")";
  }
}
