package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlanksTest {

  private final Blanks blanks = new Blanks();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "0123456789abcdef",
        "bearer abcdefghij",
        "Basic dXNlcjpwYXNzd29yZA==",
        "abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      })
  void text_whenItHoldsAToken_blanksIt(String token) {
    assertThat(blanks.text("before " + token + " after"))
        .contains("****")
        .doesNotContain(token.substring(token.indexOf(' ') + 1));
  }

  @Test
  void text_whenItIsHarmless_leavesIt() {
    assertThat(blanks.text("Access Denied from 192.0.2.7, build 10.25.0p of 2023-12-05"))
        .isEqualTo("Access Denied from 192.0.2.7, build 10.25.0p of 2023-12-05");
  }

  @Test
  void sentence_whenItNamesAFile_leavesItAndBlanksSessions() {
    blanks.learn(TextNode.valueOf("0a1b2c3d4e5f60718293a4b5c6d7e8f9"));

    assertThat(
            blanks.sentence(
                "/home/somebody/.local/state/ibkrauth-of-a-long-name/known-servers remembers it,"
                    + " 0a1b2c3d4e5f60718293a4b5c6d7e8f9"))
        .isEqualTo(
            "/home/somebody/.local/state/ibkrauth-of-a-long-name/known-servers remembers it, ****");
  }

  @Test
  void text_whenItIsLong_isCut() {
    assertThat(blanks.text("word ".repeat(1_000))).hasSize(2_001).endsWith("…");
  }

  @Test
  void learn_whenAnIdIsKnown_blanksItEverywhere() {
    String fingerprint = blanks.learn(TextNode.valueOf("odd id!"));

    assertThat(fingerprint).matches("[0-9a-f]{8}");
    assertThat(blanks.text("the odd id! is gone")).isEqualTo("the **** is gone");
    assertThat(blanks.body("{\"odd id!\":[\"odd id!\"]}"))
        .isEqualTo(Map.of("****", List.of("****")));
  }

  @Test
  void learn_whenTheIdIsVeryShort_leavesTextsReadable() {
    blanks.learn(TextNode.valueOf("a"));

    assertThat(blanks.text("a word")).isEqualTo("a word");
  }

  @Test
  void learn_whenManyIdsWereSeen_remembersTheLatest() {
    for (int i = 10; i < 100; i++) {
      blanks.learn(TextNode.valueOf("session-" + i));
    }

    assertThat(blanks.text("session-99 session-10")).isEqualTo("**** session-10");
  }

  @Test
  void body_whenItIsJson_blanksMembersByName() {
    String body =
        "{\"session\":\"x\",\"TOKEN\":7,\"x-sess-uuid\":\"y\",\"sessionOpen\":true,"
            + "\"token\":null,\"cookies\":[\"plain\"],\"n\":1.5}";

    assertThat(Json.write(Map.of("body", blanks.body(body))))
        .isEqualTo(
            "{\"body\":{\"session\":\"****\",\"TOKEN\":\"****\",\"x-sess-uuid\":\"****\","
                + "\"sessionOpen\":true,\"token\":null,\"cookies\":[\"****\"],\"n\":1.5}}");
  }

  @Test
  void body_whenASecretHasParts_blanksThemHoweverDeep() {
    String body =
        "{\"session\":{\"id\":\"short\",\"parts\":[{\"n\":7},\"more\"],\"open\":true},\"id\":\"A1\"}";

    assertThat(blanks.body(body))
        .isEqualTo(
            Map.of(
                "session",
                Map.of("id", "****", "parts", List.of(Map.of("n", "****"), "****"), "open", true),
                "id",
                "A1"));
  }

  @Test
  void body_whenItIsNoJson_isText() {
    assertThat(blanks.body("Unknown service tws")).isEqualTo("Unknown service tws");
    assertThat(blanks.body("")).isEqualTo("");
    assertThat(blanks.body("null")).isNull();
    assertThat(blanks.body("[1,null]")).isEqualTo(Arrays.asList(1, null));
  }
}
