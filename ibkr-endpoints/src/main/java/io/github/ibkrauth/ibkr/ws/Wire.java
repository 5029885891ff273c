package io.github.ibkrauth.ibkr.ws;

/** An open connection. Nothing here blocks or does I/O on the calling thread. Thread-safe. */
interface Wire {

  /** Sends a text after those before it. */
  void send(String text);

  /** Sends a ping frame; the answer is told as {@link WireListener#alive()}. */
  void ping();

  /** Says goodbye, and closes. */
  void close();
}
