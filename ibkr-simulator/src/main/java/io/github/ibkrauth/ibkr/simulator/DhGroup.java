package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.pkcs.DHParameter;
import org.bouncycastle.crypto.agreement.DHStandardGroups;

/** The Diffie-Hellman parameters a consumer has registered: a prime and a generator. */
record DhGroup(BigInteger prime, BigInteger generator) {
  /**
   * The 2048-bit MODP group of RFC 3526 with its generator 2: a safe prime nobody has to search.
   */
  static final DhGroup MODP_2048 =
      new DhGroup(DHStandardGroups.rfc3526_2048.getP(), DHStandardGroups.rfc3526_2048.getG());

  /** Whether a public value is between 2 and p - 2: the others lead to a secret anybody knows. */
  boolean holds(BigInteger publicValue) {
    return publicValue.compareTo(BigInteger.ONE) > 0
        && publicValue.compareTo(prime.subtract(BigInteger.ONE)) < 0;
  }

  BigInteger publicValue(BigInteger privateValue) {
    return generator.modPow(privateValue, prime);
  }

  BigInteger shared(BigInteger otherPublicValue, BigInteger privateValue) {
    return otherPublicValue.modPow(privateValue, prime);
  }

  /** The parameters as {@code openssl dhparam} writes them (PKCS#3). */
  String pem() {
    try {
      return Pem.encode("DH PARAMETERS", new DHParameter(prime, generator, 0).getEncoded("DER"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
