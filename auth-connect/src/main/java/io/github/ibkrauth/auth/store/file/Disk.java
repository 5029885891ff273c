package io.github.ibkrauth.auth.store.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The steps by which a file is replaced, each of which may be the last one of a process. Stateless.
 */
interface Disk {

  /** Makes a file that only its owner may read, and writes it; one that is there is removed. */
  void write(Path file, byte[] content) throws IOException;

  /** Returns when what was written is on the medium. */
  void force(Path file) throws IOException;

  /** Puts a file in the place of another, in one step. */
  void move(Path from, Path to) throws IOException;

  /** Removes a file, if it is there. */
  void delete(Path file) throws IOException;

  /** Returns when the names in a folder are on the medium. */
  void forceFolder(Path folder) throws IOException;
}
