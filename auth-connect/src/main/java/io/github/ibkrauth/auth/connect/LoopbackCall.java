package io.github.ibkrauth.auth.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** One call of a browser at a {@link LoopbackReceiver}. Used by one thread. */
final class LoopbackCall {

  private static final int LONGEST_LINE = 16 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Socket browser;
  private final InstantSource clock;

  private LoopbackCall(Socket browser, InstantSource clock) {
    this.browser = browser;
    this.clock = clock;
  }

  static LoopbackCall of(Socket browser, InstantSource clock) throws IOException {
    browser.setSoTimeout((int) PATIENCE.toMillis());
    return new LoopbackCall(browser, clock);
  }

  /** Answers, and returns the query if it is the callback that is waited for. */
  Optional<String> serve(String path, Predicate<String> belongs) throws IOException {
    String[] words = requestLine().split(" ");
    String target = words.length == 3 ? words[1] : "";
    int question = target.indexOf('?');
    String asked = question < 0 ? target : target.substring(0, question);
    if (!"GET".equals(words[0]) || !asked.equals(path)) {
      answer("404 Not Found", "There is nothing here.");
      return Optional.empty();
    }
    String query = question < 0 ? "" : target.substring(question + 1);
    if (!belongs.test(query)) {
      answer(
          "400 Bad Request",
          "This does not belong to the connection that the program waits for. Open the newest"
              + " address that it gave.");
      return Optional.empty();
    }
    answer(
        "200 OK",
        "Go back to the program that sent you to the login: it says how it went. You can close"
            + " this page.");
    return Optional.of(query);
  }

  /** A caller that sends nothing, or too slowly, is given up: another one may be waiting. */
  private String requestLine() throws IOException {
    Instant end = clock.instant().plus(PATIENCE);
    InputStream input = browser.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c >= 0 && c != '\n'; c = input.read()) {
      if (line.length() >= LONGEST_LINE) {
        throw new IOException("the request line is too long");
      }
      if (clock.instant().isAfter(end)) {
        throw new SocketTimeoutException("the request line takes too long");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Tells the user; a browser that is gone already changes nothing. */
  private void answer(String status, String sentence) {
    byte[] body =
        ("<!doctype html><html lang=\"en\"><title>Connect</title><p>" + sentence + "</p></html>\n")
            .getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
            + "\r\nX-Content-Type-Options: nosniff"
            + "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'"
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
}
