package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script, with a java and an mvn that only say what they were told. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

  private static final String JAVA_17 =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then
        echo 'openjdk version "17.0.15" 2025-04-15' >&2
        exit
      fi
      for word in "$@"; do
        case $word in
          -XX:ArchiveClassesAtExit=*)
            echo "$*" >>"$MVN_LOG"
            [ -n "$NO_ARCHIVE" ] || echo classes >"${word#*=}"
            exit ;;
        esac
      done
      echo "java $*"
      """;
  private static final String MVN =
      """
      #!/bin/sh
      echo "mvn $* in $(pwd)" >>"$MVN_LOG"
      : >ibkr-cli/target/ibkr-cli-1.0-all.jar
      """;

  @TempDir Path directory;
  private Path home;
  private Path tools;
  private Path jar;
  private Path archive;
  private Path mavenLog;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectories(directory.resolve("a project's home"));
    tools = Files.createDirectories(directory.resolve("tools"));
    jar = home.resolve("ibkr-cli/target/ibkr-cli-1.0-all.jar");
    archive = home.resolve("ibkr-cli/target/classes-17.0.15.jsa");
    mavenLog = directory.resolve("maven.log");
    Files.copy(ProjectRoot.path().resolve("ibkr"), home.resolve("ibkr"));
    Files.createDirectories(home.resolve("ibkr-cli/src/main/java"));
    Files.createDirectories(jar.getParent());
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("ibkr-cli/pom.xml"), "<project/>");
    Files.writeString(home.resolve("ibkr-cli/src/main/java/A.java"), "class A {}");
    Files.writeString(jar, "");
    age(home);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    Files.writeString(archive, "");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().plusSeconds(3600)));
    tool("java", JAVA_17);
    tool("mvn", MVN);
  }

  @Test
  void script_whenTheJarIsFresh_runsItAndBuildsNothing() throws Exception {
    CommandRun run = script(directory, "accounts", "--config", "a b.yaml");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("-cp " + jar + " io.github.ibkrauth.ibkr.cli.Main accounts --config a b.yaml");
    assertThat(run.err()).isEmpty();
    assertThat(mavenLog).doesNotExist();
  }

  @Test
  void script_whenThereIsNoArchiveOfClasses_makesItOnceAndUsesIt() throws Exception {
    Files.delete(archive);

    CommandRun first = script(directory, "accounts");
    CommandRun second = script(directory, "accounts");

    assertThat(first.err().strip()).isEqualTo("Preparing ibkr for quicker starts, once ...");
    assertThat(archive).hasContent("classes");
    assertThat(Files.readString(mavenLog))
        .hasLineCount(1)
        .contains("-cp " + jar + " io.github.ibkrauth.ibkr.cli.Rehearsal");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("-XX:SharedArchiveFile=" + archive + " ");
  }

  @Test
  void script_whenTheJarIsNewerThanTheArchive_makesItAgain() throws Exception {
    Files.setLastModifiedTime(
        archive, FileTime.from(Files.getLastModifiedTime(jar).toInstant().minusSeconds(1)));

    assertThat(script(directory, "accounts").err()).contains("Preparing ibkr");
    assertThat(archive).hasContent("classes");
  }

  @Test
  void script_whenNoArchiveComesOfIt_runsWithoutAndTriesNoMore() throws Exception {
    Files.delete(archive);
    String script = home.resolve("ibkr").toString();

    CommandRun first = start(directory, Map.of("NO_ARCHIVE", "1"), script, "accounts");
    CommandRun second = start(directory, Map.of("NO_ARCHIVE", "1"), script, "accounts");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("Main accounts");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readString(mavenLog)).hasLineCount(1);
  }

  @Test
  void script_whenTheJdkSaysItsVersionInAFile_startsJavaOnce() throws Exception {
    Path jdk = Files.createDirectories(directory.resolve("jdk/bin")).getParent();
    executable(jdk.resolve("bin/java"), JAVA_17.replace("version", "-no-version"));
    Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n");

    CommandRun run =
        start(
            directory,
            Map.of("JAVA_HOME", jdk.toString()),
            home.resolve("ibkr").toString(),
            "accounts");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Main accounts");
  }

  @Test
  void script_whenThereIsNoJar_buildsItInOneLineAndRunsIt() throws Exception {
    Files.delete(jar);

    CommandRun run = script(directory, "demo");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().strip()).isEqualTo("Building ibkr-cli (there is no jar yet) ...");
    assertThat(run.out()).contains("Main demo").hasLineCount(1);
    assertThat(Files.readString(mavenLog))
        .contains("-pl ibkr-cli -am package")
        .contains("in " + home.toRealPath());
  }

  @Test
  void script_whenASourceOfAnyModuleIsNewer_buildsAgainOnce() throws Exception {
    Path source = home.resolve("auth-api/src/main/java/B.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class B {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    age(jar);

    CommandRun first = script(directory, "demo");
    age(home.resolve("auth-api"));
    CommandRun second = script(directory, "demo");

    assertThat(first.err().strip()).isEqualTo("Building ibkr-cli (sources are newer) ...");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void script_whenItBuildsAgain_leavesTheJarOfRunningCommandsAsItIs() throws Exception {
    Files.writeString(jar, "old");
    age(jar);
    Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.now()));

    try (InputStream running = Files.newInputStream(jar)) {
      assertThat(script(directory, "demo").exitCode()).isZero();
      assertThat(running.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("old");
    }
    assertThat(jar).isEmptyFile();
  }

  @Test
  void script_whenAPomIsNewer_buildsAgain() throws Exception {
    age(jar);
    Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.from(Instant.now()));

    assertThat(script(directory, "demo").err()).contains("sources are newer");
  }

  @Test
  void script_whenCalledThroughLinks_findsItsHome() throws Exception {
    Path link = Files.createDirectories(directory.resolve("bin")).resolve("my ibkr");
    Files.createSymbolicLink(link, Path.of("../hop"));
    Files.createSymbolicLink(directory.resolve("hop"), home.resolve("ibkr"));

    CommandRun run = start(directory, Map.of(), link.toString(), "demo");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("-cp " + jar.toRealPath() + " ");
  }

  @Test
  void script_whenBuildingFails_showsMavensWordsAndRunsNothing() throws Exception {
    Files.delete(jar);
    tool("mvn", "#!/bin/sh\necho '[ERROR] no such luck'\nexit 1\n");

    CommandRun run = script(directory, "demo");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] no such luck", "Building ibkr-cli failed");
  }

  @Test
  void script_whenMavenIsMissing_saysSo() throws Exception {
    Files.delete(jar);
    Files.delete(tools.resolve("mvn"));

    CommandRun run = script(directory, "demo");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("no mvn", "Maven 3.8.7");
  }

  @Test
  void script_whenJavaIsTooOld_saysWhichAndWhatIsNeeded() throws Exception {
    tool("java", "#!/bin/sh\necho 'java version \"1.8.0_402\"' >&2\n");

    CommandRun run = script(directory, "demo");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("Java 17", "1.8.0_402");
  }

  @Test
  void script_whenJavaHomeIsSet_prefersIt() throws Exception {
    Path other = Files.createDirectories(directory.resolve("jdk/bin"));
    executable(other.resolve("java"), JAVA_17.replace("java $*", "other java $*"));

    CommandRun run =
        start(
            directory,
            Map.of("JAVA_HOME", other.getParent().toString()),
            home.resolve("ibkr").toString(),
            "demo");

    assertThat(run.out()).startsWith("other java");
  }

  @Test
  void script_whenFurtherJarsAreNamed_putsThemOnTheClassPath() throws Exception {
    CommandRun run =
        start(
            directory,
            Map.of("IBKR_CLASSPATH", "/opt/mine.jar"),
            home.resolve("ibkr").toString(),
            "strategies");

    assertThat(run.out()).contains("-cp " + jar + ":/opt/mine.jar ");
  }

  private CommandRun script(Path from, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("ibkr").toString());
    command.addAll(List.of(args));
    return start(from, Map.of(), command.toArray(String[]::new));
  }

  private CommandRun start(Path from, Map<String, String> environment, String... command)
      throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(from.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.equals("JAVA_HOME") || name.startsWith("IBKR"));
    builder.environment().put("PATH", tools + ":" + coreTools());
    builder.environment().put("MVN_LOG", mavenLog.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** A folder with the system's small tools and without its java and mvn. */
  private Path coreTools() throws IOException {
    Path folder = directory.resolve("core");
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(folder);
    for (String name :
        List.of(
            "sh",
            "sed",
            "head",
            "find",
            "readlink",
            "dirname",
            "touch",
            "mkdir",
            "rm",
            "cat",
            "tput",
            "flock",
            "env")) {
      for (String place : List.of("/usr/bin", "/bin")) {
        Path tool = Path.of(place, name);
        if (Files.isExecutable(tool) && !Files.exists(folder.resolve(name))) {
          executable(folder.resolve(name), "#!/bin/sh\nexec " + tool + " \"$@\"\n");
        }
      }
    }
    return folder;
  }

  private void tool(String name, String text) throws IOException {
    executable(tools.resolve(name), text);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes everything there look an hour old. */
  private static void age(Path start) throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
    try (var files = Files.walk(start)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }
}
