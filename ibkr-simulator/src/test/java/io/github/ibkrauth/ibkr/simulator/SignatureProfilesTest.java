package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which ways to sign a query or a form the server takes, and that it reads the URL off the wire.
 */
class SignatureProfilesTest {
  private static final String PATH = "/v1/api/portfolio/accounts";
  private static final String QUERY = "q=a%20b%2Cc&r=%C3%A4:1";

  private static IbkrSimulator simulator;
  private static OAuth1Client shared;

  @BeforeAll
  static void start() {
    simulator = IbkrSimulator.builder().start();
    shared = new OAuth1Client(simulator);
    shared.handshake();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  /** Sends a request whose base string another profile wrote. */
  private static int send(OAuth1Client client, BaseStringProfile profile) throws IOException {
    OAuth1Request request = client.call("GET", PATH).query(QUERY);
    String base =
        profile.text(
            new SignedRequest(
                "GET", client.simulator.baseUri().toString(), PATH, QUERY, "", request.parameters));
    var right = request.signature;
    request.signature = text -> right.apply(base.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return client.send(request).statusCode();
  }

  @ParameterizedTest
  @EnumSource
  void call_whenItsProfileIsTheOneAccepted_isTakenAndTheOthersAreNot(BaseStringProfile accepted)
      throws IOException {
    try (IbkrSimulator simulator =
        IbkrSimulator.builder().acceptedProfiles(Set.of(accepted)).start()) {
      OAuth1Client client = new OAuth1Client(simulator);
      client.handshake();
      assertThat(client.get(PATH).statusCode()).isEqualTo(200);
      for (BaseStringProfile profile : BaseStringProfile.values()) {
        assertThat(send(client, profile))
            .as(profile.name())
            .isEqualTo(profile == accepted ? 200 : 401);
      }
    }
  }

  @Test
  void call_whenAllProfilesAreAccepted_isTakenInEach() throws IOException {
    try (IbkrSimulator simulator =
        IbkrSimulator.builder().acceptedProfiles(EnumSet.allOf(BaseStringProfile.class)).start()) {
      OAuth1Client client = new OAuth1Client(simulator);
      client.handshake();
      for (BaseStringProfile profile : BaseStringProfile.values()) {
        assertThat(send(client, profile)).isEqualTo(200);
      }
      OAuth1Request wrong = client.call("GET", PATH).query(QUERY);
      wrong.signature = text -> new byte[32];
      assertThat(client.send(wrong).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1,2,3&b=x:y",
        "a=b%20c",
        "a=b+c",
        "a=b%2Bc",
        "a=%2F",
        "a=/?",
        "a=1&a=0&a=",
        "a&b=",
        "a1=x&a=y&a-=z",
        "a=x%3Dy==",
        "a=%C3%A9&%E5%9B%BD=1",
        "a=1&&b=2&",
        "a=AB|CD",
        "a[0]=1",
        "a=%7e~*'()!@;",
        "",
      })
  void query_whenSentRaw_isSignedAsSent(String query) throws IOException {
    OAuth1Request request = shared.call("GET", PATH).query(query);
    assertThat(raw(shared, request, query)).startsWith("HTTP/1.1 200");
    OAuth1Request other = shared.call("GET", PATH).query(query);
    assertThat(raw(shared, other, query + "&x=1")).startsWith("HTTP/1.1 401");
  }

  private static String raw(OAuth1Client client, OAuth1Request request, String query)
      throws IOException {
    return RawHttp.send(
        client.simulator.baseUri(),
        "GET " + request.path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1",
        "Host: api.ibkr.com",
        "User-Agent: x",
        "Connection: close",
        "Authorization: " + request.authorization(),
        "",
        "");
  }

  @Test
  void path_whenItHoldsEscapesOrIsAnAlias_isSignedAsSent() {
    OAuth1Client client = shared;
    client.get(PATH);
    assertThat(client.get("/v1/portal/portfolio/accounts").statusCode()).isEqualTo(200);
    assertThat(client.get("/v1/api/portfolio/DU%201/summary").body()).contains("invalid account");
    assertThat(client.get("/v1/api/p%6Frtfolio/accounts").statusCode()).isEqualTo(200);
  }

  @Test
  void form_whenSent_isSignedAndJsonIsNot() {
    OAuth1Client client = shared;
    String path = "/v1/api/iserver/auth/ssodh/init";
    assertThat(
            client.send(client.call("POST", path).form("compete=true&publish=true")).statusCode())
        .isEqualTo(200);
    OAuth1Request changed = client.call("POST", path).form("compete=true&publish=true");
    String authorization = changed.authorization();
    changed.body = "compete=false&publish=true";
    assertThat(client.send(changed.http(authorization)).statusCode()).isEqualTo(401);
    OAuth1Request json = client.call("POST", path).json("{\"publish\":true}");
    String header = json.authorization();
    json.body = "{\"publish\":true,\"compete\":true}";
    assertThat(client.send(json.http(header)).statusCode()).isEqualTo(200);
  }

  @Test
  void baseUrl_whenConfigured_replacesTheBrokersOwn() {
    try (IbkrSimulator simulator =
        IbkrSimulator.builder()
            .signedBaseUrls(List.of(URI.create("https://Proxy.example:443/path")))
            .start()) {
      OAuth1Client client = new OAuth1Client(simulator);
      client.handshake();
      OAuth1Request proxied = client.call("GET", PATH);
      proxied.signedBaseUrl = "https://proxy.example";
      assertThat(client.send(proxied).statusCode()).isEqualTo(200);
      OAuth1Request broker = client.call("GET", PATH);
      broker.signedBaseUrl = "https://api.ibkr.com";
      assertThat(client.send(broker).statusCode()).isEqualTo(401);
    }
  }
}
