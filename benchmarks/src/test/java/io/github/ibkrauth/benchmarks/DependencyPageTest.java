package io.github.ibkrauth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/dependencies.md says what is so; if not, run benchmarks/dependencies. */
class DependencyPageTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern ARTIFACT =
      Pattern.compile("(?m)^\\| `([\\w.-]+):([\\w.-]+):([\\w.-]+)` \\| .* \\| ([\\w, -]+) \\|$");

  @Test
  void page_whenAModuleNeedsSomething_listsIt() throws IOException {
    List<MatchResult> artifacts = artifacts();

    assertThat(artifacts).hasSizeGreaterThan(20);
    for (String module : DependencyPage.published(ROOT)) {
      List<String> needed = PomFile.of(ROOT.resolve(module).resolve("pom.xml")).needed();
      assertThat(needed)
          .as(module)
          .allSatisfy(
              name ->
                  assertThat(name)
                      .satisfiesAnyOf(
                          one -> assertThat(ownModules(module)).contains(one),
                          one -> assertThat(with(artifacts, module)).contains(one)));
    }
  }

  @Test
  void page_whenAVersionChanges_namesTheNewOne() throws IOException {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> Path.of(path).getFileName().toString())
            .toList();
    long checked = 0;
    for (MatchResult artifact : artifacts()) {
      List<String> others =
          jars.stream()
              .filter(jar -> jar.matches(Pattern.quote(artifact.group(2)) + "-\\d.*\\.jar"))
              .toList();
      checked += others.size();
      assertThat(others)
          .as(artifact.group(2))
          .allMatch(jar -> jar.equals(artifact.group(2) + "-" + artifact.group(3) + ".jar"));
    }
    assertThat(checked).isGreaterThan(15);
  }

  private static List<String> with(List<MatchResult> artifacts, String module) {
    return artifacts.stream()
        .filter(artifact -> List.of(artifact.group(4).split(", ")).contains(module))
        .map(artifact -> artifact.group(2))
        .toList();
  }

  private static List<String> ownModules(String module) throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `" + module + "` \\| [^|]*\\|[^|]*\\| ([^|]*) \\|");
    return row.matcher(page())
        .results()
        .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
        .toList();
  }

  private static List<MatchResult> artifacts() throws IOException {
    return ARTIFACT.matcher(page()).results().toList();
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("dependencies.md"));
  }
}
