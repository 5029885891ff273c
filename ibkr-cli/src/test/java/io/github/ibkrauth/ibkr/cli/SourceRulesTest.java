package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The rules for source files that no class file shows. */
class SourceRulesTest {

  private static final int LONGEST_FILE = 500;

  @Test
  void files_whenTheyGrow_stayBelowTheHardStop() {
    assertThat(MainSources.files())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            file ->
                assertThat(MainSources.read(file).lines().count())
                    .as(file.toString())
                    .isLessThanOrEqualTo(LONGEST_FILE));
  }

  @Test
  void packages_whenDescribed_sayFirstForWhomTheyAre() {
    assertThat(MainSources.files().stream().filter(SourceRulesTest::isPackageInfo).toList())
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(MainSources.read(file))
                    .as(file.toString())
                    .containsPattern(
                        "^/\\*\\*\\s+(\\* )?(API|SPI|SUPPORT|INTERNAL)(?: \\(test\\))?:"));
  }

  @Test
  void comments_whenWritten_promiseNothing() {
    assertThat(MainSources.files())
        .allSatisfy(
            file ->
                assertThat(MainSources.read(file))
                    .as(file.toString())
                    .doesNotContain("TODO", "FIXME"));
  }

  private static boolean isPackageInfo(Path file) {
    return file.endsWith("package-info.java");
  }
}
