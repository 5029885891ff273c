package io.github.ibkrauth.auth.testkit;

import io.github.ibkrauth.auth.ApiLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that lets a planted secret out. During each test it captures what is logged, at all
 * levels, through {@code System.Logger} or {@code java.util.logging}, and what is printed to
 * standard output and error; afterwards it looks for every {@linkplain #canary canary}, plain,
 * url-encoded, in base64 or in hexadecimal digits, and for each line of a PEM text.
 *
 * <pre>{@code
 * @RegisterExtension final LogLeakExtension leaks = LogLeakExtension.create();
 * ...
 * String token = leaks.canary("a-token-that-nobody-may-see");
 * }</pre>
 *
 * <p>The loggers of the JDK, of Apache HttpClient and of Jetty count from {@code INFO} upwards
 * only: their debug output shows whole messages, on purpose, to who asks for it. Tests that use the
 * extension must not run at the same time in one process. Its methods are thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class LogLeakExtension implements BeforeEachCallback, AfterEachCallback {

  private static final List<String> WIRE_LOGS =
      List.of(
          "sun",
          "com.sun",
          "java",
          "javax",
          "jdk",
          "org.apache.hc",
          "org.apache.http",
          "org.eclipse.jetty",
          "org.junit");

  private final List<String> quiet;
  private final Canaries canaries = new Canaries();
  private final Set<String> scanned = ConcurrentHashMap.newKeySet();
  private @Nullable CapturedOutput output;

  private LogLeakExtension(List<String> quiet) {
    this.quiet = quiet;
  }

  /** Returns an extension; register it as an instance field. */
  public static LogLeakExtension create() {
    return new LogLeakExtension(WIRE_LOGS);
  }

  /**
   * Returns an extension for which the debug output of more loggers does not count.
   *
   * @param loggers prefixes of logger names
   */
  public static LogLeakExtension ignoringDebugOf(String... loggers) {
    List<String> all = new ArrayList<>(WIRE_LOGS);
    all.addAll(List.of(loggers));
    return new LogLeakExtension(List.copyOf(all));
  }

  /**
   * Plants a secret.
   *
   * @param secret eight characters at least, or a PEM text
   * @return the same
   */
  public String canary(String secret) {
    canaries.add(Objects.requireNonNull(secret, "secret"));
    return secret;
  }

  /**
   * Adds what an object prints to what is searched: its {@code toString}, that of the elements of a
   * collection, map, array or {@code Optional}, and for an exception all messages of its causes and
   * suppressed exceptions.
   *
   * @return the same object
   */
  public <T extends @Nullable Object> T scan(T object) {
    scanned.addAll(Printed.of(object));
    return object;
  }

  /**
   * Searches now.
   *
   * @throws AssertionError when a planted secret was seen; its message does not show it
   */
  public void check() {
    List<String> findings = new ArrayList<>();
    scanned.forEach(text -> find(text, "an object's text", findings));
    if (output != null) {
      output.texts().forEach((place, text) -> find(text, place, findings));
    }
    if (!findings.isEmpty()) {
      throw new AssertionError("Secrets were let out:\n  " + String.join("\n  ", findings));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    capture();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    release();
    check();
  }

  void capture() {
    CapturedOutput started = new CapturedOutput(quiet);
    output = started;
    started.start();
  }

  void release() {
    if (output != null) {
      output.stop();
    }
  }

  private void find(String text, String place, List<String> findings) {
    canaries
        .findIn(text)
        .forEach((name, excerpt) -> findings.add(name + " in " + place + ": " + excerpt));
  }
}
