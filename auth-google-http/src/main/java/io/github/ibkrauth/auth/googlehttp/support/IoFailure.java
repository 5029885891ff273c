package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why a request got no answer, and what to do. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class IoFailure {

  private IoFailure() {}

  /**
   * Returns the failure as an exception with code {@code UNKNOWN_HOST}, {@code TIMEOUT}, {@code
   * INTERRUPTED}, {@code TRANSPORT}, {@code CONNECTION_REFUSED} or one of {@link TlsErrorCode}. The
   * message names the step and the server, never the path, the query or a body. The interrupt flag
   * of the thread is left as it is.
   *
   * @param step what was being done, such as {@code access token}
   * @param uri where
   * @param defaults the time-outs that applied
   * @param failure what the transport threw
   */
  public static AuthTransportException explain(
      String step, URI uri, HttpDefaults defaults, IOException failure) {
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(defaults, "defaults");
    Objects.requireNonNull(failure, "failure");
    String server = server(uri);
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(step, uri);
    }
    if (caused(failure, UnknownHostException.class)) {
      return failure(
          AuthErrorCode.UNKNOWN_HOST,
          step,
          "the host " + uri.getHost() + " does not resolve: check its name and the network.",
          failure);
    }
    if (failure instanceof ConnectionRequestTimeoutException) {
      return failure(
          AuthErrorCode.TIMEOUT,
          step,
          "no connection to " + server + " became free; fewer requests at a time would help.",
          failure);
    }
    if (failure instanceof NotTakenException) {
      return failure(
          AuthErrorCode.TIMEOUT,
          step,
          server
              + " did not take the request's body within "
              + seconds(defaults.writeTimeout().toMillis())
              + ": try again later, or raise http.write-timeout.",
          failure);
    }
    if (failure instanceof ConnectTimeoutException || saysConnect(failure)) {
      return failure(
          AuthErrorCode.TIMEOUT,
          step,
          "no connection to "
              + server
              + " within "
              + seconds(defaults.connectTimeout().toMillis())
              + ": check the address, the firewall and the proxy.",
          failure);
    }
    if (failure instanceof SocketTimeoutException) {
      return failure(
          AuthErrorCode.TIMEOUT,
          step,
          "no answer from "
              + server
              + " within "
              + seconds(defaults.readTimeout().toMillis())
              + ": try again later, or raise http.read-timeout.",
          failure);
    }
    return TlsFailure.of(uri, failure)
        .map(tls -> failure(tls.code(), step, tls.sentence(), shown(failure)))
        .orElseGet(() -> broken(step, server, failure));
  }

  /** Returns the exception for a thread that was interrupted before or while it waited. */
  static AuthTransportException interrupted(String step, URI uri) {
    return failure(
        AuthErrorCode.INTERRUPTED,
        step,
        "the thread was interrupted while it called " + server(uri) + ".",
        null);
  }

  /** The JDK's own sockets tell a connect from a read by the message alone. */
  private static boolean saysConnect(IOException failure) {
    return failure instanceof SocketTimeoutException
        && "connect timed out".equalsIgnoreCase(failure.getMessage());
  }

  private static AuthTransportException broken(String step, String server, IOException failure) {
    // A connect that the system gave up says so in the same class.
    boolean refused =
        failure instanceof ConnectException
            && !String.valueOf(failure.getMessage()).contains("timed out");
    String sentence =
        failure instanceof ConnectException || failure instanceof NoRouteToHostException
            ? server + " takes no connections: check host and port, the firewall, and that it runs."
            : "the connection to "
                + server
                + " broke before the answer was complete ("
                + failure.getClass().getSimpleName()
                + "): try again.";
    return failure(
        refused ? ConnectionErrorCode.CONNECTION_REFUSED : AuthErrorCode.TRANSPORT,
        step,
        sentence,
        shown(failure));
  }

  /** Only exceptions whose messages cannot quote what was sent or received are passed on. */
  private static @Nullable IOException shown(IOException failure) {
    boolean harmless =
        failure instanceof SSLException
            || failure instanceof SocketException
            || failure instanceof EOFException;
    return harmless ? failure : null;
  }

  private static AuthTransportException failure(
      AuthErrorCode code, String step, String sentence, @Nullable Throwable cause) {
    return new AuthTransportException(Details.of(code, step + ": " + sentence).withCause(cause));
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  static String server(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** The server did not take a request's body in time. */
  public static final class NotTakenException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public NotTakenException() {
      super("the server did not take the body in time");
    }
  }
}
