package io.github.ibkrauth.auth.connect;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Waits on this computer for a browser to come back, for programs without a web server (RFC 8252,
 * section 7.3). Listens on the loopback interface only, answers one path with a page in words, goes
 * on waiting when something else comes, and is for one callback.
 *
 * <pre>{@code
 * try (LoopbackReceiver receiver = LoopbackReceiver.open(uri, "redirect-uri", runtime)) {
 *   ConnectRequest request = flow.begin(user);
 *   show(request.authorizeUri());
 *   Connection connection = flow.complete(user, receiver.await(Duration.ofMinutes(5)));
 * }
 * }</pre>
 *
 * <p>Used by one thread; {@link #close} may come from another.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class LoopbackReceiver implements AutoCloseable {

  private static final Set<String> HOSTS = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final int SLICE_MILLIS = 200;
  private static final int BACKLOG = 16;

  private final ServerSocket socket;
  private final URI redirectUri;
  private final String path;
  private final InstantSource clock;

  private LoopbackReceiver(ServerSocket socket, URI redirectUri, InstantSource clock) {
    this.socket = socket;
    this.redirectUri = redirectUri;
    String rawPath = redirectUri.getRawPath();
    this.path = rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
    this.clock = clock;
  }

  /**
   * Begins to listen.
   *
   * @param address such as {@code http://127.0.0.1:8765/callback} or {@code http://[::1]:0/}; with
   *     port 0, which only some servers allow, any free port
   * @param setting how messages call it
   * @param runtime gives the time
   * @throws AuthConfigurationException when it is no such address, or nothing can listen there
   */
  public static LoopbackReceiver open(String address, String setting, AuthRuntime runtime) {
    Objects.requireNonNull(runtime, "runtime");
    URI uri =
        parse(address)
            .orElseThrow(
                () ->
                    new AuthConfigurationException(
                        List.of(
                            setting
                                + " must be an address on this computer with a port, such as"
                                + " http://127.0.0.1:8765/callback, for a program to listen"
                                + " there.")));
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(loopback(uri), uri.getPort()), BACKLOG);
        socket.setSoTimeout(SLICE_MILLIS);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      return new LoopbackReceiver(socket, at(uri, socket.getLocalPort()), runtime.clock());
    } catch (IOException e) {
      throw new AuthConfigurationException(
          setting
              + " names port "
              + uri.getPort()
              + ", where this program cannot listen ("
              + e.getClass().getSimpleName()
              + "). Free the port or choose another, and register it.",
          e);
    }
  }

  /** Returns whether a receiver can listen at that address, as far as its form tells. */
  public static boolean isLoopback(String address) {
    return parse(address).isPresent();
  }

  private static Optional<URI> parse(String address) {
    try {
      URI uri = new URI(address);
      return "http".equals(uri.getScheme())
              && uri.getHost() != null
              && HOSTS.contains(uri.getHost())
              && uri.getPort() >= 0
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getRawUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns the interface; a name is not looked up, since it could lead elsewhere. */
  private static InetAddress loopback(URI uri) throws IOException {
    return InetAddress.getByName(uri.getHost().equals("[::1]") ? "::1" : "127.0.0.1");
  }

  private static URI at(URI uri, int port) {
    String rawPath = uri.getRawPath() == null ? "" : uri.getRawPath();
    return URI.create("http://" + uri.getHost() + ":" + port + rawPath);
  }

  /** Returns the address with the port that was taken: what the server has to send browsers to. */
  public URI redirectUri() {
    return redirectUri;
  }

  /**
   * Waits, and returns the query of the callback as it arrived; empty when it had none.
   *
   * @param patience how long the user may take
   * @throws AuthTransportException with {@link AuthErrorCode#TIMEOUT} when nothing comes in time,
   *     or the receiver was closed
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public String await(Duration patience) throws InterruptedException {
    return await(query -> true, patience);
  }

  /**
   * Waits for a callback that belongs to this program; others are shown that they do not.
   *
   * @param belongs told the query of each callback
   * @param patience how long the user may take
   * @throws AuthTransportException as {@link #await(Duration)}
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public String await(Predicate<String> belongs, Duration patience) throws InterruptedException {
    Objects.requireNonNull(belongs, "belongs");
    Instant end = clock.instant().plus(patience);
    while (clock.instant().isBefore(end)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while a user was to agree");
      }
      try (Socket browser = socket.accept()) {
        Optional<String> query = LoopbackCall.of(browser, clock).serve(path, belongs);
        if (query.isPresent()) {
          return query.get();
        }
      } catch (SocketTimeoutException nobodyYet) {
        continue;
      } catch (IOException e) {
        if (socket.isClosed()) {
          throw failed(
              Details.of(AuthErrorCode.TIMEOUT, "The wait for the browser was ended.")
                  .withCause(e));
        }
      }
    }
    throw failed(
        Details.of(
            AuthErrorCode.TIMEOUT,
            "Nobody came back from the consent page within "
                + patience.toSeconds()
                + " s. Begin again; the page must be opened in a browser on this computer."));
  }

  private static AuthTransportException failed(Details details) {
    return new AuthTransportException(details);
  }

  /** Stops listening; a wait under way ends. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up anyway.
      return;
    }
  }

  /** Returns the address. */
  @Override
  public String toString() {
    return "LoopbackReceiver(" + redirectUri + ")";
  }
}
