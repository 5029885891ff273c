package io.github.ibkrauth.ibkr.simulator;

import static io.github.ibkrauth.ibkr.simulator.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong for one of several users. */
class OneUsersTroubleTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final IbkrSimulator simulator = IbkrSimulator.builder().users(3).start();
  private final OAuth2App app = new OAuth2App(simulator);
  private final List<StreamClient> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(StreamClient::close);
    simulator.close();
  }

  private String name(int user) {
    return simulator.authorizationServer().user(user).name();
  }

  private String token(int user) {
    return app.tokens(user).path("access_token").asText();
  }

  private JsonNode tickle(String token) {
    return json(app.client.get("/v1/api/tickle", token));
  }

  private boolean competes(String token) {
    return tickle(token).path("iserver").path("authStatus").path("competing").asBoolean();
  }

  private StreamClient stream(String token) throws InterruptedException {
    URI address =
        URI.create(
            simulator.baseUri().toString().replaceFirst("http", "ws")
                + "/v1/api/ws?bearer_token="
                + token);
    StreamClient stream =
        StreamClient.open(HTTP, address, "api=" + tickle(token).path("session").asText());
    opened.add(stream);
    stream.next("\"success\"");
    return stream;
  }

  @Test
  void competingLogin_whenOneUsers_leavesTheOthersTheirs() {
    String one = token(1);
    String two = token(2);

    simulator.faults().competingLoginNow(name(1));

    assertThat(competes(one)).isTrue();
    assertThat(competes(two)).isFalse();
  }

  @Test
  void streams_whenOneUsersAreCutOrTold_leaveTheOthersAlone() throws InterruptedException {
    stream(token(1));
    StreamClient two = stream(token(2));
    SimulatedStreams streams = simulator.streams();

    streams.notice(name(2), Map.of("text", "for two"));
    assertThat(two.next("\"ntf\"")).contains("for two");
    assertThat(streams.sent("ntf")).as("to nobody else").isEqualTo(1);

    streams.cut(name(1));
    for (int i = 0; i < 500 && streams.open(name(1)) > 0; i++) {
      Thread.sleep(10);
    }
    assertThat(streams.open(name(1))).isZero();
    assertThat(streams.open(name(2))).isEqualTo(1);
    two.say("tic");
    two.next("\"tic\"");
  }
}
