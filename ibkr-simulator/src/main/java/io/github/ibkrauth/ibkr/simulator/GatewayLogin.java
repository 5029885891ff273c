package io.github.ibkrauth.ibkr.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.ibkr.simulator.Disturbance.Delivery;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway does by itself: after a login it opens the brokerage session, taking it from
 * whoever has it, and from then on calls tickle every 30 s. Those beats are not sent one by one:
 * the broker counts them where it looks at the time, so that they follow a clock that jumps.
 * Thread-safe.
 */
final class GatewayLogin {
  private static final int VALIDATE_ATTEMPTS = 3;

  private final Reception reception;
  private final Broker broker;
  private final GatewayJar jar;
  private final URI upstream;
  private final AtomicReference<@Nullable OuterSession> kept = new AtomicReference<>();

  GatewayLogin(Reception reception, Broker broker, GatewayJar jar, URI upstream) {
    this.reception = reception;
    this.broker = broker;
    this.jar = jar;
    this.upstream = upstream;
  }

  /** Goes on after the login page has succeeded. */
  void begin() {
    release();
    if (!isValidated()) {
      return;
    }
    openBrokerage();
    call("GET", "/v1/portal/iserver/accounts", "", "");
    call("GET", "/v1/portal/tickle", "", "");
    keep();
  }

  /** Opens the brokerage session again when it is lost. */
  void reauthenticate() {
    if (isLoggedIn()) {
      openBrokerage();
    }
  }

  boolean isLoggedIn() {
    return session().filter(broker::isLive).isPresent();
  }

  /** Returns the login whose cookie is in the jar, dead or alive. */
  Optional<OuterSession> session() {
    return jar.login().flatMap(broker::gatewayLogin);
  }

  /** Starts to keep the login alive, when there is one. */
  void keep() {
    session()
        .ifPresent(
            login -> {
              OuterSession before = kept.getAndSet(login);
              if (before != null && before != login) {
                broker.release(before);
              }
              broker.keep(login);
            });
  }

  /** Stops keeping the login alive. */
  void release() {
    OuterSession login = kept.getAndSet(null);
    if (login != null) {
      broker.release(login);
    }
  }

  private boolean isValidated() {
    for (int i = 0; i < VALIDATE_ATTEMPTS; i++) {
      boolean valid =
          call("GET", "/v1/portal/sso/validate", "gw=1", "")
              .map(answer -> answer.path("RESULT").asBoolean() && answer.has("USER_ID"))
              .orElse(false);
      if (valid) {
        return true;
      }
    }
    return false;
  }

  private void openBrokerage() {
    if (isAuthenticated()) {
      return;
    }
    String init =
        Json.text(
            new JsonObject()
                .put("publish", true)
                .put("compete", true)
                .put("username", session().map(login -> login.user.name()).orElse(""))
                .put("machineId", "5a1d0e37"));
    call("POST", "/v1/portal/iserver/auth/ssodh/init", "", init);
    isAuthenticated();
  }

  private boolean isAuthenticated() {
    return call("GET", "/v1/portal/iserver/auth/status", "", "")
        .map(answer -> answer.path("authenticated").asBoolean())
        .orElse(false);
  }

  /** Makes a call of the gateway's own; empty when it did not succeed. */
  private Optional<JsonNode> call(String method, String path, String query, String json) {
    byte[] body = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Host", List.of(upstream.getRawAuthority()));
    headers.put("User-Agent", List.of("ClientPortalGW/1"));
    headers.put("Cookie", List.of(jar.header(Call.canonical(path))));
    if (method.equals("POST")) {
      headers.put("Content-Type", List.of("application/json"));
      headers.put("Content-Length", List.of(Integer.toString(body.length)));
    }
    Reception.Outcome outcome =
        reception.receive(
            new Call(
                method,
                path,
                path,
                Call.canonical(path),
                query,
                headers,
                body,
                LoopbackServer.HOST,
                Map.of()),
            true);
    if (outcome.disturbance().delivery() != Delivery.WHOLE || outcome.answer().status() != 200) {
      return Optional.empty();
    }
    jar.store(outcome.answer().cookies());
    return Json.object(outcome.answer().body());
  }
}
