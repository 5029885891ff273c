package io.github.ibkrauth.auth.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificates and key stores made for one run of the tests. */
final class TestCertificates {

  static final String PASSWORD = "store password 8!";

  private static final X500Principal NAME = new X500Principal("CN=test");

  private TestCertificates() {}

  static X509Certificate selfSigned(KeyPair pair) {
    try {
      Instant now = Instant.now();
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      NAME,
                      BigInteger.ONE,
                      Date.from(now.minus(1, ChronoUnit.DAYS)),
                      Date.from(now.plus(1, ChronoUnit.DAYS)),
                      NAME,
                      pair.getPublic())
                  .build(new JcaContentSignerBuilder(algorithm(pair)).build(pair.getPrivate())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] request(KeyPair pair) throws OperatorCreationException, IOException {
    return new JcaPKCS10CertificationRequestBuilder(NAME, pair.getPublic())
        .build(new JcaContentSignerBuilder(algorithm(pair)).build(pair.getPrivate()))
        .getEncoded();
  }

  static byte[] pkcs12(KeyPair pair) {
    return store("PKCS12", PASSWORD, Map.of("mine", pair));
  }

  static byte[] store(String type, String keyPassword, Map<String, KeyPair> entries) {
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      for (Map.Entry<String, KeyPair> entry : entries.entrySet()) {
        store.setKeyEntry(
            entry.getKey(),
            entry.getValue().getPrivate(),
            keyPassword.toCharArray(),
            new X509Certificate[] {selfSigned(entry.getValue())});
      }
      return bytes(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(KeyStore store) throws GeneralSecurityException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, PASSWORD.toCharArray());
    return out.toByteArray();
  }

  static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String algorithm(KeyPair pair) {
    return pair.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
  }
}
