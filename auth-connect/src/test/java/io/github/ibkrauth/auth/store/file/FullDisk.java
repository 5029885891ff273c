package io.github.ibkrauth.auth.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Has no room for the second half of a file. */
final class FullDisk extends MortalDisk {

  FullDisk() {
    super(Integer.MAX_VALUE);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    super.write(file, Arrays.copyOf(content, content.length / 2));
    throw new IOException("No space left on device");
  }
}
