package io.github.ibkrauth.auth.googlehttp.support;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 of a certificate's DER form, as people write it: upper-case hex with colons. */
final class CertificateFingerprint {

  private static final HexFormat SHOWN = HexFormat.ofDelimiter(":").withUpperCase();
  private static final String PREFIX = "sha256:";
  private static final int DIGITS = 64;

  private CertificateFingerprint() {}

  /** Returns the fingerprint of a certificate. */
  static String of(X509Certificate certificate) throws CertificateEncodingException {
    try {
      return SHOWN.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Returns the usual form of a fingerprint that somebody wrote: hex digits of any case, with or
   * without colons, spaces and the prefix {@code sha256:}.
   *
   * @throws IllegalArgumentException with a sentence that says what it is instead
   */
  static String parse(String text) {
    String bare = text.strip();
    if (bare.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      bare = bare.substring(PREFIX.length());
    }
    String digits = bare.replaceAll("[:\\s]", "");
    if (!digits.matches("[0-9A-Fa-f]*")) {
      throw new IllegalArgumentException(
          "a certificate's fingerprint is written in hexadecimal digits, with or without colons,"
              + " such as sha256:9F:86:...");
    }
    if (digits.length() != DIGITS) {
      throw new IllegalArgumentException(
          "a certificate's SHA-256 fingerprint has "
              + DIGITS
              + " hexadecimal digits, and this has "
              + digits.length()
              + kind(digits.length())
              + ".");
    }
    return SHOWN.formatHex(HexFormat.of().parseHex(digits.toLowerCase(Locale.ROOT)));
  }

  private static String kind(int digits) {
    return switch (digits) {
      case 40 -> ": it looks like the SHA-1 fingerprint; take the SHA-256 one";
      case 32 -> ": it looks like the MD5 fingerprint; take the SHA-256 one";
      case 96, 128 -> ": it looks like a longer fingerprint; take the SHA-256 one";
      default -> "";
    };
  }
}
