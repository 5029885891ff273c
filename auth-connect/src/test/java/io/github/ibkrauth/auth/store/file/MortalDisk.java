package io.github.ibkrauth.auth.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Lets so many bytes and steps through; then nothing happens any more. */
class MortalDisk implements Disk {

  private final LocalDisk real = new LocalDisk();
  private int budget;

  MortalDisk(int budget) {
    this.budget = budget;
  }

  /** The end of a process. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  private void spend() {
    if (budget-- <= 0) {
      budget = 0;
      throw new Killed();
    }
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    spend();
    int written = Math.min(budget, content.length);
    real.write(file, Arrays.copyOf(content, written));
    budget -= written;
    if (written < content.length) {
      throw new Killed();
    }
  }

  @Override
  public void force(Path file) throws IOException {
    spend();
    real.force(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    spend();
    real.move(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    spend();
    real.delete(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    spend();
    real.forceFolder(folder);
  }
}
