package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Who holds a lease and until when, as bytes of a file. It stays when the lease is given back, for
 * the number that must grow. A value.
 *
 * @param key what is leased
 * @param fence grows with every lease of the key
 * @param holder drawn for each lease, so that its holder knows it again
 * @param until when it ends; the epoch when it was given back
 * @param owner for people who look
 */
record LeaseFile(StoreKey key, long fence, long holder, Instant until, String owner) {

  static final char KIND = 'L';

  LeaseFile givenBack() {
    return new LeaseFile(key, fence, holder, Instant.EPOCH, owner);
  }

  byte[] write(SecretSealer sealer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      TokenFile.writeKey(out, key);
      out.writeLong(fence);
      out.writeLong(holder);
      out.writeLong(until.getEpochSecond());
      out.writeInt(until.getNano());
      out.writeUTF(owner);
    } catch (IOException e) {
      throw new IllegalArgumentException("the owner's name is longer than 65535 bytes", e);
    }
    return new Envelope(KIND, bytes.toByteArray()).write(key, sealer);
  }

  static LeaseFile read(byte[] file, SecretSealer sealer) throws DamagedFileException {
    Envelope.Unproved unproved = Envelope.read(file);
    LeaseFile read = parse(unproved.envelope().content());
    unproved.proved(KIND, read.key(), sealer);
    return read;
  }

  private static LeaseFile parse(byte[] content) throws DamagedFileException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      StoreKey key = TokenFile.readKey(in);
      long fence = in.readLong();
      long holder = in.readLong();
      Instant until = Instant.ofEpochSecond(in.readLong(), in.readInt());
      return new LeaseFile(key, fence, holder, until, in.readUTF());
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedFileException("its content makes no sense");
    }
  }
}
