package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.testkit.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A brokerage session at a scripted broker, and what its tests say again and again. */
abstract class ScriptedSession {

  static final Duration MINUTE = Duration.ofMinutes(1);
  static final String INIT = "/iserver/auth/ssodh/init";
  static final Reply DEAD = tickled(Scripted.DEAD);
  static final Reply READY = tickled(Scripted.READY);
  static final Reply NO_BRIDGE =
      Reply.json(400, "{\"error\":\"Bad Request: no bridge\",\"statusCode\":400}");
  static final String COMPETING = "{\"authenticated\":false,\"competing\":true,\"connected\":true}";
  static final Reply NO_SESSION = Reply.json(200, "{\"error\":\"no session\"}");

  Scripted it = new Scripted();

  @AfterEach
  void close() {
    it.close();
    assertThat(it.transport.openResponses()).isZero();
    assertThat(it.time.pendingTasks()).isZero();
  }

  BrokerageSession session() {
    return it.client.brokerage();
  }

  void remake(String... settings) {
    it.close();
    it = new Scripted(settings);
  }

  static Reply tickled(String status) {
    return Reply.json(200, "{\"iserver\":{\"authStatus\":" + status + "}}");
  }

  void tickles(Reply first, Reply... more) {
    it.on("POST", "/tickle", first, more);
  }
}
