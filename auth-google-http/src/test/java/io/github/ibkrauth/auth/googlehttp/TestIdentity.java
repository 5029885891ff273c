package io.github.ibkrauth.auth.googlehttp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server's key and the certificates it shows, made for one test. */
public record TestIdentity(KeyPair keys, X509Certificate[] chain) {

  private static final String PASSWORD = "for-this-test";
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final Instant LONG_AGO = Instant.parse("2018-05-11T00:00:00Z");
  private static final Instant EXPIRED = Instant.parse("2019-05-11T00:00:00Z");
  private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

  /** Self-signed, expired in 2019, for no host at all, with an RSA key. */
  public static TestIdentity expiredWithoutNames() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    return new TestIdentity(
        keys, new X509Certificate[] {sign(keys, "Some Gateway", null, EXPIRED, false, null)});
  }

  /** Self-signed, for that host. */
  public static TestIdentity selfSigned(String host) throws Exception {
    KeyPair keys = ellipticKeys();
    return new TestIdentity(keys, new X509Certificate[] {sign(keys, host, host, FAR, false, null)});
  }

  /** An authority of one's own. */
  public static TestIdentity authority(String name) throws Exception {
    KeyPair keys = ellipticKeys();
    return new TestIdentity(keys, new X509Certificate[] {sign(keys, name, null, FAR, true, null)});
  }

  /** Returns a server's identity that this authority vouches for. */
  public TestIdentity issue(String host) throws Exception {
    return issue(host, FAR);
  }

  /** Returns one that it vouched for until 2019. */
  public TestIdentity issueExpired(String host) throws Exception {
    return issue(host, EXPIRED);
  }

  private TestIdentity issue(String host, Instant end) throws Exception {
    KeyPair own = ellipticKeys();
    return new TestIdentity(
        own, new X509Certificate[] {sign(own, host, host, end, false, this), certificate()});
  }

  public X509Certificate certificate() {
    return chain[0];
  }

  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() throws Exception {
    return pem("CERTIFICATE", certificate().getEncoded());
  }

  public String pemOfKey() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /** Returns a server's side of TLS. */
  public SSLContext context() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", keys.getPrivate(), PASSWORD.toCharArray(), chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static X509Certificate sign(
      KeyPair subject, String name, String host, Instant end, boolean authority, TestIdentity by)
      throws Exception {
    X500Name issuer =
        new X500Name(
            by == null ? "CN=" + name : by.certificate().getSubjectX500Principal().getName());
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(LONG_AGO),
            Date.from(end),
            new X500Name("CN=" + name),
            subject.getPublic());
    if (host != null) {
      boolean address = host.matches("[0-9.]+|.*:.*");
      int kind = address ? GeneralName.iPAddress : GeneralName.dNSName;
      builder.addExtension(
          Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, host)));
    }
    if (authority) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    KeyPair signer = by == null ? subject : by.keys();
    String algorithm =
        signer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
  }

  private static KeyPair ellipticKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
