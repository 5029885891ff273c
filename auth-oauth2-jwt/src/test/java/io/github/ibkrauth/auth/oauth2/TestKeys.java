package io.github.ibkrauth.auth.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.github.ibkrauth.auth.keys.RsaSigner;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

/** One RSA key for all tests of a run, and an independent verifier. */
final class TestKeys {

  private static final RSAKey KEY = generate();

  private TestKeys() {}

  static RsaSigner signer() {
    try {
      return RsaSigner.of(KEY.toPrivateKey());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String pem() {
    try {
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(KEY.toPrivateKey().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Verifies a compact token with a library that is not ours, and returns it. */
  static JWSObject verified(String compact) {
    try {
      JWSObject token = JWSObject.parse(compact);
      if (!token.verify(new RSASSAVerifier(KEY.toRSAPublicKey()))) {
        throw new AssertionError("the signature does not verify");
      }
      return token;
    } catch (JOSEException | ParseException e) {
      throw new AssertionError(e);
    }
  }

  static Map<String, Object> claims(String compact) {
    return verified(compact).getPayload().toJSONObject();
  }

  private static RSAKey generate() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
