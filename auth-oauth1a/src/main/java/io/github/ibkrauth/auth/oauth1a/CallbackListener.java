package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthTransportException;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits on this computer for the browser to come back from the broker's page. Listens on the
 * loopback interface only, answers one path, and goes on waiting when something else comes. Used by
 * one thread.
 */
final class CallbackListener implements AutoCloseable {

  private static final int SLICE_MILLIS = 200;
  private static final int READ_MILLIS = 2_000;
  private static final int LONGEST_LINE = 8 * 1024;

  private final ServerSocket socket;
  private final String path;
  private final InstantSource clock;

  private CallbackListener(ServerSocket socket, String path, InstantSource clock) {
    this.socket = socket;
    this.path = path;
    this.clock = clock;
  }

  /**
   * Begins to listen.
   *
   * @param callback an address such as {@code http://127.0.0.1:8765/callback}
   * @param setting how messages call it
   */
  static CallbackListener open(String callback, String setting, InstantSource clock) {
    URI uri = address(callback, setting);
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host(uri)), uri.getPort()), 8);
        socket.setSoTimeout(SLICE_MILLIS);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      String path = uri.getRawPath();
      return new CallbackListener(socket, path == null || path.isEmpty() ? "/" : path, clock);
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

  private static URI address(String callback, String setting) {
    try {
      URI uri = new URI(callback);
      if ("http".equals(uri.getScheme()) && WebAddress.isThisComputer(uri) && uri.getPort() > 0) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below.
    }
    throw new AuthConfigurationException(
        List.of(
            setting
                + " must be an address on this computer with a port, such as"
                + " http://127.0.0.1:8765/callback, for a program to listen there; with oob or"
                + " another address use begin() and finish()."));
  }

  private static String host(URI uri) {
    String host = uri.getHost();
    return host.equalsIgnoreCase("localhost") ? "127.0.0.1" : host.replaceAll("[\\[\\]]", "");
  }

  /**
   * Returns what comes back for a request token, or a callback without anything, which is how a
   * user's refusal looks.
   *
   * @throws AuthTransportException when nothing comes in time
   */
  Callback await(String requestToken, Duration patience) throws InterruptedException {
    Instant end = clock.instant().plus(patience);
    while (clock.instant().isBefore(end)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while a user was to agree to a grant");
      }
      try (Socket browser = socket.accept()) {
        browser.setSoTimeout(READ_MILLIS);
        Callback callback = serve(browser, requestToken);
        if (callback != null) {
          return callback;
        }
      } catch (SocketTimeoutException nobodyYet) {
        continue;
      } catch (IOException e) {
        if (socket.isClosed()) {
          throw failed("the listener was closed", e);
        }
      }
    }
    throw failed("nobody agreed within " + patience.toSeconds() + " s", null);
  }

  private @Nullable Callback serve(Socket browser, String requestToken) throws IOException {
    String[] words = requestLine(browser.getInputStream()).split(" ");
    String target = words.length == 3 ? words[1] : "";
    int question = target.indexOf('?');
    String asked = question < 0 ? target : target.substring(0, question);
    if (!"GET".equals(words[0]) || !asked.equals(path)) {
      answer(browser, "404 Not Found", "There is nothing here.");
      return null;
    }
    Callback callback = Callback.ofQuery(question < 0 ? "" : target.substring(question + 1));
    if (callback.isCancelled() && callback.token().isEmpty()) {
      answer(browser, "200 OK", "You did not agree. You can close this page.");
      return callback;
    }
    if (!callback.belongsTo(requestToken)) {
      answer(browser, "400 Bad Request", "This belongs to another request; begin again.");
      return null;
    }
    answer(browser, "200 OK", "Thank you. You can close this page.");
    return callback;
  }

  private static String requestLine(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c >= 0 && c != '\n'; c = input.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw new IOException("the request line is too long");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Tells the user; a browser that is gone already changes nothing. */
  private static void answer(Socket browser, String status, String sentence) {
    byte[] body =
        ("<!doctype html><title>Authorization</title><p>" + sentence + "</p>\n")
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
            + "\r\nConnection: close\r\n\r\n";
    try {
      browser.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      browser.getOutputStream().write(body);
      browser.getOutputStream().flush();
      browser.shutdownOutput();
      // Reads the rest of the request, so that closing does not cut the answer off.
      browser.getInputStream().readNBytes(LONGEST_LINE);
    } catch (IOException e) {
      return;
    }
  }

  private static AuthTransportException failed(String why, @Nullable IOException cause) {
    return new AuthTransportException(
        Details.of(
                AuthErrorCode.TIMEOUT,
                "Step 2 of the grant, the user's consent: "
                    + why
                    + ". Begin again; the page must be opened in a browser on this computer.")
            .withStrategy(OAuth1aProvider.ID)
            .withCause(cause));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up anyway.
      return;
    }
  }
}
