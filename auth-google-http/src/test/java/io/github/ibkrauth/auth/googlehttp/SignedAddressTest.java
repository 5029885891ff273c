package io.github.ibkrauth.auth.googlehttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthRuntime;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the address looks like: what is signed is what the server reads. */
class SignedAddressTest {

  private static final HttpTransport TRANSPORT = HttpDefaults.standard().newTransport();
  private static final AuthRuntime RUNTIME = AuthRuntime.system();
  private static RawServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new RawServer(RawServer.always(200, "", ""));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    TRANSPORT.shutdown();
    RUNTIME.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "/",
        "?a=1",
        "/p?",
        "/p#fragment",
        "/p?a=1#fragment",
        "//double//slash/",
        "/a/./b/../c",
        "/p?fields=31,84",
        "/p?fields=31%2C84",
        "/p?q=a+b",
        "/p?q=a%20b",
        "/p?q=a%2Bb",
        "/a%2Fb?q=a%2Fb",
        "/a+b/c%20d/e%2Be",
        "/p?b=2&a=1&b=1",
        "/p?a=&b=&c",
        "/p?&&a=1&",
        "/p?x=y=z==",
        "/p?=novalue",
        "/p?q=%C3%BC%E2%82%AC%F0%9F%98%80",
        "/%C3%BCber/%E2%82%AC",
        "/p?q='quoted'%27",
        "/p?q=*~!()%2A%7E%21",
        "/p?q=@:/?",
        "/p;matrix=1;b=2/q;c",
        "/p?q=%25%32%35",
        "/p?q=%3C%3E%22%7B%7D%7C%5C%5E%60",
        "/p?json=%7B%22a%22%3A%5B1%2C2%5D%7D",
        "/iserver/marketdata/snapshot?conids=265598,8314&fields=31,84,86&since=1700000000000",
        "/p?semi=a;b&dollar=$&amp;=1",
        "/v1/api/p?conid=265598@SMART&exchange=ISLAND%20X",
        "/p?very=long&" + "x=0123456789&" + "y=%20",
      })
  void execute_forEveryAddress_signsWhatGoesToTheWire(String target) throws IOException {
    assertSame(new GenericUrl(server.url(target)));
    assertSame(new GenericUrl(server.url(target), true));
  }

  @Test
  void execute_forParametersSetAsObjects_signsWhatGoesToTheWire() throws IOException {
    GenericUrl url = new GenericUrl(server.url("/p"));
    url.putAll(
        Map.of("list", List.of("a,b", "c d"), "number", 42, "flag", true, "text", "ü&=+?/#%"));
    url.appendRawPath("/q%20r/ü");
    assertSame(url);
  }

  @Test
  void execute_whenVerbatimAddressIsNotEncoded_isRefusedWithoutShowingIt() {
    for (String bad : List.of("/p?q=canary ü", "/p?q=canary\r\nX: 1", "/p?q=canary|x", "/%zz")) {
      GenericUrl url = new GenericUrl(server.url("/p"), true);
      url.setRawPath(bad.substring(0, 2));
      url.set("q", bad);

      assertThatThrownBy(() -> execute(new FakeSession(server.uri("/")), url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("canary")
          .hasNoCause();
    }
  }

  private static void assertSame(GenericUrl url) throws IOException {
    FakeSession session = new FakeSession(server.uri("/"));

    execute(session, url);

    URI signed = session.signed.get(0).uri();
    String target =
        signed.getRawPath() + (signed.getRawQuery() == null ? "" : "?" + signed.getRawQuery());
    RawServer.Received received = server.requests().get(server.requests().size() - 1);
    assertThat(received.requestLine()).isEqualTo("GET " + target + " HTTP/1.1");
    assertThat(received.header("Host")).isEqualTo(signed.getRawAuthority());
    assertThat(signed.getRawFragment()).isNull();
  }

  private static void execute(FakeSession session, GenericUrl url) throws IOException {
    TRANSPORT
        .createRequestFactory(AuthRequestInitializer.builder(session, RUNTIME).build())
        .buildGetRequest(url)
        .execute()
        .disconnect();
  }
}
