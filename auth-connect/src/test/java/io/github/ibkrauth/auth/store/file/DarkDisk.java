package io.github.ibkrauth.auth.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Loses what was not forced when the power fails: of such a file only the name is left. */
final class DarkDisk extends MortalDisk {

  private static final int ONE_FILE = 1_000_000;

  private final Set<Path> unforced = new HashSet<>();
  private int steps;

  DarkDisk(int steps) {
    super(ONE_FILE);
    this.steps = steps;
  }

  private void spend() {
    if (steps-- <= 0) {
      steps = 0;
      throw new Killed();
    }
  }

  void losePower() throws IOException {
    for (Path file : unforced) {
      Files.write(file, new byte[0]);
    }
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    spend();
    super.write(file, content);
    unforced.add(file);
  }

  @Override
  public void force(Path file) throws IOException {
    spend();
    super.force(file);
    unforced.remove(file);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    spend();
    super.move(from, to);
    if (unforced.remove(from)) {
      unforced.add(to);
    }
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    spend();
    super.forceFolder(folder);
  }
}
