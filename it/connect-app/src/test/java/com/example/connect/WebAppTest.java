package com.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.ibkr.simulator.ConsentVisit;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds without a browser: sessions, forms of other sites, headers. */
class WebAppTest {

  private static Stage stage;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws IOException {
    stage = new Stage("oauth2-jwt");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  private HttpResponse<String> get(String path, String cookie) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(stage.address + path)).header("Cookie", cookie).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String cookie, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(stage.address + path))
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Returns the cookie. */
  private String signIn(String user) throws Exception {
    HttpResponse<String> response =
        post("/sign-in", "", "user=" + user + "&password=password+of+" + user);
    assertThat(response.statusCode()).isEqualTo(303);
    return response.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String value(String cookie) {
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private String formToken(String cookie) throws Exception {
    return get("/", cookie)
        .body()
        .replaceFirst("(?s).*name=\"form-token\" value=\"([0-9a-f]{64})\".*", "$1");
  }

  @Test
  void signIn_whenRight_setsACookieNoScriptAndNoOtherSiteCanUse() throws Exception {
    String cookie = signIn("ann");
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    assertThat(signIn("ann")).as("a fresh one each time").isNotEqualTo(cookie);
    assertThat(get("/", value(cookie)).body()).contains("id=\"signed-in\">ann<");
    assertThat(get("/", "connect-app=guessed").body()).contains("id=\"sign-in\"");
  }

  @Test
  void signIn_whenByHttps_setsACookieThatNoOtherHostCanSet() throws Exception {
    try (Stage behindAProxy = new Stage("oauth1a", true)) {
      String cookie = behindAProxy.signIn("ann");
      assertThat(cookie).startsWith("__Host-connect-app=").contains("; Secure", "; Path=/;");
      HttpRequest page =
          HttpRequest.newBuilder(behindAProxy.address).header("Cookie", value(cookie)).build();
      assertThat(http.send(page, BodyHandlers.ofString()).body()).contains("id=\"signed-in\">ann<");
    }
  }

  @Test
  void signIn_whenSignedInAlready_endsTheSessionBefore() throws Exception {
    String before = value(signIn("ann"));
    HttpResponse<String> response = post("/sign-in", before, "user=bob&password=password+of+bob");
    String after = value(response.headers().firstValue("Set-Cookie").orElseThrow());
    assertThat(get("/", after).body()).contains("id=\"signed-in\">bob<");
    assertThat(get("/", before).body()).contains("id=\"sign-in\"");
  }

  @Test
  void signIn_whenWrong_isRefused() throws Exception {
    HttpResponse<String> response = post("/sign-in", "", "user=ann&password=guess");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void signIn_whenOfAnotherSite_isRefused() throws Exception {
    for (String site : new String[] {"cross-site", "same-site"}) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(stage.address + "/sign-in"))
              .header("Sec-Fetch-Site", site)
              .POST(BodyPublishers.ofString("user=eve&password=password+of+eve"))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void post_whenOfAnotherSite_isRefused() throws Exception {
    String ann = value(signIn("ann"));
    String bob = value(signIn("bob"));
    for (String path : new String[] {"/connect", "/check", "/disconnect", "/manual", "/sign-out"}) {
      assertThat(post(path, ann, "").statusCode()).as(path).isEqualTo(403);
      assertThat(post(path, ann, "form-token=" + formToken(bob)).statusCode())
          .as(path)
          .isEqualTo(403);
      assertThat(post(path, "", "form-token=" + formToken(ann)).statusCode())
          .as(path)
          .isEqualTo(403);
    }
    HttpResponse<String> own = post("/connect", ann, "form-token=" + formToken(ann));
    assertThat(own.statusCode()).isEqualTo(303);
    assertThat(own.headers().firstValue("Location").orElseThrow())
        .startsWith(stage.simulator.authorizationServer().authorizeUri().toString());
  }

  @Test
  void signOut_whenPressed_endsTheSession() throws Exception {
    String cookie = value(signIn("ann"));
    HttpResponse<String> out = post("/sign-out", cookie, "form-token=" + formToken(cookie));
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    assertThat(get("/", cookie).body()).contains("id=\"sign-in\"");
  }

  @Test
  void callback_whenNobodyIsSignedIn_isNotUsed() throws Exception {
    HttpResponse<String> response = get("/callback?code=x&state=y", "");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("signed out meanwhile");
  }

  @Test
  void callback_whenTheAccountsDoNotCome_isAnsweredByARedirectAllTheSame() throws Exception {
    String cookie = value(signIn("cleo"));
    HttpResponse<String> connect = post("/connect", cookie, "form-token=" + formToken(cookie));
    String query =
        new ConsentVisit()
            .agree(
                URI.create(connect.headers().firstValue("Location").orElseThrow()),
                stage.customer(4));
    stage.simulator.faults().on("GET", "/v1/api/portfolio/accounts").always().status(503);
    try {
      HttpResponse<String> back = get("/callback?" + query, cookie);
      assertThat(back.statusCode()).isEqualTo(303);
      assertThat(back.headers().firstValue("Location")).contains("/");
    } finally {
      stage.simulator.faults().clear();
    }
    assertThat(get("/", cookie).body())
        .contains("data-code=\"SERVER_TROUBLE\"")
        .contains("<td class=\"state\">connected</td>");
  }

  @Test
  void pages_whenSent_areNeitherStoredNorFramed() throws Exception {
    String cookie = value(signIn("ann"));
    for (String path : new String[] {"/", "/callback?code=x&state=y", "/nowhere"}) {
      HttpResponse<String> response = get(path, cookie);
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("frame-ancestors 'none'");
    }
  }

  @Test
  void page_whenANameHoldsMarkup_escapesIt() throws Exception {
    String name = "<b>&\"'";
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    String cookie = value(signIn(encoded));
    assertThat(get("/", cookie).body())
        .contains("&lt;b&gt;&amp;&quot;&#39;")
        .doesNotContain("<b>&\"");
  }

  @Test
  void form_whenHugeOrMalformed_isRefused() throws Exception {
    String cookie = value(signIn("ann"));
    String token = "form-token=" + formToken(cookie);
    assertThat(post("/connect", cookie, token + "&x=" + "y".repeat(70_000)).statusCode())
        .isEqualTo(403);
    assertThat(post("/connect", cookie, token + "&x=%zz").statusCode()).isEqualTo(403);
  }
}
