package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a file of any usual form. Private keys beside them are not looked at.
 *
 * @param file PEM, DER, JKS or PKCS#12
 * @param password of a JKS or PKCS#12 file
 */
record CertificateFile(Path file, Optional<Secret> password) {

  private static final long LONGEST = 1024 * 1024;
  private static final int JKS_MAGIC = 0xFEEDFEED;
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
  private static final Pattern PEM_KEY = Pattern.compile("-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a sentence, when there is not one certificate
   */
  List<X509Certificate> read() {
    byte[] content = content();
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (content.length >= 4 && ByteBuffer.wrap(content).getInt() == JKS_MAGIC) {
      return stored("JKS", content);
    }
    if (text.contains("-----BEGIN ")) {
      return pem(text);
    }
    Optional<X509Certificate> der = der(content);
    if (der.isPresent()) {
      return List.of(der.get());
    }
    if (content.length > 0 && content[0] == 0x30) {
      return stored("PKCS12", content);
    }
    throw wrong("holds no certificate; it must be a PEM, DER, JKS or PKCS#12 file", null);
  }

  private byte[] content() {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("there is no file " + file + ".");
      }
      if (Files.size(file) > LONGEST) {
        throw wrong("is longer than 1 MiB, and no file of certificates", null);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrong("cannot be read; check its permissions", e);
    }
  }

  private List<X509Certificate> pem(String text) {
    List<X509Certificate> found = new ArrayList<>();
    Matcher block = PEM.matcher(text);
    while (block.find()) {
      found.add(certificate(block.group(1)));
    }
    if (found.isEmpty()) {
      throw wrong(
          PEM_KEY.matcher(text).find()
              ? "holds a private key and no certificate; name the server's certificate, which"
                  + " begins with -----BEGIN CERTIFICATE-----"
              : "holds no -----BEGIN CERTIFICATE-----",
          null);
    }
    return found;
  }

  private X509Certificate certificate(String base64) {
    String damaged = "holds a certificate that is damaged";
    try {
      Optional<X509Certificate> found = der(Base64.getMimeDecoder().decode(base64));
      if (found.isPresent()) {
        return found.get();
      }
    } catch (IllegalArgumentException notBase64) {
      throw wrong(damaged, notBase64);
    }
    throw wrong(damaged, null);
  }

  private static Optional<X509Certificate> der(byte[] content) {
    try {
      Certificate read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(content));
      return read instanceof X509Certificate found ? Optional.of(found) : Optional.empty();
    } catch (CertificateException notOne) {
      return Optional.empty();
    }
  }

  private List<X509Certificate> stored(String type, byte[] content) {
    char[] opening = password.map(secret -> secret.reveal().toCharArray()).orElse(null);
    List<X509Certificate> found = new ArrayList<>();
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(new ByteArrayInputStream(content), opening);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate one) {
          found.add(one);
        }
      }
    } catch (IOException e) {
      throw unopened(type, e);
    } catch (GeneralSecurityException e) {
      throw wrong("cannot be read as a " + type + " file", e);
    } finally {
      if (opening != null) {
        Arrays.fill(opening, '\0');
      }
    }
    if (found.isEmpty()) {
      throw wrong(
          password.isPresent()
              ? "holds no certificate"
              : "shows no certificate without its password; set the password",
          null);
    }
    return found;
  }

  private IllegalArgumentException unopened(String type, IOException e) {
    if (password.isEmpty()) {
      return wrong("cannot be opened without its password; set the password", e);
    }
    return e.getCause() instanceof UnrecoverableKeyException
        ? wrong("cannot be opened with the password that is set: it is another one", e)
        : wrong("is damaged: it begins like a " + type + " file and cannot be read as one", e);
  }

  private IllegalArgumentException wrong(String what, @Nullable Exception cause) {
    return new IllegalArgumentException("the file " + file + " " + what + ".", cause);
  }
}
