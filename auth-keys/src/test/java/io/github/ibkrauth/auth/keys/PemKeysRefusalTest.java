package io.github.ibkrauth.auth.keys;

import static io.github.ibkrauth.auth.keys.TestKeys.KEY;
import static io.github.ibkrauth.auth.keys.TestKeys.PASSPHRASE;
import static io.github.ibkrauth.auth.keys.TestKeys.base64;
import static io.github.ibkrauth.auth.keys.TestKeys.pem;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs1;
import static io.github.ibkrauth.auth.keys.TestKeys.pkcs8;
import static io.github.ibkrauth.auth.keys.TestKeys.read;
import static io.github.ibkrauth.auth.keys.TestKeys.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.RSAPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeysRefusalTest {

  private static final String MAKE_ONE =
      ": make one with openssl genrsa -out private.pem 2048, and register its public half.";
  private static final String PUBLIC =
      "the.key holds a public key, but the private key is needed: give the file that was kept, not"
          + " the one that was uploaded.";
  private static final String DAMAGED =
      "the.key is damaged: it is not a private key in PEM form, nor Base64 of one.";
  private static final String CUT_OFF = "the.key is cut off: the key is longer than the text.";
  private static final String PATH =
      "the.key looks like the path of a file, not like its content: write file: before it.";
  private static final String EC = "the.key holds an EC key, but an RSA key is needed" + MAKE_ONE;

  static Stream<Arguments> privateKey_whenNotOne_saysWhatItIs() throws Exception {
    byte[] publicKey = TestKeys.PAIR.getPublic().getEncoded();
    byte[] ec = TestKeys.pair("EC", 256).getPrivate().getEncoded();
    byte[] ed = TestKeys.pair("Ed25519", 0).getPrivate().getEncoded();
    byte[] dsa = TestKeys.pair("DSA", 2048).getPrivate().getEncoded();
    byte[] x25519 = TestKeys.pair("X25519", 0).getPrivate().getEncoded();
    byte[] certificate = TestCertificates.selfSigned(TestKeys.PAIR).getEncoded();
    byte[] dh = DhParametersTest.der(DhParametersTest.PRIME, BigInteger.TWO);
    byte[] pkcs1Public =
        org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(publicKey)
            .parsePublicKey()
            .getEncoded();
    return Stream.of(
        Arguments.of(pem("PUBLIC KEY", publicKey), PUBLIC),
        Arguments.of(pem("RSA PUBLIC KEY", pkcs1Public), PUBLIC),
        Arguments.of(der(publicKey), PUBLIC),
        Arguments.of(der(pkcs1Public), PUBLIC),
        Arguments.of(base64(pem("PUBLIC KEY", publicKey)), PUBLIC),
        Arguments.of("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== me@here", PUBLIC),
        Arguments.of(
            pem("CERTIFICATE", certificate),
            "the.key holds a certificate, but the private key that belongs to it is needed."),
        Arguments.of(
            der(certificate),
            "the.key holds a certificate, but the private key that belongs to it is needed."),
        Arguments.of(
            pem("CERTIFICATE REQUEST", TestCertificates.request(TestKeys.PAIR)),
            "the.key holds a certificate request, but the private key that belongs to it is"
                + " needed."),
        Arguments.of(
            der(TestCertificates.request(TestKeys.PAIR)),
            "the.key holds a certificate request, but the private key that belongs to it is"
                + " needed."),
        Arguments.of(pem("PRIVATE KEY", ec), EC),
        Arguments.of(
            pem(
                "EC PRIVATE KEY",
                PrivateKeyInfo.getInstance(ec).parsePrivateKey().toASN1Primitive().getEncoded()),
            EC),
        Arguments.of(
            der(PrivateKeyInfo.getInstance(ec).parsePrivateKey().toASN1Primitive().getEncoded()),
            EC),
        Arguments.of(der(ec), EC),
        Arguments.of(
            pem("PRIVATE KEY", ed),
            "the.key holds an Ed25519 or Ed448 key, but an RSA key is needed" + MAKE_ONE),
        Arguments.of(
            pem("PRIVATE KEY", dsa),
            "the.key holds a DSA key, but an RSA key is needed" + MAKE_ONE),
        Arguments.of(
            pem("PRIVATE KEY", x25519),
            "the.key holds a private key that is not an RSA key, but an RSA key is needed"
                + MAKE_ONE),
        Arguments.of(
            pem("PRIVATE KEY", pss()),
            "the.key holds an RSA key that is limited to PSS signatures, but a plain RSA key is"
                + " needed"
                + MAKE_ONE),
        Arguments.of(
            pem("DH PARAMETERS", dh),
            "the.key holds Diffie-Hellman parameters, but an RSA private key is needed."),
        Arguments.of(
            der(dh), "the.key holds Diffie-Hellman parameters, but an RSA private key is needed."),
        Arguments.of(
            pem("EC PARAMETERS", new byte[] {6, 1, 1}),
            "the.key holds the parameters of an elliptic curve, but an RSA private key is needed."),
        Arguments.of(
            pem("OPENSSH PRIVATE KEY", new byte[300]),
            "the.key holds a key in OpenSSH's own format: convert a copy of it with ssh-keygen -p"
                + " -m PEM -f COPY."),
        Arguments.of(
            "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none",
            "the.key holds a key in PuTTY's own format: export it from PuTTYgen as an OpenSSH key"
                + " in PEM form."),
        Arguments.of(
            "{\"kty\":\"RSA\",\"n\":\"AQAB\"}",
            "the.key holds a JSON Web Key, but a key in PEM form is needed."),
        Arguments.of(
            der(TestCertificates.pkcs12(TestKeys.PAIR)),
            "the.key is a key store, not a PEM text: set its path as the key store instead."),
        Arguments.of(
            pem("PGP MESSAGE", new byte[30]),
            "the.key holds a PEM block that is not a private key."),
        Arguments.of(
            pem("PRIVATE KEY", noFactors()),
            "the.key holds an RSA key without its prime factors, which are needed."),
        Arguments.of(pkcs8() + pkcs1(), "the.key holds 2 private keys, but one is needed."));
  }

  @ParameterizedTest
  @MethodSource
  void privateKey_whenNotOne_saysWhatItIs(String text, String expected) {
    assertThat(sentence(() -> read(text))).isEqualTo(expected);
  }

  static Stream<Arguments> privateKey_whenDamaged_saysWhere() {
    String body = pkcs8().lines().skip(1).limit(25).reduce("", String::concat);
    byte[] trailing = Arrays.copyOf(KEY.getEncoded(), KEY.getEncoded().length + 3);
    return Stream.of(
        Arguments.of("", "the.key is empty."),
        Arguments.of(" \r\n\t", "the.key is empty."),
        Arguments.of("\"\"", "the.key is empty."),
        Arguments.of("'\\n'", "the.key is empty."),
        Arguments.of(pkcs8().substring(0, 800), "the.key is cut off: its END line is missing."),
        Arguments.of(
            base64(pkcs8().substring(0, 800)), "the.key is cut off: its END line is missing."),
        Arguments.of(
            pkcs8().substring(40),
            "the.key has an END line without its BEGIN line: the beginning is missing."),
        Arguments.of(
            pkcs8().replace("END PRIVATE", "END RSA PRIVATE"),
            "the.key has BEGIN and END lines that do not belong together."),
        Arguments.of(
            pkcs8().replace("-----END", "----END"), "the.key is cut off: its END line is missing."),
        Arguments.of(
            "---- " + body + "\n-----", "the.key is damaged: its BEGIN line is not whole."),
        Arguments.of(withoutLine(pkcs8(), 20), CUT_OFF),
        Arguments.of(withoutLine(pkcs1(), 5), CUT_OFF),
        Arguments.of(der(Arrays.copyOf(KEY.getEncoded(), 700)), CUT_OFF),
        Arguments.of(pem("PRIVATE KEY", Arrays.copyOf(KEY.getEncoded(), 3)), CUT_OFF),
        Arguments.of(
            "-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----",
            "the.key has nothing between its BEGIN and END lines."),
        Arguments.of(
            pkcs8().replaceFirst("MII", "M*I"),
            "the.key is damaged: what stands between its BEGIN and END lines is not Base64."),
        Arguments.of(pem("PRIVATE KEY", new byte[500]), DAMAGED),
        Arguments.of(pem("PRIVATE KEY", trailing), DAMAGED),
        Arguments.of("no key at all", DAMAGED),
        Arguments.of("QUJDREVGR0g=", DAMAGED),
        Arguments.of("/home/me/private.pem", PATH),
        Arguments.of("~/keys/private", PATH),
        Arguments.of("C:\\new\\private", PATH),
        Arguments.of("private.pem", PATH),
        Arguments.of(
            pem("PRIVATE KEY", otherExponent()),
            "the.key is damaged: the numbers of the RSA key do not belong together."));
  }

  @ParameterizedTest
  @MethodSource
  void privateKey_whenDamaged_saysWhere(String text, String expected) {
    assertThat(sentence(() -> read(text))).isEqualTo(expected);
  }

  @Test
  void privateKey_whenShort_saysHowManyBits() {
    for (int bits : List.of(1024, 2040)) {
      String pem = pem("PRIVATE KEY", TestKeys.rsa(bits).getPrivate().getEncoded());
      assertThat(sentence(() -> read(pem)))
          .isEqualTo(
              "the.key holds an RSA key of "
                  + bits
                  + " bits, but at least 2048 are needed"
                  + MAKE_ONE);
    }
  }

  @Test
  void privateKey_whenEncrypted_asksForThePassphrase() {
    for (String pem : List.of(TestKeys.encryptedPkcs8(), TestKeys.traditional("AES-256-CBC"))) {
      assertThat(sentence(() -> read(pem)))
          .isEqualTo("the.key is encrypted: set its passphrase as the.key-passphrase.");
      assertThat(sentence(() -> read(pem, "")))
          .isEqualTo("the.key is encrypted: set its passphrase as the.passphrase.");
    }
  }

  @Test
  void privateKey_whenPassphraseIsWrong_saysSo() {
    String wrong = "the.key cannot be decrypted: the passphrase is wrong, or the text is damaged.";
    List<String> forms =
        List.of(
            TestKeys.encryptedPkcs8(),
            TestKeys.traditional("AES-128-CBC"),
            TestKeys.traditional("AES-128-CFB"));
    // One wrong passphrase in 256 ends in padding that looks right.
    for (int i = 0; i < 600; i++) {
      String passphrase = PASSPHRASE + i;
      for (String pem : forms) {
        assertThat(sentence(() -> read(pem, passphrase))).isEqualTo(wrong);
      }
    }
  }

  @Test
  void privateKey_whenCipherIsUnknown_saysHowToEncryptAnew() {
    String anew =
        "the.key is encrypted in a way that is not supported: encrypt it anew with openssl pkcs8"
            + " -topk8 -v2 aes-256-cbc.";
    String traditional = TestKeys.traditional("AES-256-CBC").replace("AES-256-CBC", "ROT-13-CBC");
    assertThat(sentence(() -> read(traditional, PASSPHRASE))).isEqualTo(anew);
    byte[] encrypted = PemText.of(TestKeys.encryptedPkcs8()).blocks().get(0).der().orElseThrow();
    String pkcs8 = pem("ENCRYPTED PRIVATE KEY", replaceCipher(encrypted));
    assertThat(sentence(() -> read(pkcs8, PASSPHRASE))).isEqualTo(anew);
  }

  @Test
  void privateKey_whenHeaderOfEncryptionIsDamaged_saysSo() {
    String pem = TestKeys.traditional("AES-256-CBC").replace("DEK-Info", "DEK-Inf");
    assertThat(sentence(() -> read(pem, PASSPHRASE)))
        .isEqualTo("the.key is damaged: the header of its encryption is not whole.");
  }

  private static String der(byte[] der) {
    return Base64.getEncoder().encodeToString(der);
  }

  private static String withoutLine(String pem, int number) {
    List<String> lines = new java.util.ArrayList<>(pem.lines().toList());
    lines.remove(number);
    return String.join("\n", lines);
  }

  private static byte[] pss() throws Exception {
    return new PrivateKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS),
            PrivateKeyInfo.getInstance(KEY.getEncoded()).parsePrivateKey())
        .getEncoded();
  }

  private static byte[] noFactors() throws GeneralSecurityException {
    RSAPrivateKey key =
        (RSAPrivateKey)
            KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateKeySpec(KEY.getModulus(), KEY.getPrivateExponent()));
    return key.getEncoded();
  }

  private static byte[] otherExponent() {
    byte[] der = KEY.getEncoded().clone();
    der[der.length - 700] ^= 1;
    return der;
  }

  /** Writes another object identifier of the same length over that of AES-256-CBC. */
  private static byte[] replaceCipher(byte[] der) {
    byte[] aes = {0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a};
    byte[] copy = der.clone();
    for (int i = 0; i + aes.length < copy.length; i++) {
      if (Arrays.equals(copy, i, i + aes.length, aes, 0, aes.length)) {
        copy[i + aes.length - 1] = 0x7f;
        return copy;
      }
    }
    throw new IllegalStateException("the cipher was not found");
  }
}
