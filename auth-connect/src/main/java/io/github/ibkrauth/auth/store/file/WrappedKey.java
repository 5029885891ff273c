package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Seals with a data key of its own, which stands encrypted in front of everything that it seals.
 * The data key is drawn when first needed and used as long as the object lives; of the data keys of
 * others the last hundred are kept. Thread-safe.
 */
final class WrappedKey implements SealingKey {

  private static final byte FORMAT = 2;
  private static final String INNER_NAME = "data";
  private static final int KEPT = 100;
  private static final int LONGEST = 60_000;

  private final KeyEncryption encryption;
  private final RandomGenerator random;
  private final String id;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, SecretSealer> opened = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Own own;

  WrappedKey(KeyEncryption encryption, RandomGenerator random) {
    this.encryption = encryption;
    this.random = random;
    this.id = encryption.keyId();
    if (!id.matches("[A-Za-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("a key id has 1 to 32 letters, digits or dashes");
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean sealed(byte[] bytes) {
    return id.equals(SealedBy.of(bytes, FORMAT));
  }

  @Override
  public byte[] seal(StoreKey key, Secret secret) {
    Own mine = own();
    byte[] text = mine.sealer().seal(key, secret);
    byte[] name = id.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + name.length + Short.BYTES + mine.wrapped().length + text.length)
        .put(FORMAT)
        .put((byte) name.length)
        .put(name)
        .putShort((short) mine.wrapped().length)
        .put(mine.wrapped())
        .put(text)
        .array();
  }

  @Override
  public Secret open(StoreKey key, byte[] sealed) {
    int lengthAt = 2 + id.length();
    if (sealed.length < lengthAt + Short.BYTES) {
      throw refused();
    }
    int length = Short.toUnsignedInt(ByteBuffer.wrap(sealed).getShort(lengthAt));
    int textAt = lengthAt + Short.BYTES + length;
    if (sealed.length < textAt) {
      throw refused();
    }
    byte[] wrapped = Arrays.copyOfRange(sealed, lengthAt + Short.BYTES, textAt);
    return opened(wrapped).open(key, Arrays.copyOfRange(sealed, textAt, sealed.length));
  }

  private Own own() {
    lock.lock();
    try {
      Own mine = own;
      if (mine == null) {
        byte[] dataKey = new byte[32];
        random.nextBytes(dataKey);
        byte[] wrapped = encryption.wrap(dataKey.clone());
        if (wrapped.length > LONGEST) {
          throw new IllegalStateException(
              "the key " + id + " made " + wrapped.length + " bytes of a data key of 32 bytes");
        }
        mine = new Own(wrapped, sealer(dataKey));
        own = mine;
        opened.put(HexFormat.of().formatHex(wrapped), mine.sealer());
      }
      return mine;
    } finally {
      lock.unlock();
    }
  }

  private SecretSealer opened(byte[] wrapped) {
    String name = HexFormat.of().formatHex(wrapped);
    lock.lock();
    try {
      SecretSealer known = opened.get(name);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    byte[] dataKey = encryption.unwrap(wrapped);
    if (dataKey.length != 32) {
      throw refused();
    }
    SecretSealer sealer = sealer(dataKey);
    lock.lock();
    try {
      opened.put(name, sealer);
      if (opened.size() > KEPT) {
        opened.remove(opened.keySet().iterator().next());
      }
      return sealer;
    } finally {
      lock.unlock();
    }
  }

  private SecretSealer sealer(byte[] dataKey) {
    return SecretSealer.aesGcm(
        INNER_NAME, Secret.of(Base64.getEncoder().encodeToString(dataKey)), random);
  }

  private AuthProtocolException refused() {
    return new AuthProtocolException(
        Details.of(
            AuthErrorCode.PROTOCOL,
            "What was sealed with the data key of " + id + " was changed, and does not open."));
  }

  /** The data key that this object seals with. */
  private record Own(byte[] wrapped, SecretSealer sealer) {}
}
