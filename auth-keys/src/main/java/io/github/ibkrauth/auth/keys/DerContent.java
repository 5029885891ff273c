package io.github.ibkrauth.auth.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/** Tells what DER bytes hold from their outer structure. */
final class DerContent {

  private static final Map<String, Content> KEY_ALGORITHMS =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.1", Content.PKCS8),
          Map.entry("1.2.840.113549.1.1.10", Content.PSS_KEY),
          Map.entry("1.2.840.10045.2.1", Content.EC_KEY),
          Map.entry("1.2.840.10040.4.1", Content.DSA_KEY),
          Map.entry("1.3.101.112", Content.ED_KEY),
          Map.entry("1.3.101.113", Content.ED_KEY));

  private DerContent() {}

  /** Returns what the bytes hold; never throws. */
  static Content of(byte[] der) {
    if (isCutOff(der)) {
      return Content.TRUNCATED;
    }
    try {
      return ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence
          ? ofSequence(sequence)
          : Content.GARBLED;
    } catch (IOException | RuntimeException malformed) {
      return Content.GARBLED;
    }
  }

  /** Returns whether the outer length promises more bytes than there are. */
  static boolean isCutOff(byte[] der) {
    if (der.length < 2 || der[0] != 0x30) {
      return false;
    }
    int first = der[1] & 0xff;
    if (first < 0x80) {
      return 2 + first > der.length;
    }
    int lengthBytes = first - 0x80;
    if (lengthBytes < 1 || lengthBytes > 3) {
      return false;
    }
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      if (2 + i >= der.length) {
        return true;
      }
      length = length << 8 | der[2 + i] & 0xff;
    }
    return 2 + lengthBytes + length > der.length;
  }

  private static Content ofSequence(ASN1Sequence sequence) {
    if (sequence.size() < 2) {
      return Content.GARBLED;
    }
    ASN1Encodable first = sequence.getObjectAt(0);
    ASN1Encodable second = sequence.getObjectAt(1);
    if (first instanceof ASN1Sequence && second instanceof ASN1BitString) {
      return Content.PUBLIC_KEY;
    }
    if (first instanceof ASN1Sequence && second instanceof ASN1OctetString) {
      return Content.ENCRYPTED_PKCS8;
    }
    if (first instanceof ASN1Sequence && second instanceof ASN1Sequence && sequence.size() == 3) {
      return ((ASN1Sequence) first).getObjectAt(0) instanceof ASN1Integer version
              && version.hasValue(0)
          ? Content.CERTIFICATE_REQUEST
          : Content.CERTIFICATE;
    }
    return first instanceof ASN1Integer integer
        ? ofNumbered(integer.getValue(), second, sequence)
        : Content.GARBLED;
  }

  private static Content ofNumbered(BigInteger first, ASN1Encodable second, ASN1Sequence all) {
    if (second instanceof ASN1OctetString) {
      return Content.EC_KEY;
    }
    if (second instanceof ASN1Sequence algorithm) {
      return algorithm.getObjectAt(0) instanceof ASN1ObjectIdentifier id
              && id.getId().startsWith("1.2.840.113549.1.7.")
          ? Content.KEY_STORE
          : ofAlgorithm(algorithm);
    }
    if (second instanceof ASN1Integer number) {
      if (all.size() == 9) {
        return Content.PKCS1;
      }
      boolean smallGenerator = number.hasValue(2) || number.hasValue(5);
      if (all.size() == 2 && !smallGenerator) {
        return Content.PUBLIC_KEY;
      }
      return all.size() <= 3 && first.bitLength() > 256 ? Content.DH_PARAMETERS : Content.GARBLED;
    }
    return Content.GARBLED;
  }

  private static Content ofAlgorithm(ASN1Sequence algorithm) {
    String id = ASN1ObjectIdentifier.getInstance(algorithm.getObjectAt(0)).getId();
    return KEY_ALGORITHMS.getOrDefault(id, Content.OTHER_KEY);
  }
}
