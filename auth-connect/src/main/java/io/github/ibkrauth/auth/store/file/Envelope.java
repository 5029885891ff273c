package io.github.ibkrauth.auth.store.file;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.error.AuthProtocolException;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.StoreKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of a file, whatever it holds: four letters and the number of the format, the content, a
 * sealed proof that this content was written for this key of the store by somebody who has a
 * sealing key, and a checksum of everything. The checksum tells damage from a missing key. A value.
 *
 * @param kind one letter, for what the content is
 * @param content what the file is for
 */
record Envelope(char kind, byte[] content) {

  private static final byte[] MAGIC = "IBKS".getBytes(StandardCharsets.US_ASCII);
  private static final byte FORMAT = 1;
  private static final int CONTENT_AT = MAGIC.length + 2 + Integer.BYTES;
  private static final int MOST = 16 * 1024 * 1024;

  byte[] write(StoreKey key, SecretSealer sealer) {
    byte[] head =
        ByteBuffer.allocate(CONTENT_AT + content.length)
            .put(MAGIC)
            .put(FORMAT)
            .put((byte) kind)
            .putInt(content.length)
            .put(content)
            .array();
    byte[] proof = sealer.seal(key, proof(head, head.length));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head);
    file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(proof.length).array());
    file.writeBytes(proof);
    file.writeBytes(Digests.sha256(file.toByteArray(), 0, file.size()));
    return file.toByteArray();
  }

  /**
   * Returns what a file holds, before anybody has shown who wrote it.
   *
   * @throws DamagedFileException when it is not what was written
   */
  static Unproved read(byte[] file) throws DamagedFileException {
    int end = file.length - Digests.LENGTH;
    if (end < CONTENT_AT + Integer.BYTES
        || !MessageDigest.isEqual(
            Digests.sha256(file, 0, end), Arrays.copyOfRange(file, end, file.length))) {
      throw new DamagedFileException("its checksum does not fit");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file, 0, end);
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedFileException("it is not a file of this store");
    }
    byte format = bytes.get();
    if (format != FORMAT) {
      throw new AuthProtocolException(
          Details.of(
              AuthErrorCode.PROTOCOL,
              "The token store holds a file of format "
                  + format
                  + ", and this version of the library reads format "
                  + FORMAT
                  + ": it was written by a newer version. Use that one, or another folder."));
    }
    char kind = (char) bytes.get();
    byte[] content = part(bytes);
    int headEnd = bytes.position();
    byte[] proof = part(bytes);
    if (bytes.hasRemaining()) {
      throw new DamagedFileException("it is longer than it says");
    }
    return new Unproved(new Envelope(kind, content), proof, proof(file, headEnd));
  }

  private static byte[] part(ByteBuffer bytes) throws DamagedFileException {
    int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
    if (length < 0 || length > MOST || length > bytes.remaining()) {
      throw new DamagedFileException("a length in it is wrong");
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return part;
  }

  private static Secret proof(byte[] bytes, int to) {
    return Secret.of("head " + HexFormat.of().formatHex(Digests.sha256(bytes, 0, to)));
  }

  /** What a file holds, and the proof to be opened. */
  record Unproved(Envelope envelope, byte[] proof, Secret expected) {

    /**
     * Returns the content, if it was written by somebody who has the key.
     *
     * @throws DamagedFileException when somebody else wrote or changed it
     * @throws AuthProtocolException with {@link StoreErrorCode#SEALING_KEY_UNKNOWN} when the key is
     *     not there to tell
     */
    byte[] proved(char kind, StoreKey key, SecretSealer sealer) throws DamagedFileException {
      if (envelope.kind() != kind) {
        throw new DamagedFileException("it holds something else than its name says");
      }
      boolean fits;
      try {
        fits = sealer.open(key, proof).equals(expected);
      } catch (AuthProtocolException e) {
        if (e.code().equals(StoreErrorCode.SEALING_KEY_UNKNOWN)) {
          throw e;
        }
        fits = false;
      }
      if (!fits) {
        throw new DamagedFileException("it was changed, or moved from another place");
      }
      return envelope.content();
    }
  }
}
