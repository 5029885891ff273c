package io.github.ibkrauth.ibkr;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.auth.testkit.RecordingListener;
import io.github.ibkrauth.auth.testkit.Reply;
import io.github.ibkrauth.auth.testkit.ScriptedTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client over a scripted transport and a clock that the test moves. */
final class Scripted implements AutoCloseable {

  static final String READY =
      "{\"authenticated\":true,\"connected\":true,\"competing\":false,\"established\":true}";
  static final String NOT_YET =
      "{\"authenticated\":true,\"connected\":true,\"competing\":false,\"established\":false}";
  static final String DEAD = "{\"authenticated\":false,\"connected\":true,\"competing\":false}";
  static final String COMPETING = "{\"authenticated\":false,\"connected\":true,\"competing\":true}";

  final ManualTime time;
  final ScriptedTransport transport;
  final FixedProvider provider = new FixedProvider();
  final RecordingListener events = new RecordingListener();
  final Heard heard = new Heard();
  final IbkrClient client;

  Scripted(String... settings) {
    this(ManualTime.at(Instant.parse("2026-01-05T12:00:00Z")), settings);
  }

  Scripted(ManualTime time, String... settings) {
    this.time = time;
    this.transport = ScriptedTransport.withSleeper(time);
    tickle(DEAD);
    init(NOT_YET);
    status(READY);
    transport.on("GET", "/v1/api/iserver/accounts").reply(Reply.json(200, "{\"accounts\":[]}"));
    transport.on("GET", "/v1/api/portfolio/accounts").reply(Reply.json(200, "[]"));
    transport.on("POST", "/v1/api/logout").reply(Reply.json(200, "{\"status\":true}"));
    this.client =
        IbkrClient.builder(config(settings))
            .strategies(AuthStrategies.builder().withoutDiscovery().add(provider).build())
            .runtime(time.runtime().listener(events).build())
            .transport(transport)
            .brokerageListener(heard)
            .build();
  }

  static AuthConfig config(String... settings) {
    AuthConfig.Builder builder =
        AuthConfig.builder()
            .prefix("ibkr.auth")
            .values("test", Map.of("ibkr.auth.strategy", FixedProvider.ID));
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.build();
  }

  ScriptedTransport.Rule tickle(String... status) {
    return replies("/tickle", status, "{\"session\":\"x\",\"iserver\":{\"authStatus\":%s}}");
  }

  ScriptedTransport.Rule init(String... status) {
    return replies("/iserver/auth/ssodh/init", status, "%s");
  }

  ScriptedTransport.Rule status(String... status) {
    return replies("/iserver/auth/status", status, "%s");
  }

  ScriptedTransport.Rule on(String method, String path, Reply first, Reply... more) {
    return transport.on(method, "/v1/api" + path).reply(first, more);
  }

  int sent(String path) {
    return transport.requestsTo("/v1/api" + path).size();
  }

  List<String> paths() {
    return transport.requests().stream()
        .map(request -> request.method() + " " + request.path().replace("/v1/api", ""))
        .toList();
  }

  private ScriptedTransport.Rule replies(String path, String[] status, String form) {
    List<Reply> replies = new ArrayList<>();
    for (String one : status) {
      replies.add(Reply.json(200, form.formatted(one)));
    }
    return on(
        "POST", path, replies.get(0), replies.subList(1, replies.size()).toArray(new Reply[0]));
  }

  @Override
  public void close() {
    client.close();
  }

  /** Notes what a listener is told. */
  static final class Heard implements BrokerageSessionListener {

    final List<String> words = new ArrayList<>();
    final List<SessionStatus> changes = new ArrayList<>();
    final List<SessionStep> steps = new ArrayList<>();

    /** The states in the order in which they were reached. */
    List<BrokerageSession.State> states() {
      return changes.stream().map(SessionStatus::state).toList();
    }

    @Override
    public void changed(SessionStatus before, SessionStatus after) {
      changes.add(after);
    }

    @Override
    public void step(SessionStep step, String outcome) {
      steps.add(step);
    }

    @Override
    public void opened(BrokerageSession session) {
      words.add("opened");
    }

    @Override
    public void lost(String why) {
      words.add("lost: " + why);
    }

    @Override
    public void competing() {
      words.add("competing");
    }

    @Override
    public void closed() {
      words.add("closed");
    }
  }
}
