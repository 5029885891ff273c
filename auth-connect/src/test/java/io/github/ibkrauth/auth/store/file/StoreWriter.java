package io.github.ibkrauth.auth.store.file;

import static io.github.ibkrauth.auth.store.file.Samples.KEY;

import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.store.StoredToken;
import io.github.ibkrauth.auth.store.TokenStore;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A process that writes to a store: until it is killed, or so many times. */
final class StoreWriter {

  private StoreWriter() {}

  /** Writes; tells the version after each time. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    SealingKeys keys = Samples.keys(Samples.FIRST_KEY);
    FileTokenStore store = FileTokenStore.open(Path.of(args[0]), keys, AuthRuntime.system());
    int times = Integer.parseInt(args[1]);
    for (int i = 0; i < times; i++) {
      increment(store, keys);
    }
    while (times == 0) {
      long version = store.load(KEY).map(StoredToken::version).orElse(0L);
      store.replace(KEY, version, Samples.token(keys, version + 1, valueOf(version + 1)));
      out.println(version + 1);
      store.tryLease(KEY, Duration.ofNanos(1), "writer");
    }
  }

  /** Counts up in the store, as often as it takes to be the one that writes. */
  static void increment(TokenStore store, SealingKeys keys) {
    boolean written = false;
    while (!written) {
      Optional<StoredToken> present = store.load(KEY);
      long version = present.map(StoredToken::version).orElse(0L);
      long value =
          present.map(token -> Long.parseLong(keys.open(KEY, token.sealed()).reveal())).orElse(0L);
      written =
          store.replace(KEY, version, Samples.token(keys, version + 1, String.valueOf(value + 1)));
    }
  }

  /** Returns the value of a version: between nothing and 40,000 letters. */
  private static String valueOf(long version) {
    return version + ":" + "x".repeat((int) (version * 7919 % 40_000));
  }

  /** Checks that the value in a store is one that was written whole; returns its version. */
  static long check(TokenStore store, SealingKeys keys) {
    StoredToken token = store.load(KEY).orElse(null);
    if (token == null) {
      return 0;
    }
    if (!keys.open(KEY, token.sealed()).reveal().equals(valueOf(token.version()))) {
      throw new AssertionError("version " + token.version() + " has another version's value");
    }
    return token.version();
  }

  static Process start(Path folder, int times) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xmx64m", "-cp"));
    command.add(
        String.join(
            File.pathSeparator,
            Stream.of(StoreWriter.class, FileTokenStore.class, AuthRuntime.class)
                .map(StoreWriter::place)
                .distinct()
                .toList()));
    command.addAll(List.of(StoreWriter.class.getName(), folder.toString(), "" + times));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
