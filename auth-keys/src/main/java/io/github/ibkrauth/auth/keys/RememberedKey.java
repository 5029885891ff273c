package io.github.ibkrauth.auth.keys;

import io.github.ibkrauth.auth.Secret;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key that a slot's text gave the last time, as long as somebody uses it. The same text is not
 * parsed and checked anew for each session: that takes about as long as a signature, and sessions
 * with one key then share its numbers. The text itself is read each time, so a rotated key is
 * noticed; of the text only a hash is kept. Thread-safe.
 */
final class RememberedKey {

  private volatile @Nullable Entry last;

  /**
   * Returns the key of a text.
   *
   * @param reader reads it if it is not the one of the last time
   */
  PrivateKey of(Secret text, @Nullable Secret passphrase, Supplier<PrivateKey> reader) {
    byte[] hash = hash(text, passphrase);
    Entry known = last;
    if (known != null && MessageDigest.isEqual(known.hash, hash)) {
      PrivateKey key = known.key.get();
      if (key != null) {
        return key;
      }
    }
    PrivateKey key = reader.get();
    last = new Entry(hash, new WeakReference<>(key));
    return key;
  }

  private static byte[] hash(Secret text, @Nullable Secret passphrase) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text.reveal().getBytes(StandardCharsets.UTF_8));
      if (passphrase != null) {
        digest.update((byte) 0);
        digest.update(passphrase.reveal().getBytes(StandardCharsets.UTF_8));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static final class Entry {

    private final byte[] hash;
    private final WeakReference<PrivateKey> key;

    Entry(byte[] hash, WeakReference<PrivateKey> key) {
      this.hash = hash;
      this.key = key;
    }
  }
}
