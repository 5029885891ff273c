package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an RSA private key from PEM text: PKCS#1 ({@code RSA PRIVATE KEY}) or PKCS#8 ({@code
 * PRIVATE KEY}), also encrypted under a passphrase, in the form of PKCS#8 or in OpenSSL's older one
 * ({@code DEK-Info}).
 *
 * <p>The text may have any line ends or have lost them, {@code \n} written out, indentation, quotes
 * around it, other PEM blocks beside the key; it may be Base64 of the whole PEM text, or Base64 of
 * the DER bytes alone. Keys of fewer than 2048 bits are refused, and so are keys whose numbers do
 * not belong together.
 *
 * <p>What is wrong is told in one sentence that begins with the name of the setting. No message and
 * no cause ever holds a part of the text or the passphrase.
 *
 * <p>Immutable and thread-safe.
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class PemKeys {

  private final String setting;
  private final String passphraseSetting;
  private final @Nullable Secret passphrase;

  private PemKeys(String setting, String passphraseSetting, @Nullable Secret passphrase) {
    this.setting = setting;
    this.passphraseSetting = passphraseSetting;
    this.passphrase = passphrase;
  }

  /**
   * Returns a reader without a passphrase.
   *
   * @param setting what messages call the text, such as the name of a configuration key
   */
  public static PemKeys forSetting(String setting) {
    Objects.requireNonNull(setting, "setting");
    return new PemKeys(setting, setting + "-passphrase", null);
  }

  /**
   * Returns the same with a passphrase, used only if the key is encrypted.
   *
   * @param secret the passphrase; null for none
   * @param name what messages call the passphrase
   */
  public PemKeys withPassphrase(@Nullable Secret secret, String name) {
    return new PemKeys(setting, Objects.requireNonNull(name, "name"), secret);
  }

  /**
   * Reads the key.
   *
   * @param text the PEM text, in any of the forms above
   * @throws AuthConfigurationException when it does not hold exactly one usable RSA private key
   */
  public PrivateKey privateKey(Secret text) {
    PemText pem = PemText.of(text.reveal());
    if (pem.clean().isEmpty()) {
      throw refused("is empty.");
    }
    if (!pem.damage().isEmpty()) {
      throw refused(pem.damage() + ".");
    }
    return pem.blocks().isEmpty() ? withoutBlocks(pem) : fromBlock(onlyKey(pem.blocks()));
  }

  /**
   * Reads a public key, such as the file that was uploaded at registration.
   *
   * @param text {@code PUBLIC KEY} or {@code RSA PUBLIC KEY} in PEM form
   * @throws AuthConfigurationException when it does not hold exactly one RSA public key
   */
  public RSAPublicKey publicKey(String text) {
    return PublicKeyText.read(Objects.requireNonNull(text, "text"))
        .orElseThrow(
            () ->
                refused(
                    "does not hold an RSA public key in PEM form: give the file that was uploaded,"
                        + " or make one with openssl rsa -in private.pem -pubout."));
  }

  /**
   * Returns the public half of a key, where the private one tells it: a key in this process does, a
   * handle to a device usually does not.
   */
  public static Optional<RSAPublicKey> publicKeyOf(PrivateKey key) {
    Objects.requireNonNull(key, "key");
    if (!(key instanceof RSAPrivateCrtKey crt)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (RSAPublicKey)
              KeyFactory.getInstance("RSA")
                  .generatePublic(new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent())));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private PemText.Block onlyKey(List<PemText.Block> blocks) {
    List<PemText.Block> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() > 1) {
      throw refused("holds " + keys.size() + " private keys, but one is needed.");
    }
    PemText.Block block = keys.isEmpty() ? blocks.get(0) : keys.get(0);
    Content content = Content.ofLabel(block.label());
    if (!content.readable()) {
      throw refused(content.complaint());
    }
    return block;
  }

  private PrivateKey fromBlock(PemText.Block block) {
    if (EncryptedKey.hasHeader(block.body())) {
      try {
        return usable(EncryptedKey.openTraditional(block.body(), passphrase()));
      } catch (EncryptedKey.Refused e) {
        throw refused(String.valueOf(e.getMessage()));
      }
    }
    if (block.body().isBlank()) {
      throw refused("has nothing between its BEGIN and END lines.");
    }
    return fromDer(
        block
            .der()
            .orElseThrow(
                () ->
                    refused(
                        "is damaged: what stands between its BEGIN and END lines is not Base64.")));
  }

  private PrivateKey withoutBlocks(PemText pem) {
    Optional<byte[]> der = PemText.decode(pem.clean());
    if (der.isPresent() && der.get().length > 2 && der.get()[0] == 0x30) {
      return fromDer(der.get());
    }
    throw refused(complaintAbout(pem));
  }

  private PrivateKey fromDer(byte[] der) {
    Content content = DerContent.of(der);
    if (!content.readable()) {
      throw refused(content.complaint());
    }
    try {
      return usable(
          switch (content) {
            case PKCS1 ->
                new PrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(der));
            case ENCRYPTED_PKCS8 -> EncryptedKey.openPkcs8(der, passphrase());
            default -> PrivateKeyInfo.getInstance(der);
          });
    } catch (EncryptedKey.Refused e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (AuthConfigurationException refused) {
      throw refused;
    } catch (IOException | RuntimeException malformed) {
      throw refused(Content.GARBLED.complaint());
    }
  }

  /** Checks what was read and turns it into a key of the Java platform. */
  private PrivateKey usable(PrivateKeyInfo info) {
    try {
      byte[] encoded = info.getEncoded();
      Content content = DerContent.of(encoded);
      if (content != Content.PKCS8) {
        throw refused(content.readable() ? Content.GARBLED.complaint() : content.complaint());
      }
      RSAPrivateKey numbers = RSAPrivateKey.getInstance(info.parsePrivateKey());
      int bits = numbers.getModulus().bitLength();
      if (bits < RsaNumbers.MIN_BITS) {
        throw refused(tooShort(bits));
      }
      if (numbers.getPrime1().signum() == 0) {
        throw refused("holds an RSA key without its prime factors, which are needed.");
      }
      if (!RsaNumbers.consistent(numbers)) {
        throw refused("is damaged: the numbers of the RSA key do not belong together.");
      }
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (AuthConfigurationException refused) {
      throw refused;
    } catch (IOException | GeneralSecurityException | RuntimeException malformed) {
      throw refused(Content.GARBLED.complaint());
    }
  }

  private String passphrase() {
    String value = passphrase == null ? "" : passphrase.reveal();
    if (value.isEmpty()) {
      throw refused("is encrypted: set its passphrase as " + passphraseSetting + ".");
    }
    return value;
  }

  private AuthConfigurationException refused(String complaint) {
    return new AuthConfigurationException(List.of(setting + " " + complaint));
  }

  static String tooShort(int bits) {
    return "holds an RSA key of "
        + bits
        + " bits, but at least "
        + RsaNumbers.MIN_BITS
        + " are needed"
        + ": make one with openssl genrsa -out private.pem 2048, and register its public half.";
  }

  private static String complaintAbout(PemText pem) {
    String lower = pem.clean().toLowerCase(Locale.ROOT);
    if (lower.startsWith("ssh-") || lower.startsWith("ecdsa-sha2-")) {
      return Content.PUBLIC_KEY.complaint();
    }
    if (lower.startsWith("putty-user-key-file")) {
      return Content.PUTTY.complaint();
    }
    if (lower.startsWith("{") && lower.contains("\"kty\"")) {
      return Content.JWK.complaint();
    }
    return pem.looksLikePath() ? PemText.PATH_COMPLAINT : Content.GARBLED.complaint();
  }
}
