package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every block of Java in the README and below {@code docs} compiles. A block with a type of its own
 * at the left margin is a file; any other is the body of a method, which sees the names of the
 * frame below.
 */
class DocumentationSnippetsTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |final |abstract )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);

  /** Pages whose classes, with their imports, are compiled and run in ibkr-endpoints or it. */
  private static final Set<String> RUN_ELSEWHERE =
      Set.of("connect-ibkr.md", "quarkus.md", "spring-boot.md", "test-without-a-broker.md");

  private static final String IMPORTS =
      """
      import static org.assertj.core.api.Assertions.assertThat;

      import io.github.ibkrauth.auth.*;
      import io.github.ibkrauth.auth.store.file.*;
      import io.github.ibkrauth.auth.connect.*;
      import io.github.ibkrauth.auth.error.*;
      import io.github.ibkrauth.auth.http.*;
      import io.github.ibkrauth.auth.keys.*;
      import io.github.ibkrauth.auth.spi.*;
      import io.github.ibkrauth.auth.testkit.*;
      import io.github.ibkrauth.ibkr.*;
      import io.github.ibkrauth.ibkr.config.*;
      import io.github.ibkrauth.ibkr.connect.*;
      import io.github.ibkrauth.ibkr.endpoint.*;
      import io.github.ibkrauth.ibkr.model.*;
      import io.github.ibkrauth.ibkr.simulator.*;
      import io.github.ibkrauth.ibkr.ws.*;
      import java.math.*;
      import java.net.*;
      import java.nio.file.*;
      import java.security.*;
      import java.time.*;
      import java.util.*;
      import java.util.concurrent.*;
      """;

  /** What a reader is expected to have at hand. */
  private static final String FRAME =
      """
      %s
      @SuppressWarnings("all")
      abstract class %s {
        IbkrClient client;
        IbkrClient ibkr;
        IbkrSimulator simulator;
        OrderRequest order;
        OrderRequest other;
        OrderResult result;
        Instant attemptedAt;
        long seed;
        Flow.Subscriber<Object> subscriber;

        abstract void log(Object what);

        abstract void alarm(Object what);

        abstract boolean marketIsClosed();

        void run() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void blocks_whenCompiledAgainstThisBuild_areAllRight() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path page : pages()) {
      Matcher block = BLOCK.matcher(Files.readString(page));
      while (block.find()) {
        if (RUN_ELSEWHERE.contains(String.valueOf(page.getFileName()))
            && block.group(1).startsWith("import ")) {
          continue;
        }
        sources.add(source(page, sources.size(), block.group(1)));
      }
    }
    assertThat(sources).hasSizeGreaterThan(5);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-Xlint:none",
                      "-d",
                      Files.createDirectories(folder.resolve("classes")).toString(),
                      "-cp",
                      System.getProperty(
                          "surefire.test.class.path", System.getProperty("java.class.path"))),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ProjectRoot.path().resolve("docs"))) {
      List<Path> pages =
          new ArrayList<>(
              docs.filter(file -> file.toString().endsWith(".md"))
                  // Needs libraries of its own, and is compiled and run with them elsewhere.
                  .filter(file -> !file.endsWith("metrics-and-logs.md"))
                  .sorted()
                  .toList());
      pages.add(ProjectRoot.path().resolve("README.md"));
      return pages;
    }
  }

  /** Writes the block into a folder of its own, which is also its package; names the page. */
  private Path source(Path page, int number, String block) throws IOException {
    String name = String.valueOf(page.getFileName()).replaceAll("\\W", "_") + "_" + number;
    Path home = Files.createDirectories(folder.resolve(name));
    Matcher type = TYPE.matcher(block);
    String head = "package snippet." + name + ";\n";
    if (type.find()) {
      String imports = block.startsWith("import ") ? "" : IMPORTS;
      return Files.writeString(home.resolve(type.group(1) + ".java"), head + imports + block);
    }
    return Files.writeString(
        home.resolve("Snippet.java"), head + FRAME.formatted(IMPORTS, "Snippet", block));
  }
}
