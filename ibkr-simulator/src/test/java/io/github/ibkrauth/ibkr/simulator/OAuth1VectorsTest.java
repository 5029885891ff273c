package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Known answers, when the material lies next to the project. */
class OAuth1VectorsTest {
  private static JsonNode vectors(String file) throws IOException {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path found = dir.resolve("shared").resolve("vectors").resolve(file);
      if (Files.exists(found)) {
        return TestClient.MAPPER.readTree(found.toFile());
      }
    }
    assumeThat(false).as("the vectors are not here").isTrue();
    throw new AssertionError();
  }

  private static Iterable<JsonNode> cases(JsonNode parent) {
    assertThat(parent).isNotEmpty();
    return parent;
  }

  private static BigInteger hex(JsonNode node) {
    return new BigInteger(node.asText(), 16);
  }

  private static byte[] bytes(JsonNode node) {
    return HexFormat.of().parseHex(node.asText());
  }

  private static DhGroup group(String name) throws IOException {
    JsonNode group = vectors("keys.json").path("dh").path(name);
    return new DhGroup(hex(group.path("primeHex")), group.path("generator").bigIntegerValue());
  }

  private static Map<String, String> text(JsonNode object) {
    Map<String, String> map = new TreeMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static SignedRequest request(JsonNode vector, String form) {
    String url = vector.path("url").asText();
    int mark = url.indexOf('?');
    String base = mark < 0 ? url : url.substring(0, mark);
    int path = base.indexOf('/', base.indexOf("//") + 2);
    return new SignedRequest(
        vector.path("method").asText(),
        base.substring(0, path),
        base.substring(path),
        mark < 0 ? "" : url.substring(mark + 1),
        form,
        text(vector.path("oauthParams")));
  }

  private static boolean verifies(PublicKey key, String text, byte[] bytes) throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return signature.verify(bytes);
  }

  private static PublicKey publicKey(JsonNode numbers) throws Exception {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(hex(numbers.path("nHex")), hex(numbers.path("eHex"))));
  }

  @Test
  void keyBytes_whenComparedWithVectors_agree() throws IOException {
    for (JsonNode vector : cases(vectors("byte_array.json").path("cases"))) {
      assertThat(LiveSessionTokens.keyBytes(hex(vector.path("valueHex"))))
          .isEqualTo(bytes(vector.path("bytesHex")));
    }
  }

  @Test
  void publicValue_whenComparedWithVectors_agrees() throws IOException {
    for (JsonNode vector : cases(vectors("dh.json").path("cases"))) {
      DhGroup group = group(vector.path("dh").asText());
      assertThat(group.publicValue(hex(vector.path("randomHex"))).toString(16))
          .as(vector.path("id").asText())
          .isEqualTo(vector.path("challengeHex").asText());
    }
  }

  @Test
  void pem_whenComparedWithVectors_isTheSame() throws IOException {
    JsonNode groups = vectors("keys.json").path("dh");
    assertThat(DhGroup.MODP_2048.pem()).isEqualTo(groups.path("modp2048_g2").path("pem").asText());
    assertThat(group("modp2048_g5").pem())
        .isEqualTo(groups.path("modp2048_g5").path("pem").asText());
  }

  @Test
  void token_whenComputedFromTheServersSide_agreesWithVectors() throws IOException {
    for (JsonNode vector : cases(vectors("lst.json").path("cases"))) {
      String id = vector.path("id").asText();
      DhGroup group = group(vector.path("dh").asText());
      BigInteger shared = hex(vector.path("sharedSecretHex"));
      if (!vector.path("syntheticResponse").asBoolean()) {
        BigInteger mine = hex(vector.path("serverPrivateHex"));
        assertThat(group.publicValue(mine))
            .as(id)
            .isEqualTo(hex(vector.path("diffieHellmanResponse")));
        assertThat(group.shared(hex(vector.path("challengeHex")), mine)).as(id).isEqualTo(shared);
      }
      assertThat(LiveSessionTokens.keyBytes(shared))
          .as(id)
          .isEqualTo(bytes(vector.path("hmacKeyHex")));
      byte[] token = LiveSessionTokens.token(shared, bytes(vector.path("secretHex")));
      String base64 = Base64.getEncoder().encodeToString(token);
      assertThat(base64)
          .as(id)
          .isEqualTo(vector.path("lstBase64").asText())
          .isNotEqualTo(vector.path("wrong").path("noSignByte").asText())
          .isNotEqualTo(vector.path("wrong").path("fixed256Bytes").asText());
      assertThat(LiveSessionTokens.proof(token, vector.path("consumerKey").asText()))
          .as(id)
          .isEqualTo(vector.path("lstSignature").asText());
    }
  }

  @Test
  void holds_whenTheValueIsDegenerate_isFalse() throws IOException {
    for (JsonNode value : cases(vectors("lst.json").path("degenerateResponsesToRefuse"))) {
      if (!value.asText().isEmpty()) {
        assertThat(DhGroup.MODP_2048.holds(hex(value))).isFalse();
      }
    }
  }

  @Test
  void encode_whenComparedWithVectors_agrees() throws IOException {
    for (JsonNode vector : cases(vectors("encoding.json").path("cases"))) {
      String input = vector.path("input").asText();
      String encoded = vector.path("rfc3986").asText();
      assertThat(PercentCoding.encode(input)).isEqualTo(encoded);
      assertThat(PercentCoding.encode(encoded)).isEqualTo(vector.path("twice").asText());
      assertThat(PercentCoding.encodePlus(input))
          .isEqualTo(vector.path("pythonQuotePlus").asText());
      assertThat(PercentCoding.decodeStrictly(encoded)).contains(input);
    }
  }

  @ParameterizedTest
  @EnumSource
  void baseString_whenComparedWithVectors_agreesInEveryProfile(BaseStringProfile profile)
      throws IOException {
    for (JsonNode vector : cases(vectors("request_signing.json").path("cases"))) {
      String id = vector.path("id").asText();
      String form = vector.path("form").isNull() ? "" : vector.path("bodyAsSent").asText();
      JsonNode expected = vector.path("expected").path(profile.name());
      String baseString = profile.text(request(vector, form));
      assertThat(baseString).as(id).isEqualTo(expected.path("baseString").asText());
      byte[] token = Base64.getDecoder().decode(vector.path("lstBase64").asText());
      assertThat(LiveSessionTokens.hmacSha256(token, baseString))
          .as(id)
          .isEqualTo(bytes(expected.path("signatureHex")));
    }
  }

  @Test
  void header_whenComparedWithVectors_isReadInBothOrders() throws Exception {
    for (JsonNode vector : cases(vectors("request_signing.json").path("cases"))) {
      JsonNode raw = vector.path("expected").path("RAW");
      for (String order : List.of("realmFirst", "realmSorted")) {
        OAuthHeader header =
            OAuthHeader.parse(raw.path("authorization").path(order).asText())
                .with(java.util.Set.of("oauth_token"), java.util.Set.of());
        assertThat(header.get("realm")).isEqualTo(vector.path("realm").asText());
        assertThat(header.get("oauth_signature")).isEqualTo(raw.path("signatureBase64").asText());
        assertThat(header.signed()).isEqualTo(text(vector.path("oauthParams")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RAW", "JS_DEMO", "RFC5849", "BARE_URL"})
  void tokenRequest_whenComparedWithVectors_verifies(BaseStringProfile profile) throws Exception {
    PublicKey key = publicKey(vectors("keys.json").path("rsa").path("signature"));
    for (JsonNode vector : cases(vectors("rsa_signing.json").path("cases"))) {
      JsonNode expected = vector.path("expected").path(profile.name());
      String text = vector.path("prepend").asText() + profile.text(request(vector, ""));
      assertThat(text)
          .as(vector.path("id").asText())
          .isEqualTo(expected.path("baseString").asText());
      assertThat(verifies(key, text, bytes(expected.path("signatureHex")))).isTrue();
      assertThat(verifies(key, text + " ", bytes(expected.path("signatureHex")))).isFalse();
    }
  }

  @Test
  void workedExample_whenRecomputed_agrees() throws Exception {
    JsonNode example = vectors("official_kat.json");
    JsonNode dh = example.path("dh");
    DhGroup group = new DhGroup(hex(dh.path("primeHex")), hex(dh.path("generatorHex")));
    assertThat(group.publicValue(hex(dh.path("randomHex"))).toString(16))
        .isEqualTo(dh.path("challengeHex").asText());
    BigInteger shared = group.shared(hex(dh.path("responseHex")), hex(dh.path("randomHex")));
    assertThat(shared).isEqualTo(hex(dh.path("sharedSecretHex")));
    byte[] token = LiveSessionTokens.token(shared, bytes(dh.path("secretHex")));
    assertThat(Base64.getEncoder().encodeToString(token)).isEqualTo(dh.path("lstBase64").asText());
    assertThat(LiveSessionTokens.proof(token, "TESTCONS"))
        .isEqualTo(dh.path("lstSignature").asText());
    PublicKey key = publicKey(example.path("signingPublicKey"));
    for (JsonNode vector : cases(example.path("rsa"))) {
      String text =
          vector.path("prepend").asText() + BaseStringProfile.RAW.text(request(vector, ""));
      assertThat(text).isEqualTo(vector.path("baseString").asText());
      byte[] signature = Base64.getDecoder().decode(vector.path("signatureBase64").asText());
      assertThat(verifies(key, text, signature)).isTrue();
    }
    for (JsonNode vector : cases(example.path("hmac"))) {
      List<String> form = new ArrayList<>();
      for (JsonNode pair : vector.path("form")) {
        form.add(
            PercentCoding.encode(pair.get(0).asText())
                + "="
                + PercentCoding.encode(pair.get(1).asText()));
      }
      String text = BaseStringProfile.DECODED.text(request(vector, String.join("&", form)));
      assertThat(text).isEqualTo(vector.path("baseString").asText());
      assertThat(
              LiveSessionTokens.hmacSha256(
                  Base64.getDecoder().decode(vector.path("lstBase64").asText()), text))
          .isEqualTo(Base64.getDecoder().decode(vector.path("signatureBase64").asText()));
    }
  }

  @Test
  void walk_whenPlayedFromTheServersSide_agrees() throws Exception {
    JsonNode walk = vectors("e2e.json");
    JsonNode request =
        StreamSupport.stream(vectors("rsa_signing.json").path("cases").spliterator(), false)
            .filter(vector -> vector.path("id").asText().equals(walk.path("lstRequest").asText()))
            .findFirst()
            .orElseThrow();
    OAuthHeader header =
        OAuthHeader.parse(
            request.path("expected").path("RAW").path("authorization").path("realmFirst").asText());
    assertThat(header.get("oauth_token")).isEqualTo(walk.path("accessToken").asText());
    assertThat(header.get("diffie_hellman_challenge"))
        .isEqualTo(walk.path("challengeHex").asText());
    BigInteger mine = hex(walk.path("serverPrivateHex"));
    BigInteger shared =
        DhGroup.MODP_2048.shared(new BigInteger(header.get("diffie_hellman_challenge"), 16), mine);
    byte[] token = LiveSessionTokens.token(shared, bytes(walk.path("prepend")));
    JsonNode answer = walk.path("lstResponse");
    assertThat(DhGroup.MODP_2048.publicValue(mine).toString(16))
        .isEqualTo(answer.path("diffie_hellman_response").asText());
    assertThat(LiveSessionTokens.proof(token, header.get("oauth_consumer_key")))
        .isEqualTo(answer.path("live_session_token_signature").asText());
    assertThat(Base64.getEncoder().encodeToString(token))
        .isEqualTo(walk.path("lstBase64").asText());
  }
}
