package io.github.ibkrauth.auth.keys;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.RSAPrivateKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Signs with {@link DeviceKey} handles, as the provider of a PKCS#11 device does. */
final class DeviceProvider extends Provider {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable RSAPrivateKey inside;

  /**
   * Creates the device.
   *
   * @param inside the key in it; null for a device that was pulled out
   */
  DeviceProvider(@Nullable RSAPrivateKey inside) {
    super("TestDevice", "1", "signs with handles");
    this.inside = inside;
    putService(
        new Service(
            this, "Signature", "SHA256withRSA", DeviceSignature.class.getName(), null, null) {
          @Override
          public Object newInstance(Object parameter) {
            return new DeviceSignature();
          }

          @Override
          public boolean supportsParameter(Object parameter) {
            return parameter instanceof DeviceKey;
          }
        });
  }

  private final class DeviceSignature extends SignatureSpi {

    private final Signature real;

    DeviceSignature() {
      try {
        this.real = Signature.getInstance("SHA256withRSA", TestKeys.BC);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInitSign(PrivateKey handle) throws InvalidKeyException {
      if (!(handle instanceof DeviceKey)) {
        throw new InvalidKeyException("not a key of this device");
      }
      if (inside == null) {
        throw new ProviderException(
            "the device says: secret detail",
            new IllegalStateException("CKR_DEVICE_REMOVED, secret detail"));
      }
      real.initSign(Objects.requireNonNull(inside));
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
      real.update(b);
    }

    @Override
    protected void engineUpdate(byte[] data, int offset, int length) throws SignatureException {
      real.update(data, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return real.sign();
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("the device only signs");
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
      throw new SignatureException("the device only signs");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new InvalidParameterException(name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new InvalidParameterException(name);
    }
  }
}
