package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import io.github.ibkrauth.auth.store.StoredToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A token with the key of the store that it belongs to, as bytes of a file. A value.
 *
 * @param key whose token it is
 * @param token the token
 */
record TokenFile(StoreKey key, StoredToken token) {

  static final char KIND = 'T';

  byte[] write(SecretSealer sealer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeKey(out, key);
      out.writeLong(token.version());
      out.writeBoolean(token.expiresAt().isPresent());
      Instant end = token.expiresAt().orElse(Instant.EPOCH);
      out.writeLong(end.getEpochSecond());
      out.writeInt(end.getNano());
      Map<String, String> binding = new TreeMap<>(token.binding());
      out.writeInt(binding.size());
      for (Map.Entry<String, String> entry : binding.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeUTF(entry.getValue());
      }
      byte[] sealed = token.sealed();
      out.writeInt(sealed.length);
      out.write(sealed);
    } catch (IOException e) {
      throw new IllegalArgumentException("a binding is longer than 65535 bytes", e);
    }
    return new Envelope(KIND, bytes.toByteArray()).write(key, sealer);
  }

  static TokenFile read(byte[] file, SecretSealer sealer) throws DamagedFileException {
    Envelope.Unproved unproved = Envelope.read(file);
    TokenFile read = parse(unproved.envelope().content());
    unproved.proved(KIND, read.key(), sealer);
    return read;
  }

  private static TokenFile parse(byte[] content) throws DamagedFileException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      StoreKey key = readKey(in);
      long version = in.readLong();
      boolean ends = in.readBoolean();
      @Nullable Instant end = Instant.ofEpochSecond(in.readLong(), in.readInt());
      Map<String, String> binding = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        binding.put(in.readUTF(), in.readUTF());
      }
      byte[] sealed = in.readNBytes(in.readInt());
      if (in.read() >= 0) {
        throw new DamagedFileException("it is longer than it says");
      }
      return new TokenFile(key, StoredToken.of(sealed, version, ends ? end : null, binding));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedFileException("its content makes no sense");
    }
  }

  static void writeKey(DataOutputStream out, StoreKey key) throws IOException {
    out.writeUTF(key.strategyId());
    out.writeUTF(key.environment());
    out.writeUTF(key.holder());
  }

  static StoreKey readKey(DataInputStream in) throws IOException {
    return new StoreKey(in.readUTF(), in.readUTF(), in.readUTF());
  }
}
