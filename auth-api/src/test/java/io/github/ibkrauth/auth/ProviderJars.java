package io.github.ibkrauth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.spi.ConfigLoader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles providers and packs them into jars, as their authors would. */
final class ProviderJars {

  static final String SERVICES = "META-INF/services/" + AuthStrategyProvider.class.getName();
  static final String LOADER_SERVICES = "META-INF/services/" + ConfigLoader.class.getName();

  private final Path folder;
  private final List<URLClassLoader> loaders = new ArrayList<>();

  ProviderJars(Path folder) {
    this.folder = folder;
  }

  /** Returns the source of a provider; its static initializer leaves a mark. */
  static String source(String className, String id) {
    return source(className, id, "SpiVersion.CURRENT", "");
  }

  static String source(String className, String id, String version, String constructor) {
    int dot = className.lastIndexOf('.');
    String simple = className.substring(dot + 1);
    return """
        package %s;
        import io.github.ibkrauth.auth.*;
        import io.github.ibkrauth.auth.spi.*;
        public class %s implements AuthStrategyProvider {
          static { System.setProperty("ran.%s", "yes"); }
          public %s() { %s }
          @Override public String id() { return "%s"; }
          @Override public java.util.Set<String> aliases() {
            return java.util.Set.of("alias-of-" + id());
          }
          @Override public int spiVersion() { return %s; }
          @Override public ConfigSpec configSpec() {
            return ConfigSpec.of(id(), java.util.List.of());
          }
          @Override public AuthStrategy create(AuthConfig config, AuthRuntime runtime) {
            return new AuthStrategy() {
              @Override public String id() { return "%s"; }
              @Override public java.util.Set<Capability> capabilities() {
                return java.util.Set.of();
              }
              @Override public AuthSession open() { throw new UnsupportedOperationException(); }
            };
          }
        }
        """
        .formatted(
            className.substring(0, dot), simple, className, simple, constructor, id, version, id);
  }

  static boolean ran(String className) {
    return System.getProperty("ran." + className) != null;
  }

  /** Returns a jar with one provider and its services file. */
  Path provider(String jar, String className, String id) {
    return jar(jar, Map.of(className, source(className, id)), services(className));
  }

  static Map<String, String> services(String... classNames) {
    return Map.of(SERVICES, String.join("\n", classNames) + "\n");
  }

  /** Compiles sources by class name and packs them with other files. */
  Path jar(String name, Map<String, String> sources, Map<String, String> files) {
    return pack(name, compile(name, sources, List.of()), files);
  }

  /** Compiles a module against this library as a module. */
  Path module(String name, Map<String, String> sources, Map<String, String> files) {
    List<String> path =
        Stream.of(api().toString(), jspecify()).filter(part -> !part.isEmpty()).toList();
    return pack(
        name,
        compile(name, sources, List.of("--module-path", String.join(File.pathSeparator, path))),
        files);
  }

  Path compile(String name, Map<String, String> sources, List<String> options) {
    try {
      Path source = Files.createDirectories(folder.resolve(name + "-src"));
      Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
      if (sources.isEmpty()) {
        return classes;
      }
      List<String> arguments = new ArrayList<>(options);
      if (options.isEmpty()) {
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
      }
      arguments.addAll(List.of("-proc:none", "-d", classes.toString()));
      for (Map.Entry<String, String> entry : sources.entrySet()) {
        Path file = source.resolve(entry.getKey().replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        arguments.add(Files.writeString(file, entry.getValue()).toString());
      }
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      int result = compiler.run(null, null, null, arguments.toArray(String[]::new));
      assertThat(result).as("the sources of " + name + " compile").isZero();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path pack(String name, Path classes, Map<String, String> files) {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(
            new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
        Files.copy(path, zip);
      }
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts jars into one; services files are joined, or the first one wins. */
  Path merge(String name, boolean joinServices, Path... jars) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try {
      for (Path jar : jars) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : zip.stream().toList()) {
            try (InputStream in = zip.getInputStream(entry)) {
              entries.merge(
                  entry.getName(),
                  in.readAllBytes(),
                  (first, second) -> joinServices ? joined(first, second) : first);
            }
          }
        }
      }
      Path merged = folder.resolve(name);
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(merged))) {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
          zip.putNextEntry(new ZipEntry(entry.getKey()));
          zip.write(entry.getValue());
        }
      }
      return merged;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a loader of jars above this library's own. */
  URLClassLoader loader(Path... jars) {
    return loader(ProviderJars.class.getClassLoader(), jars);
  }

  URLClassLoader loader(ClassLoader parent, Path... jars) {
    URLClassLoader loader =
        new URLClassLoader(Arrays.stream(jars).map(ProviderJars::url).toArray(URL[]::new), parent);
    loaders.add(loader);
    return loader;
  }

  void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  /** Returns the folder of this library's classes. */
  static Path api() {
    try {
      return Path.of(
          AuthStrategies.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String jspecify() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(part -> part.contains("jspecify"))
        .collect(Collectors.joining());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static URL url(Path path) {
    try {
      URI uri = path.toUri();
      return uri.toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
