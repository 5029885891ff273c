package io.github.ibkrauth.ibkr.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The broker's end, played by a test on its own thread. */
final class FakeServer implements Dialer {

  final List<Call> calls = new CopyOnWriteArrayList<>();
  volatile boolean answers = true;

  @Override
  public void dial(Upgrade upgrade, WireListener listener) {
    Call call = new Call(upgrade, listener);
    calls.add(call);
    if (answers) {
      listener.opened(call);
    }
  }

  Call last() {
    return calls.get(calls.size() - 1);
  }

  /** One connection. */
  static final class Call implements Wire {

    final Upgrade upgrade;
    final WireListener listener;
    final List<String> sent = new CopyOnWriteArrayList<>();
    final AtomicInteger pings = new AtomicInteger();
    volatile boolean closed;

    Call(Upgrade upgrade, WireListener listener) {
      this.upgrade = upgrade;
      this.listener = listener;
    }

    Call ready() {
      say("{'topic':'system','success':'user'}");
      return this;
    }

    void say(String json) {
      listener.text(json.replace('\'', '"'));
    }

    void refuse(int status) {
      listener.refused(status, Map.of());
    }

    void breaks() {
      listener.down("the connection broke");
    }

    /** Returns what was sent, and forgets it. */
    List<String> heard() {
      List<String> all = new ArrayList<>(sent);
      sent.clear();
      return all;
    }

    @Override
    public void send(String text) {
      sent.add(text);
    }

    @Override
    public void ping() {
      pings.incrementAndGet();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
