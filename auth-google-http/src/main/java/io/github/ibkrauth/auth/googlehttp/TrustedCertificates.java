package io.github.ibkrauth.auth.googlehttp;

import io.github.ibkrauth.auth.googlehttp.support.UsualAuthorities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trust in the certificates of a PEM file besides those of the Java runtime. */
final class TrustedCertificates {

  private TrustedCertificates() {}

  /** Returns what keeps the file from being used, as a sentence. */
  static Optional<String> problem(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.of("there is no file " + file + ".");
      }
      if (read(file).isEmpty()) {
        return Optional.of(wrong(file));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("the file " + file + " cannot be read; check its permissions.");
    } catch (CertificateException e) {
      return Optional.of(wrong(file));
    }
  }

  /** Returns a TLS context with the authorities of the Java runtime. */
  static SSLContext usual() {
    try {
      return context(trustManager(null));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The authorities of this Java runtime cannot be read.", e);
    }
  }

  /** Returns a TLS context for a file that {@link #problem} finds nothing wrong with. */
  static SSLContext context(Path file) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      int count = 0;
      for (X509Certificate usual : trustManager(null).getAcceptedIssuers()) {
        anchors.setCertificateEntry("usual-" + count++, usual);
      }
      for (Certificate own : read(file)) {
        anchors.setCertificateEntry("own-" + count++, own);
      }
      return context(trustManager(anchors));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The certificates of " + file + " cannot be trusted.", e);
    }
  }

  private static SSLContext context(X509ExtendedTrustManager judge)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new UsualAuthorities(judge)}, null);
    return context;
  }

  private static X509ExtendedTrustManager trustManager(@Nullable KeyStore anchors)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager found) {
        return found;
      }
    }
    throw new GeneralSecurityException("this Java runtime has no X.509 trust manager");
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static String wrong(Path file) {
    return "the file "
        + file
        + " holds no certificate; it must be a PEM file with -----BEGIN CERTIFICATE-----.";
  }
}
