package io.github.ibkrauth.auth.store.file;

/** A file does not hold what was written to it. Caught where the file is set aside. */
final class DamagedFileException extends Exception {

  private static final long serialVersionUID = 1L;

  DamagedFileException(String what) {
    super(what, null, false, false);
  }
}
