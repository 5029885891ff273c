package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK's, for tests. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final List<String> passedOver = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final WebSocket socket;
  volatile boolean binary;
  volatile int parts;
  volatile boolean over;

  private StreamClient(HttpClient client, URI address, @Nullable String cookie) {
    WebSocket.Builder builder = client.newWebSocketBuilder().header("User-Agent", "test");
    if (cookie != null) {
      builder.header("Cookie", cookie);
    }
    socket = builder.buildAsync(address, this).join();
  }

  static StreamClient open(HttpClient client, URI address, @Nullable String cookie) {
    return new StreamClient(client, address, cookie);
  }

  /** Pings with a text; the answer's comes among the messages. */
  void ping(String text) {
    socket.sendPing(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))).join();
  }

  void say(String message) {
    socket.sendText(message, true).join();
  }

  /** Returns the first message not returned yet that holds a text. */
  String next(String part) throws InterruptedException {
    for (String message : passedOver) {
      if (message.contains(part)) {
        passedOver.remove(message);
        return message;
      }
    }
    while (true) {
      String message = messages.poll(20, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("nothing came that holds " + part);
      }
      if (message.contains(part)) {
        return message;
      }
      passedOver.add(message);
    }
  }

  void forget() {
    messages.clear();
    passedOver.clear();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    take(data.toString(), last);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    binary = true;
    take(StandardCharsets.UTF_8.decode(data).toString(), last);
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
    messages.add("pong " + StandardCharsets.UTF_8.decode(data));
    from.request(1);
    return null;
  }

  private void take(String part, boolean last) {
    text.append(part);
    parts++;
    if (last) {
      messages.add(text.toString());
      text.setLength(0);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    over = true;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    over = true;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
