package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.googlehttp.support.ErrorBody.Shape;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {

  private static final String JWT =
      "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ0ZXN0IiwiYSI6MX0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"error":"not authenticated"}                          | ERROR   |                | not authenticated
          {"error":"access denied","statusCode":401}             | ERROR   |                | access denied
          {"error":"Access Denied","statusCode":"401"}           | ERROR   |                | Access Denied
          {"message":"no route"}                                 | ERROR   |                | no route
          {"error":{"code":5,"message":"inner words"}}           | ERROR   |                | inner words
          {"error":"invalid_client"}                             | OAUTH   | invalid_client | invalid_client
          {"error":"invalid_grant","error_description":"too old"}| OAUTH   | invalid_grant  | invalid_grant: too old
          {"type":"/e/1","title":"No","status":400,"detail":"d"} | PROBLEM | /e/1           | No: d
          {"title":"Only a title"}                               | PROBLEM |                | Only a title
          {"error":null}                                         | JSON    |                | ``
          {"success":true}                                       | JSON    |                | ``
          [{"id":1}]                                             | JSON    |                | ``
          "text"                                                 | JSON    |                | ``
          Service Unavailable                                    | TEXT    |                | Service Unavailable
          {"error":                                              | TEXT    |                | {"error":
          <html><title>403 <b>No</b></title>x</html>             | HTML    |                | a web page titled "403 No"
          <!DOCTYPE html><body>down</body>                       | HTML    |                | a web page
          `  `                                                   | EMPTY   |                | ``
          """)
  void of_forEveryShape_findsWhatItSays(String body, Shape shape, String code, String text) {
    ErrorBody read = ErrorBody.of(body);

    assertThat(read.shape()).isEqualTo(shape);
    assertThat(read.code().orElse(null)).isEqualTo(code);
    assertThat(read.text()).isEqualTo(text);
  }

  @Test
  void of_whenBodyNamesAStatus_returnsIt() {
    assertThat(ErrorBody.of("{\"error\":\"x y\",\"statusCode\":401}").status()).hasValue(401);
    assertThat(ErrorBody.of("{\"title\":\"x\",\"status\":\"503\"}").status()).hasValue(503);
    assertThat(ErrorBody.of("{\"title\":\"x\",\"status\":\"open\"}").status()).isEmpty();
    assertThat(ErrorBody.of("").status()).isEmpty();
  }

  @Test
  void mentions_looksAtAllTextsWithoutCase() {
    ErrorBody read = ErrorBody.of("{\"title\":\"Bad Request\",\"detail\":\"JWT Expired at 5\"}");

    assertThat(read.mentions("jwt expired")).isTrue();
    assertThat(read.mentions("bad request")).isTrue();
    assertThat(read.mentions("unknown client")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"bad assertion %s\"}",
        "{\"error\":\"invalid_grant\",\"error_description\":\"got '%s'\"}",
        "{\"title\":\"%s\",\"type\":\"%s\",\"detail\":\"%s\"}",
        "%s",
        "value=%s&more",
        "<html><title>%s</title><body>%s</body></html>",
        "<p title='%s'>%s</p>",
      })
  void of_whenBodyEchoesASecret_masksIt(String form) {
    String base64 = Base64.getEncoder().encodeToString(new byte[48]).replace('A', 'q');
    for (String secret :
        new String[] {
          JWT,
          base64,
          "Bearer abcdefgh.ijklmnop",
          "access_token=0123456789abcdef",
          "Basic dXNlcjpwYXNz",
          "0123456789abcdef0123"
        }) {
      ErrorBody read = ErrorBody.of(form.replace("%s", secret));
      String hidden = secret.replaceFirst("^(Bearer |Basic |access_token=)", "");

      assertThat(read.text() + read.code() + read.title() + read.detail() + read)
          .doesNotContain(hidden)
          .doesNotContain(hidden.substring(0, Math.min(20, hidden.length())));
    }
  }

  @Test
  void of_whenASecretIsCutByTheLimit_isStillMasked() {
    String body = "{\"error\":\"" + "word ".repeat(37) + JWT + "\"}";

    assertThat(ErrorBody.of(body).text()).doesNotContain("eyJhbG").hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void of_whenTextIsLongOrHasControlCharacters_isOneShortLine() {
    String text =
        ErrorBody.of("line one\r\nline two\u0000\u001b[31m\u2028\u202e" + " long".repeat(10_000))
            .text();

    assertThat(text).startsWith("line one line two [31m long").hasSizeLessThanOrEqualTo(200);
    assertThat(text.chars()).noneMatch(Character::isISOControl);
    assertThat(text).endsWith("…").doesNotContain("\u202e");
  }

  @Test
  void of_whenHtmlHasScriptsAndEntities_readsAsAPersonWould() {
    ErrorBody read =
        ErrorBody.of(
            "<html><head><title>Oops &amp; out</title><style>p{}</style></head>"
                + "<body><script>var a=1;</script><h1>Resource</h1>&nbsp;not found</body></html>");

    assertThat(read.title()).contains("Oops & out");
    assertThat(read.detail()).contains("Resource not found");
  }

  @Test
  void of_whenTextIsHuge_isQuick() {
    for (String unit :
        new String[] {"<", "a", "a.", "<title", "<script>", "token=", "token ", "=", "-_"}) {
      long start = System.nanoTime();
      ErrorBody.of(unit.repeat(1024 * 1024 / unit.length()));
      assertThat(System.nanoTime() - start).as(unit).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void ordinaryWords_areNotMasked() {
    assertThat(ErrorBody.of("{\"error\":\"Invalid session: please query /accounts first\"}").text())
        .isEqualTo("Invalid session: please query /accounts first");
    assertThat(ErrorBody.of("{\"error\":\"https://api.example.com/oauth2/api is down\"}").text())
        .isEqualTo("https://api.example.com/oauth2/api is down");
  }
}
