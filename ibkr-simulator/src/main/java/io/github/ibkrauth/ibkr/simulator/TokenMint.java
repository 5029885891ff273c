package io.github.ibkrauth.ibkr.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.ibkrauth.ibkr.simulator.AuthorizationRegistry.Login;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes tokens that look like the broker's. Two tokens are never equal. Thread-safe. */
final class TokenMint {
  private static final String KEY_ID = "simulator";

  private final SecureRandom random = new SecureRandom();
  private final JWSSigner accessSigner;
  private final JWSSigner ssoSigner;
  private final RSAPublicKey publicKey;

  TokenMint(KeyPair serverKeys) {
    this.accessSigner = new RSASSASigner(serverKeys.getPrivate());
    this.publicKey = (RSAPublicKey) serverKeys.getPublic();
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    try {
      this.ssoSigner = new MACSigner(secret);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make the signer of SSO tokens", e);
    }
  }

  String accessToken(
      String clientId, Set<String> scopes, String accountId, Instant issued, Instant expires) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "/token");
    claims.put("sub", clientId);
    claims.put("exp", expires.getEpochSecond());
    claims.put("iat", issued.getEpochSecond());
    claims.put("scope", String.join(" ", scopes));
    claims.put("csid", clientId);
    claims.put("accountId", accountId);
    claims.put("jti", hex(16));
    return sign(rs256(), claims, accessSigner);
  }

  /** An id token (OpenID Connect), with the nonce the client sent. */
  String idToken(String issuer, UserGrant grant, Login login, Instant issued, Instant expires) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", grant.user.name());
    claims.put("aud", grant.clientId);
    claims.put("exp", expires.getEpochSecond());
    claims.put("iat", issued.getEpochSecond());
    claims.put("auth_time", login.at().getEpochSecond());
    if (login.nonce() != null) {
      claims.put("nonce", login.nonce());
    }
    return sign(rs256(), claims, accessSigner);
  }

  /** The key that access tokens and id tokens are verified with, as a JSON Web Key Set. */
  Map<String, Object> keySet() {
    return new JWKSet(
            new RSAKey.Builder(publicKey)
                .keyID(KEY_ID)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .build())
        .toJSONObject();
  }

  private static JWSHeader rs256() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(KEY_ID).build();
  }

  /** An SSO token: its {@code iat} counts milliseconds and it has no {@code exp}, as documented. */
  String ssoToken(BrokerUser user, Instant issued) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "WEB_API");
    claims.put("aud", Integer.toString(user.id()));
    claims.put("iss", "com.ib.sso");
    claims.put("iat", issued.toEpochMilli());
    claims.put("jti", hex(16));
    claims.put("ctp", 2);
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
    return sign(header, claims, ssoSigner);
  }

  String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }

  private static String sign(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    JWSObject token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }
}
