package io.github.ibkrauth.auth.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.googlehttp.support.FormBody;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares with tokens computed by others, where a checkout has them beside it. */
class JwtVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> sign_theClaimsOfAVector_givesItsBytes() throws IOException {
    Path vectors = find();
    assumeTrue(vectors != null, "no vectors beside this checkout");
    Objects.requireNonNull(vectors);
    JsonNode jwt = JSON.readTree(Files.readString(vectors.resolve("jwt.json")));
    JsonNode keys = JSON.readTree(Files.readString(vectors.resolve("keys.json"))).get("rsa");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode vector : jwt.get("cases")) {
      JsonNode key =
          vector.get("key").asText().equals("oauth2") ? keys.get("oauth2") : jwt.get("key3072");
      tests.add(
          DynamicTest.dynamicTest(
              vector.get("id").asText() + " " + vector.get("description").asText(),
              () -> check(vector, signer(key))));
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(8);
    return tests.stream();
  }

  private static void check(JsonNode vector, RsaSigner signer) throws IOException {
    JsonNode claims = vector.get("claims");
    Jws jws = new Jws(signer, vector.get("header").get("kid").asText());
    String made = jws.sign(claimsOf(claims));

    if (vector.get("id").asText().equals("jwt-07")) {
      // Its members stand in another order, which is free; what they say must agree.
      assertThat(JSON.readTree(payload(made))).isEqualTo(claims);
    } else {
      assertThat(made).isEqualTo(vector.get("compact").asText());
    }
    assertThat(jws.sign(vector.get("claimsJson").asText()))
        .isEqualTo(vector.get("compact").asText());
    if (vector.path("http").has("form")) {
      Map<String, String> form = new LinkedHashMap<>();
      vector.get("http").get("form").forEach(p -> form.put(p.get(0).asText(), p.get(1).asText()));
      assertThat(FormBody.of(form)).isEqualTo(vector.get("http").get("body").asText());
    }
  }

  /** Makes the claims with the code that makes them in earnest. */
  private static String claimsOf(JsonNode claims) {
    Instant issued = Instant.ofEpochSecond(claims.get("iat").asLong());
    Duration life = Duration.ofSeconds(claims.get("exp").asLong() - claims.get("iat").asLong());
    String client = claims.get("iss").asText();
    if (claims.has("sub")) {
      boolean backdated = claims.get("iat").asLong() % 100 == 90;
      Duration backdate = Duration.ofSeconds(backdated ? 10 : 0);
      return new ClientAssertion(
              client, claims.get("aud").asText(), backdate, life.minus(backdate), claims.has("jti"))
          .claims(issued.plus(backdate), fixedId(claims.path("jti").asText()));
    }
    if (claims.has("ip")) {
      List<String> others = new ArrayList<>();
      claims.path("alternativeIps").forEach(ip -> others.add(ip.asText()));
      String user = claims.get("credential").asText();
      String service = claims.has("service") ? claims.get("service").asText() : null;
      return new SsoRequest(client, Secret.of(user), others, service, life)
          .claims(claims.get("ip").asText(), user, issued);
    }
    ObjectNode members = claims.deepCopy();
    members.remove(List.of("iss", "iat", "exp"));
    String[] made = new String[1];
    RsaSigner keep =
        data -> {
          made[0] = payload(new String(data, StandardCharsets.US_ASCII));
          return new byte[0];
        };
    new JwtBodySigner(new Jws(keep, "main"), client, life, () -> issued).sign(members.toString());
    return made[0];
  }

  /** Returns random numbers that make one id. */
  private static RandomGenerator fixedId(String uuid) {
    if (uuid.isEmpty()) {
      return () -> fail("nothing is drawn without a jti");
    }
    UUID id = UUID.fromString(uuid);
    List<Long> left =
        new ArrayList<>(List.of(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    return () -> left.remove(0);
  }

  private static RsaSigner signer(JsonNode key) {
    try {
      return RsaSigner.of(
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new RSAPrivateCrtKeySpec(
                      number(key, "nHex"),
                      number(key, "eHex"),
                      number(key, "dHex"),
                      number(key, "pHex"),
                      number(key, "qHex"),
                      number(key, "dpHex"),
                      number(key, "dqHex"),
                      number(key, "qInvHex"))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(key.get(name).asText(), 16);
  }

  private static @Nullable Path find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path vectors = at.resolveSibling("shared").resolve("vectors");
      if (Files.exists(vectors.resolve("jwt.json"))) {
        return vectors;
      }
    }
    return null;
  }

  private static String payload(String compact) {
    return new String(
        Base64.getUrlDecoder().decode(compact.split("\\.")[1]), StandardCharsets.UTF_8);
  }
}
