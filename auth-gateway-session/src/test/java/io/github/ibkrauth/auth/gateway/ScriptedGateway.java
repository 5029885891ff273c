package io.github.ibkrauth.auth.gateway;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A gateway that answers what a test says, and notes what it was asked. Each call answers by its
 * script; the last reply of a script repeats.
 */
final class ScriptedGateway implements GatewayCalls {

  static final URI ADDRESS = URI.create("https://localhost:5000");
  static final URI API = URI.create("https://localhost:5000/v1/api");
  static final URI LOGIN = URI.create("https://localhost:5000/sso/Login");

  private final ReentrantLock lock = new ReentrantLock();
  private final List<String> calls = new ArrayList<>();
  private final Map<String, Deque<Supplier<GatewayReply>>> scripts = new TreeMap<>();
  private boolean closed;

  ScriptedGateway() {
    on("init", Replies.status(false, true, false));
    on("reauthenticate", Replies.json("{\"message\":\"triggered\"}"));
    on("logout", Replies.json("{\"status\":true}"));
    on("validate", Replies.json("{\"USER_NAME\":\"someone\",\"RESULT\":true}"));
  }

  ScriptedGateway on(String call, GatewayReply... replies) {
    Deque<Supplier<GatewayReply>> script = new ArrayDeque<>();
    for (GatewayReply reply : replies) {
      script.add(() -> reply);
    }
    scripts.put(call, script);
    return this;
  }

  ScriptedGateway on(String call, Supplier<GatewayReply> replies) {
    scripts.put(call, new ArrayDeque<>(List.of(replies)));
    return this;
  }

  /** Returns every call so far, in order. */
  List<String> calls() {
    lock.lock();
    try {
      return List.copyOf(calls);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the calls that change something. */
  List<String> intrusions() {
    return calls().stream().filter(call -> !call.matches("tickle|status|validate")).toList();
  }

  long count(String start) {
    return calls().stream().filter(call -> call.startsWith(start)).count();
  }

  boolean isClosed() {
    return closed;
  }

  private GatewayReply play(String name, String noted) {
    Supplier<GatewayReply> reply;
    lock.lock();
    try {
      calls.add(noted);
      Deque<Supplier<GatewayReply>> script = scripts.get(name);
      if (script == null) {
        throw new AssertionError("no script for " + name);
      }
      reply = script.size() > 1 ? script.remove() : script.element();
    } finally {
      lock.unlock();
    }
    return reply.get();
  }

  @Override
  public GatewayReply tickle() {
    return play("tickle", "tickle");
  }

  @Override
  public GatewayReply validate() {
    return play("validate", "validate");
  }

  @Override
  public GatewayReply status() {
    return play("status", "status");
  }

  @Override
  public GatewayReply initialize(boolean compete) {
    return play("init", compete ? "init compete" : "init");
  }

  @Override
  public GatewayReply reauthenticate() {
    return play("reauthenticate", "reauthenticate");
  }

  @Override
  public GatewayReply logout() {
    return play("logout", "logout");
  }

  @Override
  public URI loginPage() {
    return LOGIN;
  }

  @Override
  public void close() {
    closed = true;
  }
}
