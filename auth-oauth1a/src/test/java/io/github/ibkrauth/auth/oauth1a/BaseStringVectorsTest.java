package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaseStringVectorsTest {

  static Stream<JsonNode> requests() {
    return Vectors.each("request_signing.json", "cases");
  }

  static Stream<JsonNode> tokenRequests() {
    return Vectors.each("rsa_signing.json", "cases");
  }

  static Stream<JsonNode> officialCalls() {
    return Vectors.each("official_kat.json", "hmac");
  }

  static Stream<JsonNode> officialTokenRequests() {
    return Vectors.each("official_kat.json", "rsa");
  }

  static Stream<JsonNode> encodings() {
    return Vectors.each("encoding.json", "cases");
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void encode_whenGivenAnyText_thenFollowsRfc3986(JsonNode vector) {
    String input = vector.get("input").textValue();

    assertThat(Ascii.encode(input)).isEqualTo(vector.get("rfc3986").textValue());
    assertThat(Ascii.encode(Ascii.encode(input))).isEqualTo(vector.get("twice").textValue());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void write_whenRequestIsCalled_thenEachRecipeGivesItsString(JsonNode vector) {
    JsonNode own = vector.get("oauthParams");
    CallParameters common =
        new CallParameters(
            own.get("oauth_consumer_key").textValue(),
            own.get("oauth_token").textValue(),
            vector.get("realm").textValue());
    byte[] nonce = own.get("oauth_nonce").textValue().getBytes(StandardCharsets.US_ASCII);
    String seconds = own.get("oauth_timestamp").textValue();
    HmacKey key =
        new HmacKey(
            HmacKey.SHA256, Base64.getDecoder().decode(vector.get("lstBase64").textValue()));

    for (BaseStringRecipe recipe : BaseStringRecipe.candidates()) {
      JsonNode expected = vector.at("/expected/" + recipe.name());
      String base = base(recipe, vector, "", common.at(nonce, seconds));
      String listed = base(recipe, vector, "", ProtocolParameters.of(pairs(own)));
      byte[] code = key.sign(base.getBytes(StandardCharsets.US_ASCII));

      assertThat(base).as("%s", recipe).isEqualTo(expected.get("baseString").textValue());
      assertThat(listed).as("%s as a list", recipe).isEqualTo(base);
      assertThat(Base64.getEncoder().encodeToString(code))
          .isEqualTo(expected.get("signatureBase64").textValue());
      assertThat(common.header(nonce, seconds, code, new Ascii(16)))
          .isEqualTo(expected.at("/authorization/realmFirst").textValue());
    }
  }

  @ParameterizedTest
  @MethodSource("tokenRequests")
  void write_whenTokenIsRequested_thenEachRecipeGivesItsString(JsonNode vector) {
    ProtocolParameters own = ProtocolParameters.of(pairs(vector.get("oauthParams")));
    for (BaseStringRecipe recipe :
        List.of(
            BaseStringRecipe.RAW,
            BaseStringRecipe.RFC5849,
            BaseStringRecipe.JS_DEMO,
            BaseStringRecipe.BARE_URL)) {
      assertThat(base(recipe, vector, vector.get("prepend").textValue(), own))
          .as("%s", recipe)
          .isEqualTo(vector.at("/expected/" + recipe.name() + "/baseString").textValue());
    }
  }

  @Test
  void tokenRequests_whenSignedAsThePythonSampleDoes_thenDifferForCallbackAddressesOnly() {
    tokenRequests()
        .filter(vector -> !vector.at("/oauthParams/oauth_callback").asText().contains("/"))
        .forEach(
            vector ->
                assertThat(vector.at("/expected/PY_SAMPLE/baseString"))
                    .isEqualTo(vector.at("/expected/RAW/baseString")));
  }

  @ParameterizedTest
  @MethodSource("officialCalls")
  void write_whenTheBrokersOwnExampleIsSigned_thenSignatureIsTheSame(JsonNode vector) {
    ProtocolParameters own = ProtocolParameters.of(pairs(vector.get("oauthParams")));
    HmacKey key =
        new HmacKey(
            HmacKey.SHA256, Base64.getDecoder().decode(vector.get("lstBase64").textValue()));

    String base = base(BaseStringRecipe.RAW, vector, "", own);

    assertThat(base).isEqualTo(vector.get("baseString").textValue());
    assertThat(
            Base64.getEncoder().encodeToString(key.sign(base.getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo(vector.get("signatureBase64").textValue());
  }

  @ParameterizedTest
  @MethodSource("officialTokenRequests")
  void write_whenTheBrokersOwnTokenRequestIsSigned_thenStringIsTheSame(JsonNode vector) {
    ProtocolParameters own = ProtocolParameters.of(pairs(vector.get("oauthParams")));

    assertThat(base(BaseStringRecipe.RAW, vector, vector.get("prepend").textValue(), own))
        .isEqualTo(vector.get("baseString").textValue());
  }

  private static String base(
      BaseStringRecipe recipe, JsonNode vector, String prepend, ProtocolParameters own) {
    Ascii target = new Ascii(64).plain(prepend);
    BaseString.write(
        recipe,
        vector.get("method").textValue(),
        WireUrl.of(vector.get("url").textValue()),
        form(vector),
        own,
        target);
    return target.toString();
  }

  private static List<Map.Entry<String, String>> form(JsonNode vector) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    JsonNode body = vector.path("bodyAsSent");
    if (vector.path("contentType").asText().contains("form")) {
      List<Pair> parsed = new ArrayList<>();
      Pair.parse(body.textValue(), parsed);
      parsed.forEach(pair -> pairs.add(Map.entry(pair.name(), pair.value())));
    } else if (vector.path("form").isArray() && body.isMissingNode()) {
      vector
          .get("form")
          .forEach(pair -> pairs.add(Map.entry(pair.get(0).textValue(), pair.get(1).textValue())));
    }
    return pairs;
  }

  private static List<Pair> pairs(JsonNode parameters) {
    Map<String, String> map = new LinkedHashMap<>();
    parameters.properties().forEach(e -> map.put(e.getKey(), e.getValue().textValue()));
    return map.entrySet().stream().map(e -> new Pair(e.getKey(), e.getValue())).toList();
  }
}
