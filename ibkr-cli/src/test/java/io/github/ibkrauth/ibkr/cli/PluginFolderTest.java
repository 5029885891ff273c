package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Jars of other people's strategies, and who may have put them there. */
@DisabledOnOs(OS.WINDOWS)
class PluginFolderTest {

  private static final ClassLoader PARENT = PluginFolderTest.class.getClassLoader();

  @TempDir Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void loader_withoutAFolder_isTheParent() {
    assertThat(loader()).isSameAs(PARENT);
    assertThat(said()).isEmpty();
  }

  @Test
  void loader_withoutAJar_isTheParent() throws IOException {
    Files.writeString(folder().resolve("README"), "nothing yet");

    assertThat(loader()).isSameAs(PARENT);
    assertThat(said()).isEmpty();
  }

  @Test
  void loader_withJars_seesThemAfterTheParent() throws IOException {
    jar("one.jar");
    jar("two.jar");

    ClassLoader loader = loader();

    assertThat(loader.getResource("one.jar.txt")).isNotNull();
    assertThat(loader.getResource("two.jar.txt")).isNotNull();
    assertThat(loader.getParent()).isSameAs(PARENT);
    assertThat(said()).isEmpty();
  }

  @Test
  void loader_whenEverybodyMayWriteAJar_leavesItOutAndSaysSo() throws IOException {
    jar("mine.jar");
    Path open = jar("open.jar");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));

    ClassLoader loader = loader();

    assertThat(loader.getResource("mine.jar.txt")).isNotNull();
    assertThat(loader.getResource("open.jar.txt")).isNull();
    assertThat(said())
        .isEqualTo("Not loaded: everybody may write " + open + ". Say: chmod o-w " + open);
  }

  @Test
  void loader_whenEverybodyMayWriteTheFolder_loadsNothingAndSaysSo() throws IOException {
    jar("mine.jar");
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(loader()).isSameAs(PARENT);
    assertThat(said()).startsWith("Not loaded: everybody may write " + folder());
  }

  private ClassLoader loader() {
    return PluginFolder.below(home)
        .loader(PARENT, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }

  private Path folder() throws IOException {
    return Files.createDirectories(home.resolve(".ibkr/plugins"));
  }

  private Path jar(String name) throws IOException {
    Path jar = folder().resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry(name + ".txt"));
    }
    return jar;
  }
}
