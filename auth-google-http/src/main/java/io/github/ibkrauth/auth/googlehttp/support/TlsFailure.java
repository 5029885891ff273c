package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * What went wrong with a secure connection, or for want of one. Immutable.
 *
 * @param code one of {@link TlsErrorCode}, or {@code TRANSPORT} where it cannot be told
 * @param sentence what happened and what to do; nothing in it was written by the server
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record TlsFailure(AuthErrorCode code, String sentence) {

  private static final Pattern ALERT = Pattern.compile(".*Received fatal alert: ([a-z_]+)");

  /** Checks that all is there. */
  public TlsFailure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(sentence, "sentence");
  }

  /**
   * Returns what it was, if it was that.
   *
   * @param uri what was asked for
   * @param failure what the transport threw
   */
  public static Optional<TlsFailure> of(URI uri, IOException failure) {
    String server = IoFailure.server(uri);
    Optional<CertificateRefusedException> refused = CertificateRefusedException.in(failure);
    if (refused.isPresent()) {
      return Optional.of(new TlsFailure(refused.get().code(), refused.get().sentence()));
    }
    if (failure instanceof TlsAnswerException) {
      return Optional.of(
          new TlsFailure(
              TlsErrorCode.TLS_EXPECTED,
              server + " speaks TLS, and was spoken to without: write https:// in the address."));
    }
    if (failure instanceof SSLException tls) {
      return secure(server, tls);
    }
    return unsecured(uri, failure) ? Optional.of(perhapsTls(server, failure)) : Optional.empty();
  }

  private static Optional<TlsFailure> secure(String server, SSLException failure) {
    if (failure instanceof SSLPeerUnverifiedException) {
      return Optional.of(
          new TlsFailure(
              TlsErrorCode.CERTIFICATE_UNTRUSTED,
              "the certificate of "
                  + server
                  + " is for another host: check the address; it may be a man in the middle."));
    }
    String words = String.valueOf(failure.getMessage());
    if (words.contains("unrecognized SSL message") || words.contains("plaintext connection")) {
      return Optional.of(
          new TlsFailure(
              TlsErrorCode.NOT_TLS,
              server
                  + " answered without TLS, where TLS is due: check the port, or write http:// if"
                  + " that server is meant to speak plain HTTP."));
    }
    Matcher alert = ALERT.matcher(words);
    if (alert.matches()) {
      return Optional.of(
          handshake(
              server,
              "it ended the handshake ("
                  + alert.group(1)
                  + "); check the address, and which versions of TLS it speaks."));
    }
    if (!(failure instanceof SSLHandshakeException)) {
      return Optional.empty();
    }
    return Optional.of(
        handshake(
            server,
            failure.getCause() instanceof EOFException
                ? "it closed the connection during the handshake; perhaps it does not speak TLS,"
                    + " or is about to stop."
                : "its certificate is not trusted, or it does not speak TLS. If the certificate is"
                    + " your own, name its PEM file as http.trust-certificate."));
  }

  private static TlsFailure handshake(String server, String what) {
    return new TlsFailure(
        AuthErrorCode.TRANSPORT, "no secure connection to " + server + ": " + what);
  }

  /** A server that speaks TLS and is spoken to without often closes, and says nothing. */
  private static boolean unsecured(URI uri, IOException failure) {
    boolean wordless =
        failure instanceof NoHttpResponseException
            || failure instanceof SocketException
                && String.valueOf(failure.getMessage()).contains("reset");
    return wordless && "http".equalsIgnoreCase(uri.getScheme()) && WebAddress.isThisComputer(uri);
  }

  private static TlsFailure perhapsTls(String server, IOException failure) {
    return new TlsFailure(
        AuthErrorCode.TRANSPORT,
        "the connection to "
            + server
            + " broke before the answer was complete ("
            + failure.getClass().getSimpleName()
            + "): perhaps it speaks TLS, and the address has to begin with https://; if not, try"
            + " again.");
  }
}
