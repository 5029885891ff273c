package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.http.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * The certificate that a server shows, whether or not anybody would trust it. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class PresentedCertificate {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Lets the socket's own limit come first where nothing comes at all. */
  private static final long MARGIN_MILLIS = 1_000;

  private final X509Certificate certificate;
  private final String fingerprint;

  private PresentedCertificate(X509Certificate certificate, String fingerprint) {
    this.certificate = certificate;
    this.fingerprint = fingerprint;
  }

  /**
   * Connects, lets the server show its certificate, and disconnects: no request is sent, and
   * nothing is judged. Goes to the server itself, not through an HTTP proxy. Blocks.
   *
   * @param origin the server
   * @param timeout how long the connection may take to be made, and the server may be silent after;
   *     a handshake that trickles in is given up a second later
   * @throws IOException of the kind that {@link IoFailure} tells apart
   * @throws IllegalArgumentException when the origin does not begin with https, or the time-out is
   *     not between 1 ms and 24 days
   */
  public static PresentedCertificate fetch(Origin origin, Duration timeout) throws IOException {
    if (!Objects.requireNonNull(origin, "origin").scheme().equals("https")) {
      throw new IllegalArgumentException(origin + " shows no certificate: it is not https.");
    }
    LeafRecorder recorder = new LeafRecorder();
    handshake(origin, timeout, context(recorder));
    X509Certificate leaf = recorder.leaf();
    if (leaf == null) {
      throw new SSLHandshakeException("the server showed no certificate");
    }
    return of(leaf);
  }

  /**
   * Does the same, and has the certificate judged: what is returned is one that the server may
   * show. Blocks.
   *
   * @param trust the server, and which certificate it may show
   * @param timeout as for {@link #fetch}
   * @throws IOException of the kind that {@link IoFailure} tells apart, also when the server may
   *     not show the certificate it shows
   * @throws IllegalArgumentException when the time-out is not between 1 ms and 24 days
   */
  public static PresentedCertificate fetchTrusted(ServerTrust trust, Duration timeout)
      throws IOException {
    return of(
        (X509Certificate)
            handshake(trust.origin(), timeout, trust.newContext()).getPeerCertificates()[0]);
  }

  /** Returns the SHA-256 of the certificate, upper-case hex with colons. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Returns whose certificate it says it is, as one line without control characters. */
  public String subject() {
    return SafeText.of(certificate.getSubjectX500Principal().getName());
  }

  /** Returns until when it says it is valid. */
  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  /** Returns the host names and addresses it says it is for; none where it names none. */
  public List<String> names() {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
              .map(name -> SafeText.of(String.valueOf(name.get(1))))
              .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  /** Returns the certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  private static PresentedCertificate of(X509Certificate leaf) throws IOException {
    try {
      return new PresentedCertificate(leaf, CertificateFingerprint.of(leaf));
    } catch (CertificateException e) {
      throw new SSLHandshakeException("the server's certificate cannot be read");
    }
  }

  private static SSLSession handshake(Origin origin, Duration timeout, SSLContext context)
      throws IOException {
    long millis = timeout.toMillis();
    if (millis < 1 || millis > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not a time-out: " + timeout);
    }
    String host = ServerName.bare(origin.host());
    try (Socket plain = connected(host, origin.port(), (int) millis)) {
      plain.setSoTimeout((int) millis);
      try (SSLSocket secure =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, origin.port(), true)) {
        shakeHands(secure, plain, millis);
        return secure.getSession();
      }
    }
  }

  /** The socket's own limit starts anew with each byte, so there is one in all besides. */
  private static void shakeHands(SSLSocket secure, Socket plain, long millis) throws IOException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    end.orTimeout(millis + MARGIN_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete(
            (nothing, late) -> {
              if (late != null) {
                CompletableFuture.runAsync(() -> close(plain));
              }
            });
    try {
      secure.startHandshake();
    } catch (IOException e) {
      if (end.isCompletedExceptionally()) {
        throw new SocketTimeoutException("Read timed out");
      }
      throw e;
    } finally {
      end.complete(null);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException nobodyWantsIt) {
      // It is closed all the same.
    }
  }

  private static SSLContext context(LeafRecorder recorder) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {recorder}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /** Tries every address of the host in turn; throws what the last one threw. */
  private static Socket connected(String host, int port, int millis) throws IOException {
    IOException last = null;
    for (InetAddress address : InetAddress.getAllByName(host)) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), millis);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw Objects.requireNonNull(last, "a host that resolves has an address");
  }

  @Override
  public String toString() {
    return "PresentedCertificate(SHA-256 " + fingerprint + ")";
  }
}
