package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveSessionTokenVectorsTest {

  private static final HexFormat HEX = HexFormat.of();

  static Stream<JsonNode> tokens() {
    return Vectors.each("lst.json", "cases");
  }

  static Stream<JsonNode> proofs() {
    return Vectors.each("lst.json", "validation");
  }

  static Stream<JsonNode> challenges() {
    return Vectors.each("dh.json", "cases");
  }

  static Stream<JsonNode> numbers() {
    return Vectors.each("byte_array.json", "cases");
  }

  static Stream<String> degenerate() {
    return Vectors.each("lst.json", "degenerateResponsesToRefuse").map(JsonNode::textValue);
  }

  @ParameterizedTest
  @MethodSource("challenges")
  void challenge_whenMade_thenIsNotPadded(JsonNode vector) {
    DhExchange exchange =
        DhExchange.of(
            prime(vector),
            BigInteger.valueOf(vector.get("generator").asLong()),
            Vectors.number(vector.get("randomHex")));

    assertThat(exchange.challenge()).isEqualTo(vector.get("challengeHex").textValue());
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void derive_whenAgreedOn_thenTokenAndProofHold(JsonNode vector) {
    DhExchange exchange = exchange(vector);
    String response = vector.get("diffieHellmanResponse").textValue();
    byte[] key =
        vector.get("id").asText().equals("lst-10")
            ? exchange.agree(new BigInteger(response, 16))
            : exchange.sharedKey(response);

    LiveSessionToken token =
        LiveSessionToken.derive(
            key, HEX.parseHex(vector.get("secretHex").textValue()), Instant.EPOCH);

    assertThat(exchange.challenge()).isEqualTo(vector.get("challengeHex").textValue());
    assertThat(HEX.formatHex(key)).isEqualTo(vector.get("hmacKeyHex").textValue());
    assertThat(token.base64().reveal()).isEqualTo(vector.get("lstBase64").textValue());
    vector
        .get("wrong")
        .forEach(wrong -> assertThat(token.base64().reveal()).isNotEqualTo(wrong.textValue()));
    assertThat(
            token.isProvenBy(
                vector.get("lstSignature").textValue(), vector.get("consumerKey").textValue()))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void sharedKey_whenNumberFillsItsBytes_thenBeginsWithZero(JsonNode vector) {
    BigInteger number = Vectors.number(vector.get("valueHex"));
    BigInteger above = BigInteger.ONE.shiftLeft(Math.max(16, number.bitLength() + 1));

    byte[] bytes = DhExchange.of(above, BigInteger.TWO, BigInteger.ONE).agree(number);

    assertThat(HEX.formatHex(bytes)).isEqualTo(vector.get("bytesHex").textValue());
  }

  @ParameterizedTest
  @MethodSource("degenerate")
  void sharedKey_whenResponseIsDegenerate_thenRefused(String response) {
    DhExchange exchange = exchange(tokens().findFirst().orElseThrow());

    assertThatThrownBy(() -> exchange.sharedKey(response))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void isProvenBy_whenProofIsWrong_thenFalse(JsonNode vector) {
    LiveSessionToken token =
        LiveSessionToken.of(
            Base64.getDecoder().decode(vector.get("lstBase64").textValue()), Instant.EPOCH);

    assertThat(
            token.isProvenBy(
                vector.get("lstSignature").textValue(), vector.get("consumerKey").textValue()))
        .isEqualTo(vector.get("id").textValue().endsWith("-ok"));
  }

  @Test
  void derive_whenTheBrokersOwnExampleIsComputed_thenTokenIsTheSame() {
    JsonNode dh = Vectors.read("official_kat.json").get("dh");
    DhExchange exchange =
        DhExchange.of(
            Vectors.number(dh.get("primeHex")),
            Vectors.number(dh.get("generatorHex")),
            Vectors.number(dh.get("randomHex")));

    LiveSessionToken token =
        LiveSessionToken.derive(
            exchange.sharedKey(dh.get("responseHex").textValue()),
            HEX.parseHex(dh.get("secretHex").textValue()),
            Instant.EPOCH);

    assertThat(exchange.challenge()).isEqualTo(dh.get("challengeHex").textValue());
    assertThat(token.base64().reveal()).isEqualTo(dh.get("lstBase64").textValue());
    assertThat(token.isProvenBy(dh.get("lstSignature").textValue(), "TESTCONS")).isTrue();
  }

  private static DhExchange exchange(JsonNode vector) {
    return DhExchange.of(
        prime(vector),
        BigInteger.valueOf(vector.get("generator").asLong()),
        Vectors.number(vector.get("randomHex")));
  }

  private static BigInteger prime(JsonNode vector) {
    return Vectors.number(
        Vectors.read("keys.json").at("/dh/" + vector.get("dh").textValue() + "/primeHex"));
  }
}
