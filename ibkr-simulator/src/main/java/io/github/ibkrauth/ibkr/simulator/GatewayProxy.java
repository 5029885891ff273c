package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.Disturbance.Delivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the gateway does with a request: answers it by itself, forwards it to the broker with its
 * own cookies, or, when the broker cannot be reached, says nothing at all. Thread-safe.
 */
final class GatewayProxy {
  private static final Set<String> OWN_METHODS = Set.of("GET", "POST");
  private static final String REAUTHENTICATE = "/v1/api/iserver/reauthenticate";

  private static final String LOGIN_LOCATION = "/sso/Login?forwardTo=22&RL=1&ip2loc=US";
  private static final Disturbance SILENCE =
      new Disturbance(null, Delivery.HANG, Duration.ZERO, false);

  private final Reception reception;
  private final GatewayState state;
  private final GatewayJar jar;
  private final GatewayLogin login;
  private final URI upstream;

  GatewayProxy(
      Reception reception, GatewayState state, GatewayJar jar, GatewayLogin login, URI upstream) {
    this.reception = reception;
    this.state = state;
    this.jar = jar;
    this.login = login;
    this.upstream = upstream;
  }

  /** Returns what the gateway says by itself, judging by a request's head. */
  Optional<Reception.Outcome> ownAnswer(Call head) {
    if (state.denyCaller) {
      return whole(text(404, "Access Denied"));
    }
    Optional<Reception.Outcome> origin = crossOrigin(head);
    if (origin.isPresent()) {
      return origin;
    }
    String path = head.path();
    switch (path) {
      case "/" -> {
        return whole(Answer.text(302, "", "").withHeader("Location", LOGIN_LOCATION));
      }
      case "/clear" -> {
        login.release();
        jar.clear();
        return whole(text(200, "cleared"));
      }
      case "/status" -> {
        return silence();
      }
      default -> {
        boolean own = path.equals(REAUTHENTICATE) && OWN_METHODS.contains(head.method());
        return own ? whole(reauthenticate()) : byFolder(head);
      }
    }
  }

  private Optional<Reception.Outcome> byFolder(Call head) {
    String path = head.path();
    for (String service : List.of("tws", "am")) {
      if (path.startsWith("/v1/" + service + "/")) {
        return whole(text(200, "Unknown service " + service));
      }
    }
    if (path.startsWith("/v1/api/") || path.startsWith("/sso/")) {
      return state.upstreamDown ? silence() : Optional.empty();
    }
    return whole(Answer.text(302, "", "").withHeader("Location", upstream + head.rawPath()));
  }

  /** The gateway accepts this without asking anybody; what comes of it shows in the status. */
  private Answer reauthenticate() {
    state.reauthentications.incrementAndGet();
    if (!state.upstreamDown) {
      login.reauthenticate();
    }
    return Answer.json(new JsonObject().put("message", "triggered"));
  }

  private Optional<Reception.Outcome> crossOrigin(Call head) {
    Optional<String> origin = head.header("Origin");
    if (origin.isEmpty()) {
      return Optional.empty();
    }
    String allowed = state.allowedOrigin;
    if (!allowed.equals("*") && !allowed.equals(origin.get())) {
      return whole(Answer.text(403, "", ""));
    }
    if (!head.method().equals("OPTIONS")
        || head.header("Access-Control-Request-Method").isEmpty()) {
      return Optional.empty();
    }
    return whole(
        Answer.text(204, "", "")
            .withHeader("Access-Control-Allow-Origin", allowed)
            .withHeader("Access-Control-Allow-Methods", "POST,GET,OPTIONS,DELETE,PUT")
            .withHeader("Access-Control-Allow-Headers", "Content-Type,portal,Cookie"));
  }

  /** Whether what the gateway passes on gets through. */
  boolean reachesBroker() {
    return !state.upstreamDown;
  }

  /** Returns a call as the broker sees it. */
  Call forwarded(Call call) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(call.headers());
    headers.remove("Accept-Encoding");
    headers.put("Host", List.of(upstream.getRawAuthority()));
    headers.put("Cookie", List.of(jar.header(call.path())));
    return new Call(
        call.method(),
        Call.canonical(call.rawPath()),
        Call.canonical(call.sentPath()),
        call.path(),
        call.query(),
        headers,
        call.body(),
        call.callerIp(),
        call.variables());
  }

  /** Sends a call to the broker and returns what the gateway makes of the answer. */
  Reception.Outcome forward(Call forwarded) {
    Reception.Outcome outcome = reception.receive(forwarded, true);
    Disturbance disturbance = outcome.disturbance();
    if (disturbance.isCut()) {
      return new Reception.Outcome(outcome.answer(), SILENCE);
    }
    boolean arrived = disturbance.delivery() == Delivery.WHOLE;
    String path = forwarded.path();
    if (arrived && path.equals("/v1/api/logout") && outcome.answer().status() == 200) {
      state.logouts.incrementAndGet();
    }
    if (!path.startsWith("/sso/")) {
      return outcome;
    }
    if (arrived) {
      jar.store(outcome.answer().cookies());
    }
    Answer answer = outcome.answer().withoutHeader("Content-Security-Policy");
    boolean loggedIn = arrived && path.equals(LoginDesk.DISPATCHER) && answer.status() == 302;
    if (loggedIn) {
      answer = welcome(answer);
      loggedIn();
    }
    return new Reception.Outcome(answer, delayed(disturbance));
  }

  /** Takes the answer to a login that no client has made. */
  void admit(Answer answer) {
    jar.store(answer.cookies());
    loggedIn();
  }

  private void loggedIn() {
    state.logins.incrementAndGet();
    login.begin();
  }

  private static Answer welcome(Answer redirect) {
    return new Answer(
        200,
        redirect.contentType(),
        "Client login succeeds".getBytes(StandardCharsets.UTF_8),
        redirect.headers(),
        "");
  }

  private Disturbance delayed(Disturbance old) {
    return new Disturbance(
        old.answer(), old.delivery(), old.delay().plus(state.pageDelay), old.processed());
  }

  private static Answer text(int status, String text) {
    return Answer.text(status, "", text);
  }

  private static Optional<Reception.Outcome> whole(Answer answer) {
    return Optional.of(new Reception.Outcome(answer, Disturbance.NONE));
  }

  private static Optional<Reception.Outcome> silence() {
    return Optional.of(new Reception.Outcome(Answer.text(0, "", ""), SILENCE));
  }
}
