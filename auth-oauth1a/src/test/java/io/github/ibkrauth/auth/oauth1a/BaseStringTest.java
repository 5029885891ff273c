package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseStringTest {

  private static final CallParameters COMMON = new CallParameters("CONSUMERS", "abc123", "realm");
  private static final byte[] NONCE = "00ff".getBytes(StandardCharsets.US_ASCII);
  private static final String OWN =
      "oauth_consumer_key%3DCONSUMERS%26oauth_nonce%3D00ff%26oauth_signature_method%3DHMAC-SHA256"
          + "%26oauth_timestamp%3D1700000000%26oauth_token%3Dabc123";

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\0',
      value = {
        "a=1 a%3D1%26",
        "a=1,2 a%3D1%2C2%26",
        "a=1%2C2 a%3D1%252C2%26",
        "a=x%20y a%3Dx%2520y%26",
        "a=x+y a%3Dx%2By%26",
        "a=b=c== a%3Db%3Dc%3D%3D%26",
        "b=2&a=1 a%3D1%26b%3D2%26",
        "b=2&a=1&b=1 a%3D1%26b%3D1%26b%3D2%26",
        "a-b=1&a=2 a%3D2%26a-b%3D1%26",
        "a&b= a%3D%26b%3D%26",
        "&&a=1& a%3D1%26",
        "=x %3Dx%26",
        "%C3%A4=1&Z=2 %25C3%25A4%3D1%26Z%3D2%26",
      })
  void write_whenRaw_thenPairsStandAsOnTheWireAndSorted(String query, String before) {
    assertThat(raw("https://h.example/p?" + query))
        .isEqualTo("GET&https%3A%2F%2Fh.example%2Fp&" + before + OWN);
  }

  @Test
  void write_whenNamesSortAfter_thenFollow() {
    assertThat(raw("https://h.example/p?zz=1&oauth=0&p=2"))
        .isEqualTo("GET&https%3A%2F%2Fh.example%2Fp&oauth%3D0%26" + OWN + "%26p%3D2%26zz%3D1");
  }

  @Test
  void write_whenANameBeginsLikeOurs_thenAllAreSortedTogether() {
    assertThat(raw("https://h.example/p?oauth_o=1"))
        .isEqualTo(
            "GET&https%3A%2F%2Fh.example%2Fp&"
                + OWN.replace(
                    "%26oauth_signature_method", "%26oauth_o%3D1%26oauth_signature_method"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://H.Example/p, https://h.example/p",
    "HTTPS://h.example/P, https://h.example/P",
    "https://h.example:443/p, https://h.example/p",
    "http://h.example:80/p, http://h.example/p",
    "https://h.example:80/p, https://h.example:80/p",
    "http://127.0.0.1:8080/p, http://127.0.0.1:8080/p",
    "http://[::1]:8080/p, http://[::1]:8080/p",
    "https://[::1]/p, https://[::1]/p",
    "https://h.example, https://h.example/",
    "https://h.example?a=1, https://h.example/",
    "https://user@h.example/p, https://h.example/p",
    "https://h.example/p#part, https://h.example/p",
    "https://h.example/a%20b, https://h.example/a%20b",
    "https://h.example/x:y@z, https://h.example/x:y@z"
  })
  void normalized_whenWrittenInAnyWay_thenIsTheOneForm(String written, String form) {
    WireUrl url = WireUrl.of(written);
    Ascii target = new Ascii(4);
    url.writeNormalized(target);

    assertThat(url.normalized()).isEqualTo(form);
    assertThat(target.toString()).isEqualTo(Ascii.encode(form));
  }

  @Test
  void write_whenRangesAndListsAreCompared_thenAreAlikeForRandomQueries() {
    Random random = new Random(20);
    String letters = "ab=&&%+,:-_~.AZ09o";
    for (int round = 0; round < 3_000; round++) {
      StringBuilder query = new StringBuilder();
      for (int i = random.nextInt(24); i >= 0; i--) {
        query.append(letters.charAt(random.nextInt(letters.length())));
      }
      String url = "https://h.example/p?" + query;
      Ascii listed = new Ascii(64);
      BaseString.write(
          BaseStringRecipe.RAW,
          "GET",
          WireUrl.of(url),
          List.of(),
          ProtocolParameters.of(COMMON.at(NONCE, "1700000000").pairs()),
          listed);

      assertThat(raw(url)).as("%s", query).isEqualTo(listed.toString());
    }
  }

  @Test
  void write_whenTheExampleOfTheStandardIsSigned_thenIsItsString() {
    // RFC 5849, section 3.4.1.1, whose pairs a library that sorts decoded names gets wrong.
    List<Pair> own =
        List.of(
            new Pair("oauth_consumer_key", "9djdj82h48djs9d2"),
            new Pair("oauth_token", "kkk9d7dh3k39sjv7"),
            new Pair("oauth_signature_method", "HMAC-SHA1"),
            new Pair("oauth_timestamp", "137131201"),
            new Pair("oauth_nonce", "7d8f3e4a"));
    Ascii target = new Ascii(64);

    BaseString.write(
        BaseStringRecipe.RFC5849,
        "POST",
        WireUrl.of("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
        List.of(Map.entry("c2", ""), Map.entry("a3", "2+q")),
        ProtocolParameters.of(own),
        target);

    assertThat(target.toString())
        .isEqualTo(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D"
                + "%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth"
                + "_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D13713"
                + "1201%26oauth_token%3Dkkk9d7dh3k39sjv7");
  }

  @Test
  void write_whenKeyOrTokenNeedEncoding_thenEachRecipeEncodesThemItsWay() {
    CallParameters odd = new CallParameters("A B", "x/y", "r");
    Ascii once = new Ascii(64);
    Ascii twice = new Ascii(64);
    WireUrl url = WireUrl.of("https://h.example/p");

    BaseString.write(BaseStringRecipe.RAW, "GET", url, List.of(), odd.at(NONCE, "1"), once);
    BaseString.write(BaseStringRecipe.RFC5849, "GET", url, List.of(), odd.at(NONCE, "1"), twice);

    assertThat(once.toString()).contains("oauth_consumer_key%3DA%20B%26").endsWith("x%2Fy");
    assertThat(twice.toString()).contains("oauth_consumer_key%3DA%2520B%26").endsWith("x%252Fy");
  }

  @Test
  void write_whenAskedForAuto_thenRefused() {
    assertThatThrownBy(
            () ->
                BaseString.write(
                    BaseStringRecipe.AUTO,
                    "GET",
                    WireUrl.of("https://h.example/p"),
                    List.of(),
                    COMMON.at(NONCE, "1"),
                    new Ascii(8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%zzb", "%", "%4", "100%"})
  void decoded_whenAnEscapeIsBroken_thenStaysAsItIs(String text) {
    assertThat(new Pair(text, text).decoded().value()).isEqualTo(text);
  }

  @Test
  void order_whenNamesAreBeyondTheBasicPlane_thenFollowsCodePoints() {
    assertThat(Pair.ORDER.compare(new Pair("\uFFFD", ""), new Pair("\uD83D\uDE00", "")))
        .isNegative();
    assertThat(Pair.ORDER.compare(new Pair("a", "2"), new Pair("a", "10"))).isPositive();
  }

  @Test
  void toString_whenPrinted_thenShowsNoValue() {
    assertThat(new Pair("oauth_token", "abc123").toString()).doesNotContain("abc123");
    assertThat(WireUrl.of("https://h.example/p?t=abc123").toString()).doesNotContain("abc123");
  }

  private static String raw(String url) {
    Ascii target = new Ascii(4);
    BaseString.write(
        BaseStringRecipe.RAW,
        "GET",
        WireUrl.of(url),
        List.of(),
        COMMON.at(NONCE, "1700000000"),
        target);
    return target.toString();
  }
}
