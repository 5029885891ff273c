package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for source files that no class file shows. */
class SourceRulesTest {

  private static final int LONGEST_FILE = 500;

  @Test
  void files_whenTheyGrow_stayBelowTheHardStop() {
    assertThat(mainFiles())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            file ->
                assertThat(read(file).lines().count())
                    .as(file.toString())
                    .isLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void packages_whenDescribed_sayFirstForWhomTheyAre() {
    assertThat(mainFiles().stream().filter(SourceRulesTest::isPackageInfo).toList())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(read(file))
                    .as(file.toString())
                    .containsPattern(
                        "^/\\*\\*\\s+(\\* )?(API|SPI|SUPPORT|INTERNAL)(?: \\(test\\))?:"));
  }

  @Test
  void comments_whenWritten_promiseNothing() {
    assertThat(mainFiles())
        .allSatisfy(
            file -> assertThat(read(file)).as(file.toString()).doesNotContain("TODO", "FIXME"));
  }

  private static boolean isPackageInfo(Path file) {
    return file.endsWith("package-info.java");
  }

  private static List<Path> mainFiles() {
    try (Stream<Path> modules = Files.list(ProjectRoot.path())) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(SourceRulesTest::javaFiles)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
