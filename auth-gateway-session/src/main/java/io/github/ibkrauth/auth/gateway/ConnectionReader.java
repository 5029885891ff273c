package io.github.ibkrauth.auth.gateway;

import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.ConnectionErrorCode;
import io.github.ibkrauth.auth.googlehttp.support.IoFailure;
import io.github.ibkrauth.auth.googlehttp.support.TlsErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;

/** Says why a call got no answer. A gateway that is silent is not one that is gone. Stateless. */
final class ConnectionReader {

  private final GatewaySentences say;
  private final HttpDefaults defaults;

  ConnectionReader(GatewaySettings settings, HttpDefaults defaults) {
    this.say = new GatewaySentences(settings);
    this.defaults = defaults;
  }

  /**
   * Reads a failure.
   *
   * @param call what was asked
   * @param uri where
   * @param limit how long the gateway was allowed to be silent
   * @param failure what the transport threw
   */
  GatewayAnswer read(GatewayCall call, URI uri, Duration limit, IOException failure) {
    AuthTransportException known = IoFailure.explain(call.title(), uri, defaults, failure);
    AuthErrorCode code = known.code();
    if (code.equals(AuthErrorCode.INTERRUPTED)) {
      return interrupted(call);
    }
    if (code.equals(AuthErrorCode.UNKNOWN_HOST)) {
      return none(GatewayCondition.GATEWAY_DOWN, say.unknownHost());
    }
    if (code.equals(AuthErrorCode.TIMEOUT)) {
      return late(call, limit, failure);
    }
    if (code.equals(ConnectionErrorCode.CONNECTION_REFUSED)
        || failure instanceof ConnectException
        || failure instanceof NoRouteToHostException) {
      return none(GatewayCondition.GATEWAY_DOWN, say.refused());
    }
    if (code.equals(TlsErrorCode.NOT_TLS)) {
      return none(GatewayCondition.NOT_A_GATEWAY, say.notTls());
    }
    if (code.equals(TlsErrorCode.TLS_EXPECTED)) {
      return none(GatewayCondition.NOT_A_GATEWAY, say.tlsExpected());
    }
    if (code.equals(TlsErrorCode.CERTIFICATE_CHANGED)
        || code.equals(TlsErrorCode.CERTIFICATE_UNTRUSTED)
        || stemsFromCertificate(failure)) {
      return certificate(code, sentence(known));
    }
    return isProtocol(failure) ? notHttp() : none(GatewayCondition.GATEWAY_DOWN, sentence(known));
  }

  /** Returns the message without the code: that of the condition is added when it is thrown. */
  private static String sentence(AuthTransportException known) {
    return String.valueOf(known.getMessage()).replace(" [" + known.code() + "]", "");
  }

  GatewayAnswer interrupted(GatewayCall call) {
    return none(GatewayCondition.INTERRUPTED, say.interrupted(call));
  }

  GatewayAnswer closed(GatewayCall call) {
    return none(GatewayCondition.INTERRUPTED, say.closed(call));
  }

  GatewayAnswer notHttp() {
    return none(GatewayCondition.NOT_A_GATEWAY, say.notHttp());
  }

  private GatewayAnswer late(GatewayCall call, Duration limit, IOException failure) {
    if (!(failure instanceof SocketTimeoutException)) {
      return none(GatewayCondition.UNAVAILABLE, say.busy());
    }
    // The JDK's sockets and the HTTP client tell a connect from a read by the message's beginning,
    // and the client a handshake from both by the rest.
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (!words.startsWith("connect")) {
      return none(GatewayCondition.UPSTREAM_DOWN, say.silent(call, limit));
    }
    Duration connect = defaults.connectTimeout();
    return none(
        GatewayCondition.GATEWAY_DOWN,
        words.contains("read timed out") ? say.unsecured(connect) : say.unreachable(connect));
  }

  private static GatewayAnswer certificate(AuthErrorCode code, String sentence) {
    boolean changed = code.equals(TlsErrorCode.CERTIFICATE_CHANGED);
    return new GatewayAnswer(
        new GatewayReply(GatewayCondition.CERTIFICATE_REFUSED, 0, "", sentence),
        changed ? code : TlsErrorCode.CERTIFICATE_UNTRUSTED,
        null);
  }

  private static boolean stemsFromCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProtocol(IOException failure) {
    return failure.getClass().getSimpleName().contains("Protocol");
  }

  private static GatewayAnswer none(GatewayCondition condition, String sentence) {
    return GatewayAnswer.of(condition, 0, "", sentence);
  }
}
