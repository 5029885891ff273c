package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes docs/dependencies.md: what each published module brings with it, under which licence and
 * how many bytes, and how large our own jars are. {@code benchmarks/dependencies} starts it, after
 * Maven has listed the dependencies of each module.
 */
public final class DependencyPage {

  static final String OURS = "io.github.ibkrauth";

  private static final String HEAD =
      """
      # Dependencies

      What the published modules bring with them at run time. Written by `benchmarks/dependencies` from `mvn dependency:list`; do not edit. A test holds the
      modules and versions against the poms.

      """;

  private static final Map<String, Integer> BUDGETS =
      Map.of(
          "auth-api", 120,
          "auth-oauth2-jwt", 80,
          "auth-oauth1a", 80,
          "auth-gateway-session", 80);

  private final Path root;
  private final Map<String, List<Artifact>> modules = new LinkedHashMap<>();

  private DependencyPage(Path root) {
    this.root = root;
  }

  /** Writes the page of the project in the present directory. */
  public static void main(String[] args) throws IOException {
    DependencyPage page = new DependencyPage(Path.of(""));
    for (String module : published(page.root)) {
      page.modules.put(module, page.listed(module));
    }
    Files.writeString(
        page.root.resolve("docs").resolve("dependencies.md"),
        HEAD + page.moduleTable() + "\n" + page.artifactTable());
  }

  /** Returns the modules that the bom lists. */
  static List<String> published(Path root) throws IOException {
    return PomFile.of(root.resolve("bom").resolve("pom.xml")).managed();
  }

  private List<Artifact> listed(String module) throws IOException {
    Path list = root.resolve(module).resolve("target").resolve("dependencies.txt");
    return Files.readAllLines(list).stream()
        .map(Artifact::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private String moduleTable() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| module | own jar | budget | our modules it needs | others | all together |\n"
                + "| --- | --- | --- | --- | --- | --- |\n");
    for (Map.Entry<String, List<Artifact>> module : modules.entrySet()) {
      long own = ownJar(module.getKey());
      long all = own;
      List<String> ours = new ArrayList<>();
      int others = 0;
      for (Artifact artifact : module.getValue()) {
        if (artifact.group().equals(OURS)) {
          ours.add(artifact.name());
          all += ownJar(artifact.name());
        } else {
          others++;
          all += Files.size(artifact.jar());
        }
      }
      Integer budget = BUDGETS.get(module.getKey());
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s | %s | %d | %s |%n",
              module.getKey(),
              kilobytes(own),
              budget == null ? "" : "≤ " + budget + " kB",
              ours.isEmpty() ? "none" : String.join(", ", ours.stream().sorted().toList()),
              others,
              kilobytes(all)));
    }
    return table.toString();
  }

  private String artifactTable() throws IOException {
    Map<String, Artifact> artifacts = new TreeMap<>();
    Map<String, List<String>> users = new TreeMap<>();
    modules.forEach(
        (module, list) ->
            list.stream()
                .filter(artifact -> !artifact.group().equals(OURS))
                .forEach(
                    artifact -> {
                      artifacts.put(artifact.coordinates(), artifact);
                      users
                          .computeIfAbsent(artifact.coordinates(), key -> new ArrayList<>())
                          .add(module);
                    }));
    StringBuilder table =
        new StringBuilder(
            "| artifact | licence | bytes | comes with |\n| --- | --- | --- | --- |\n");
    for (Artifact artifact : artifacts.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %,d | %s |%n",
              artifact.coordinates(),
              artifact.licence(),
              Files.size(artifact.jar()),
              String.join(", ", users.getOrDefault(artifact.coordinates(), List.of()))));
    }
    return table.toString();
  }

  private long ownJar(String module) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(module).resolve("target"))) {
      return Files.size(
          files
              .filter(
                  file ->
                      file.getFileName().toString().matches(module + "-\\d[^-]*(-SNAPSHOT)?\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(module + " is not built")));
    }
  }

  private static String kilobytes(long bytes) {
    return String.format(Locale.ROOT, "%,d kB", Math.round(bytes / 1000.0));
  }

  /** One line of Maven's list. */
  record Artifact(String group, String name, String version, Path jar) {

    static Optional<Artifact> parse(String line) {
      String[] parts = line.strip().split(" ", 2)[0].split(":");
      return parts.length < 6
          ? Optional.empty()
          : Optional.of(
              new Artifact(
                  parts[0], parts[1], parts[parts.length - 3], Path.of(parts[parts.length - 1])));
    }

    String coordinates() {
      return group + ":" + name + ":" + version;
    }

    private static Path folderOf(Path path) {
      return Objects.requireNonNull(path.getParent(), "not the path of an artifact");
    }

    /** Returns what its pom says, or the nearest of its parents that says anything. */
    String licence() throws IOException {
      Path versions = folderOf(jar);
      Path repository = versions;
      for (int i = 0; i < 2 + group.split("\\.").length; i++) {
        repository = folderOf(repository);
      }
      return PomFile.of(versions.resolve(name + "-" + version + ".pom")).licence(repository);
    }
  }
}
