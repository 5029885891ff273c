package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate like the gateway program's own: self-signed, without any host name, and expired
 * since 2019. No check of name or date can pass; only who knows exactly this one can trust it.
 */
final class GatewayIdentity {
  private static final X500Name NAME = new X500Name("CN=Client Portal Web API");
  private static final Instant NOT_BEFORE = Instant.parse("2016-05-11T12:00:00Z");
  private static final Instant NOT_AFTER = Instant.parse("2019-05-11T12:00:00Z");

  private GatewayIdentity() {}

  /** Makes a certificate that is not equal to any before it. */
  static TlsIdentity generate() {
    try {
      KeyPair keys = RsaKeys.of(false).pair("gateway");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(64, new SecureRandom()),
              Date.from(NOT_BEFORE),
              Date.from(NOT_AFTER),
              NAME,
              keys.getPublic());
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
      return TlsIdentity.of(keys, certificate);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(
          "cannot make the gateway's certificate: " + e.getMessage(), e);
    }
  }

  /** Returns the SHA-256 fingerprint: upper-case hexadecimal, a colon between bytes. */
  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("cannot take the fingerprint of a certificate", e);
    }
  }
}
