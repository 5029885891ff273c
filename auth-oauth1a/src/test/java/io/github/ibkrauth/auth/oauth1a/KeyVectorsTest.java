package io.github.ibkrauth.auth.oauth1a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.scribejava.core.model.OAuth1RequestToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Verb;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.keys.DhParameters;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyVectorsTest {

  static Stream<JsonNode> secrets() {
    return Vectors.each("access_token_secret.json", "cases");
  }

  static Stream<JsonNode> badSecrets() {
    return Vectors.each("access_token_secret.json", "invalid");
  }

  static Stream<JsonNode> tokenRequests() {
    return Vectors.each("rsa_signing.json", "cases");
  }

  static Stream<JsonNode> officialTokenRequests() {
    return Vectors.each("official_kat.json", "rsa");
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void open_whenTheSecretIsGood_thenKeepsEveryByte(JsonNode vector) {
    byte[] secret = opened(vector);

    assertThat(HexFormat.of().formatHex(secret)).isEqualTo(vector.get("prepend").textValue());
    assertThat(secret).hasSize(vector.get("secretLength").intValue());
  }

  @ParameterizedTest
  @MethodSource("badSecrets")
  void open_whenTheSecretIsBad_thenRefused(JsonNode vector) {
    assertThatThrownBy(() -> opened(vector))
        .isInstanceOf(AuthConfigurationException.class)
        .hasMessageContaining("the secret")
        .satisfies(
            failure ->
                assertThat(
                        String.valueOf(failure.getMessage()).contains("the two keys are swapped"))
                    .isEqualTo(vector.get("why").textValue().contains("signature key")));
  }

  @Test
  void dhParameters_whenTheFileIsBad_thenRefused() {
    JsonNode keys = Vectors.read("keys.json");
    keys.get("dh_invalid")
        .properties()
        .forEach(
            bad ->
                assertThatThrownBy(() -> dh(bad.getValue().textValue()))
                    .as(bad.getKey())
                    .isInstanceOf(AuthConfigurationException.class));
    keys.get("dh")
        .properties()
        .forEach(
            good -> {
              DhParameters read = dh(good.getValue().get("pem").textValue());
              assertThat(read.p()).isEqualTo(Vectors.number(good.getValue().get("primeHex")));
              assertThat(read.g())
                  .isEqualTo(BigInteger.valueOf(good.getValue().get("generator").asLong()));
            });
  }

  @ParameterizedTest
  @MethodSource("tokenRequests")
  void header_whenATokenIsRequested_thenSignatureAndHeaderAreThoseOfTheVector(JsonNode vector) {
    for (BaseStringRecipe recipe :
        new BaseStringRecipe[] {BaseStringRecipe.RAW, BaseStringRecipe.RFC5849}) {
      JsonNode expected = vector.at("/expected/" + recipe.name());
      TokenRequestApi api = api(recipe);
      OAuthRequest request = request(vector);
      String base = api.getBaseStringExtractor().extract(request);
      String signature = api.getSignatureService().getSignature(base, "", "");
      request.addOAuthParameter("oauth_signature", signature);

      assertThat(base).isEqualTo(expected.get("baseString").textValue());
      assertThat(signature).isEqualTo(expected.get("signatureBase64").textValue());
      assertThat(api.getHeaderExtractor().extract(request))
          .isEqualTo(expected.at("/authorization/realmFirst").textValue());
    }
  }

  @ParameterizedTest
  @MethodSource("officialTokenRequests")
  void baseString_whenTheBrokersOwnRequestIsSigned_thenItsSignatureVerifies(JsonNode vector)
      throws Exception {
    JsonNode key = Vectors.read("official_kat.json").get("signingPublicKey");
    Signature verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    Vectors.number(key.get("nHex")), Vectors.number(key.get("eHex")))));

    String base = api(BaseStringRecipe.RAW).getBaseStringExtractor().extract(request(vector));
    verifier.update(base.getBytes(StandardCharsets.US_ASCII));

    assertThat(
            verifier.verify(Base64.getDecoder().decode(vector.get("signatureBase64").textValue())))
        .isTrue();
  }

  @Test
  void walk_whenDoneFromSecretToToken_thenEndsWhereTheVectorDoes() {
    JsonNode walk = Vectors.read("e2e.json");
    JsonNode prime = Vectors.read("keys.json").at("/dh/modp2048_g2/primeHex");
    byte[] secret = opened(walk);
    DhExchange exchange =
        DhExchange.of(Vectors.number(prime), BigInteger.TWO, Vectors.number(walk.get("randomHex")));
    JsonNode answer = walk.get("lstResponse");

    LiveSessionToken token =
        LiveSessionToken.derive(
            exchange.sharedKey(answer.get("diffie_hellman_response").textValue()),
            secret,
            InstantSource.system().instant());

    assertThat(HexFormat.of().formatHex(secret)).isEqualTo(walk.get("prepend").textValue());
    assertThat(exchange.challenge()).isEqualTo(walk.get("challengeHex").textValue());
    assertThat(token.base64().reveal()).isEqualTo(walk.get("lstBase64").textValue());
    assertThat(
            token.isProvenBy(
                answer.get("live_session_token_signature").textValue(),
                walk.get("consumerKey").textValue()))
        .isTrue();
    JsonNode third = walk.get("thirdParty");
    Callback callback = Callback.of(URI.create(third.get("callback").textValue()));
    assertThat(callback.belongsTo(third.at("/requestTokenResponse/oauth_token").textValue()))
        .isTrue();
    assertThat(callback.verifier()).isNotEmpty();
    assertThat(
            api(BaseStringRecipe.RAW)
                .getAuthorizationUrl(
                    new OAuth1RequestToken(
                        third.at("/requestTokenResponse/oauth_token").textValue(), "")))
        .isEqualTo(third.get("authorizeUrl").textValue());
  }

  private static byte[] opened(JsonNode vector) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("oauth1a.signature-key", pem("signature"));
    settings.put("oauth1a.encryption-key", pem("encryption"));
    try (AuthRuntime runtime = AuthRuntime.builder().build()) {
      return new SecretOpener(Configs.of(settings), runtime)
          .open(
              new AccessToken(
                  Secret.of("x"),
                  Secret.of(vector.get("accessTokenSecretBase64").textValue()),
                  "the token",
                  "the secret"));
    }
  }

  private static String pem(String name) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Vectors.read("keys.json").at("/rsa/" + name + "/pkcs8DerBase64").textValue()
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static DhParameters dh(String pem) {
    return DhParameters.parse(pem, BigInteger.TWO, "dh");
  }

  private static TokenRequestApi api(BaseStringRecipe recipe) {
    return new TokenRequestApi(
        Endpoints.from(Configs.of(Map.of())),
        RsaSigner.of(Vectors.privateKey("signature")),
        recipe,
        new SigningClock(InstantSource.system()),
        new Nonces(new SecureRandom()));
  }

  private static OAuthRequest request(JsonNode vector) {
    JsonNode own = vector.get("oauthParams");
    String url = vector.get("url").textValue();
    OAuthRequest request =
        own.has("diffie_hellman_challenge")
            ? new TokenRequest(
                url,
                vector.get("prepend").textValue(),
                own.get("diffie_hellman_challenge").textValue())
            : new OAuthRequest(Verb.POST, url);
    own.properties().stream()
        .filter(entry -> entry.getKey().startsWith("oauth_"))
        .forEach(entry -> request.addOAuthParameter(entry.getKey(), entry.getValue().textValue()));
    request.setRealm(vector.path("realm").asText("test_realm"));
    return request;
  }
}
