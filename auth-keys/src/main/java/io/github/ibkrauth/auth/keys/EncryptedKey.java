package io.github.ibkrauth.auth.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;

/** Opens keys that are encrypted under a passphrase. */
final class EncryptedKey {

  private static final Pattern DEK_INFO =
      Pattern.compile(
          "(?s)\\s*Proc-Type:\\s*4,\\s*ENCRYPTED\\s+DEK-Info:\\s*([A-Za-z0-9-]+),\\s*([0-9A-Fa-f]+)"
              + "\\s+([A-Za-z0-9+/=\\s]+)");

  private static final Pattern CIPHER =
      Pattern.compile("(DES-EDE3?|AES-(128|192|256)|DES|BF|RC2(-40|-64)?)-(CBC|CFB|OFB|ECB)");

  private EncryptedKey() {}

  /** The provider of this library's own; it is never installed. */
  private static final class Own {
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
  }

  /** Why a key could not be opened; carries no cause, since one may quote what was read. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String complaint) {
      super(complaint, null, false, false);
    }
  }

  /** Returns whether a block has the header that OpenSSL's older encryption writes. */
  static boolean hasHeader(String body) {
    return body.contains("Proc-Type:") || body.contains("DEK-Info:");
  }

  /** Opens an encrypted PKCS#8 key (RFC 5958, section 3). */
  static PrivateKeyInfo openPkcs8(byte[] der, String passphrase) throws Refused {
    char[] password = passphrase.toCharArray();
    try {
      EncryptedPrivateKeyInfo encrypted = EncryptedPrivateKeyInfo.getInstance(der);
      InputDecryptor decryptor = decryptor(encrypted.getEncryptionAlgorithm(), password);
      try (InputStream plain =
          decryptor.getInputStream(new ByteArrayInputStream(encrypted.getEncryptedData()))) {
        return PrivateKeyInfo.getInstance(plain.readAllBytes());
      }
    } catch (IOException | RuntimeException e) {
      throw wrong();
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  private static InputDecryptor decryptor(AlgorithmIdentifier algorithm, char[] password)
      throws Refused {
    try {
      return new JceOpenSSLPKCS8DecryptorProviderBuilder()
          .setProvider(Own.PROVIDER)
          .build(password)
          .get(algorithm);
    } catch (OperatorCreationException | RuntimeException e) {
      throw unknownCipher();
    }
  }

  /** Opens a PKCS#1 key in OpenSSL's older encryption (header {@code DEK-Info}). */
  static PrivateKeyInfo openTraditional(String body, String passphrase) throws Refused {
    String pem =
        rebuild(body)
            .orElseThrow(
                () -> new Refused("is damaged: the header of its encryption is not whole."));
    char[] password = passphrase.toCharArray();
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PEMEncryptedKeyPair pair)) {
        throw new Refused(Content.GARBLED.complaint());
      }
      return pair.decryptKeyPair(
              new JcePEMDecryptorProviderBuilder().setProvider(Own.PROVIDER).build(password))
          .getPrivateKeyInfo();
    } catch (IOException | RuntimeException e) {
      throw wrong();
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  /** Writes headers and Base64 on lines of their own again. */
  private static Optional<String> rebuild(String body) throws Refused {
    Matcher header = DEK_INFO.matcher(body);
    if (!header.matches()) {
      return Optional.empty();
    }
    if (!CIPHER.matcher(header.group(1)).matches()) {
      throw unknownCipher();
    }
    String base64 = header.group(3).replaceAll("\\s+", "").replaceAll("(.{64})", "$1\n");
    return Optional.of(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: "
            + header.group(1)
            + ","
            + header.group(2)
            + "\n\n"
            + base64
            + "\n-----END RSA PRIVATE KEY-----\n");
  }

  private static Refused wrong() {
    return new Refused("cannot be decrypted: the passphrase is wrong, or the text is damaged.");
  }

  private static Refused unknownCipher() {
    return new Refused(
        "is encrypted in a way that is not supported: encrypt it anew with openssl pkcs8 -topk8 -v2"
            + " aes-256-cbc.");
  }
}
