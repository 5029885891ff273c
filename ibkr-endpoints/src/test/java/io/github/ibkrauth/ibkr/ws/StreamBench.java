package io.github.ibkrauth.ibkr.ws;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** A client whose time, login and broker a test moves. */
final class StreamBench implements AutoCloseable {

  static final long CONID = 265598;

  final ManualTime time = ManualTime.at(Instant.parse("2026-03-04T15:00:00Z"));
  final FakeLogin login = new FakeLogin();
  final FakeServer server = new FakeServer();
  final AuthRuntime runtime = time.runtime().executor(Runnable::run).random(new Random(5)).build();
  final StreamingClient client =
      new StreamingClient(
          login,
          runtime,
          HttpDefaults.standard(),
          threads -> {
            throw new AssertionError("no HTTP client is needed");
          },
          server);

  void pass(Duration span) {
    time.advance(span);
  }

  void pass(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  /** Lets time go by with the broker beating. */
  void passAlive(long seconds) {
    for (long i = 0; i < seconds; i++) {
      pass(1);
      if (i % 10 == 9) {
        server.last().say("{'topic':'system','hb':1}");
      }
    }
  }

  /** Lets the first connection be made and become ready. */
  FakeServer.Call connected() {
    pass(0);
    return server.last().ready();
  }

  static String prices(long conid, String fields) {
    return "{'server_id':'q0','conidEx':'%d','conid':%d,'_updated':1,%s,'topic':'smd+%d'}"
        .formatted(conid, conid, fields, conid);
  }

  /** Returns the stream's threads; one whose work is done may take a moment to be gone. */
  static Set<String> threads() {
    Set<String> names = alive();
    for (int i = 0; i < 100 && !names.isEmpty(); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      names = alive();
    }
    return names;
  }

  private static Set<String> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(StreamThreads.NAME))
        .collect(Collectors.toSet());
  }

  static List<String> topicsOnly(List<String> messages) {
    return messages.stream().filter(message -> !message.equals("tic")).toList();
  }

  @Override
  public void close() {
    client.close();
    runtime.close();
  }
}
