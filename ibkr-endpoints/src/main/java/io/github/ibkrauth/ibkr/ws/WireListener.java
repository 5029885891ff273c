package io.github.ibkrauth.ibkr.ws;

import java.util.List;
import java.util.Map;

/** Is told what a connection brings, by one thread at a time. */
interface WireListener {

  /** It is open. */
  void opened(Wire wire);

  /** A text message, whole. */
  void text(String message);

  /** A binary message, whole. */
  void binary(byte[] message);

  /** A ping was answered. */
  void alive();

  /** The request to open it was answered with another status than 101. */
  void refused(int status, Map<String, List<String>> headers);

  /** It is closed or was never made. Told once, and the last. */
  void down(String why);
}
