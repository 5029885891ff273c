package io.github.ibkrauth.ibkr.ws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the JDK's client: puts the fragments of messages together, and sends one text
 * after the other, since the client takes no second while the first is on its way. Thread-safe.
 */
final class JdkWire implements Wire, WebSocket.Listener {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.ws");
  private static final int LONGEST = 16 * 1024 * 1024;
  private static final int BATCH = 32;

  private final WireListener listener;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<String> outbox = new ArrayDeque<>();
  private @Nullable WebSocket socket;
  private int room;
  private boolean sending;
  private boolean closing;
  private boolean down;

  JdkWire(WireListener listener) {
    this.listener = listener;
  }

  @Override
  public void onOpen(WebSocket opened) {
    lock.lock();
    try {
      socket = opened;
    } finally {
      lock.unlock();
    }
    listener.opened(this);
    room = BATCH;
    opened.request(BATCH);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if (last && text.isEmpty()) {
      handle(() -> listener.text(data.toString()));
    } else {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        text.trimToSize();
        handle(() -> listener.text(whole));
      }
    }
    more(from, text.length());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    if (last && bytes.size() == 0) {
      handle(() -> listener.binary(part));
    } else {
      bytes.write(part, 0, part.length);
      if (last) {
        byte[] whole = bytes.toByteArray();
        bytes.reset();
        handle(() -> listener.binary(whole));
      }
    }
    more(from, bytes.size());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    more(from, 0);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    listener.alive();
    more(from, 0);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    down("the broker closed the connection (" + status + ")");
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    down("the connection broke (" + error.getClass().getSimpleName() + ")");
  }

  /** What the listener throws is its own trouble; the connection lives on. */
  private static void handle(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A message was not understood", e);
    }
  }

  private void more(WebSocket from, int collected) {
    if (collected > LONGEST) {
      down("a message is longer than " + LONGEST + " bytes");
      from.abort();
    } else if (--room <= BATCH / 2) {
      room += BATCH / 2;
      from.request(BATCH / 2);
    }
  }

  private void down(String why) {
    lock.lock();
    try {
      if (down) {
        return;
      }
      down = true;
      outbox.clear();
    } finally {
      lock.unlock();
    }
    listener.down(why);
  }

  @Override
  public void send(String message) {
    lock.lock();
    try {
      if (!closing && !down) {
        outbox.add(message);
      }
    } finally {
      lock.unlock();
    }
    next();
  }

  @Override
  public void ping() {
    WebSocket open;
    lock.lock();
    try {
      open = closing || down ? null : socket;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.sendPing(ByteBuffer.allocate(0))
          .whenComplete(
              (done, failure) -> {
                // Otherwise the ping before it is still on its way.
                if (failure instanceof IOException) {
                  down("the connection broke (" + failure.getClass().getSimpleName() + ")");
                }
              });
    }
  }

  @Override
  public void close() {
    boolean idle;
    WebSocket open;
    lock.lock();
    try {
      closing = true;
      outbox.clear();
      idle = !sending && !down;
      sending = true;
      open = socket;
    } finally {
      lock.unlock();
    }
    if (open == null) {
      return;
    }
    if (!idle) {
      // Something is stuck on its way: there is nobody to say goodbye to.
      open.abort();
      return;
    }
    open.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((done, failure) -> open.abort());
  }

  private void next() {
    String message;
    WebSocket open;
    lock.lock();
    try {
      open = socket;
      if (sending || open == null) {
        return;
      }
      message = outbox.poll();
      if (message == null) {
        return;
      }
      sending = true;
    } finally {
      lock.unlock();
    }
    open.sendText(message, true)
        .whenComplete(
            (done, failure) -> {
              lock.lock();
              try {
                sending = closing;
              } finally {
                lock.unlock();
              }
              if (failure != null) {
                down("the connection broke (" + failure.getClass().getSimpleName() + ")");
              } else {
                next();
              }
            });
  }
}
