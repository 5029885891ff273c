package io.github.ibkrauth.auth.keys;

import java.security.PrivateKey;

/** A handle to a key in a device, like those of PKCS#11: it gives neither numbers nor encoding. */
final class DeviceKey implements PrivateKey {

  private static final long serialVersionUID = 1L;

  private final String algorithm;

  DeviceKey(String algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    throw new AssertionError("a key in a device has no format");
  }

  @Override
  public byte[] getEncoded() {
    throw new AssertionError("a key in a device must not be asked for its encoding");
  }
}
