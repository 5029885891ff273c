package com.example.portfolio;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a stranger's provider and packs it with its service file. */
final class PluginJar {

  private static final String SERVICE =
      "META-INF/services/io.github.ibkrauth.auth.spi.AuthStrategyProvider";

  private final Map<String, String> packed = new LinkedHashMap<>();
  private final Map<String, String> compiledAgainst = new LinkedHashMap<>();
  private String services = "";

  /** Adds a class to the jar. */
  PluginJar with(String className, String source) {
    packed.put(className, source);
    return this;
  }

  /** Compiles against this class in place of the one on the class path, and does not pack it. */
  PluginJar against(String className, String source) {
    compiledAgainst.put(className, source);
    return this;
  }

  /** Adds a line to the service file, whatever it says. */
  PluginJar listing(String line) {
    services += line + "\n";
    return this;
  }

  /** Writes the jar. */
  Path write(Path jar, String classPath) throws IOException {
    Path classes = Files.createTempDirectory(jar.getParent(), "classes");
    compile(classes, classPath);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : packedIn(classes)) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
      entries.putNextEntry(new JarEntry(SERVICE));
      entries.write(services.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private List<Path> packedIn(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  packed.keySet().stream()
                      .anyMatch(
                          name ->
                              classes
                                  .relativize(file)
                                  .toString()
                                  .startsWith(name.replace('.', '/'))))
          .sorted()
          .toList();
    }
  }

  private void compile(Path classes, String classPath) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    Stream.of(packed, compiledAgainst)
        .flatMap(map -> map.entrySet().stream())
        .forEach(entry -> sources.add(new Source(entry.getKey(), entry.getValue())));
    if (sources.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter words = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-cp", classPath, "-d", classes.toString(), "-proc:none", "--release", "17");
      if (!compiler.getTask(words, files, null, options, null, sources).call()) {
        throw new AssertionError(words);
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
