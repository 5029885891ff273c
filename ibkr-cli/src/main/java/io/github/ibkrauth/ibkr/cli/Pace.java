package io.github.ibkrauth.ibkr.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps calls apart that the broker takes once in five seconds. Each command is a process of its
 * own, so the time of the last call is in a file: without it, the same command typed twice would
 * earn a 429 and a quarter of an hour of silence. Where there can be no file, calls are not kept
 * apart.
 *
 * @param directory where the files are
 * @param apart how far
 */
record Pace(Path directory, Duration apart) {

  /** The broker's limit, and some time for the way there. */
  static final Duration APART = Duration.ofMillis(5_200);

  /**
   * Makes a call when it is its turn.
   *
   * @param server where the call goes
   * @param name which calls are to be kept apart
   */
  <T> T call(String server, String name, Supplier<T> call) {
    sleep(reserve(server, name));
    return call.get();
  }

  /** Makes a call, and makes it once more where the first answer of a session is not whole. */
  <T> T callTwice(String server, String name, Supplier<T> call, Predicate<T> isWhole) {
    T first = call(server, name, call);
    return isWhole.test(first) || Thread.currentThread().isInterrupted()
        ? first
        : call(server, name, call);
  }

  /** Takes the next turn, and returns how long it is until then. */
  private Duration reserve(String server, String name) {
    if (apart.isZero()) {
      return Duration.ZERO;
    }
    Path file = directory.resolve("pace-" + name + "-" + Integer.toHexString(server.hashCode()));
    try {
      Files.createDirectories(directory);
      try (FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        channel.lock();
        Instant now = Instant.now();
        Instant turn = latest(now, last(channel).plus(apart));
        // A clock that was set back would have us wait for ever.
        if (Duration.between(now, turn).compareTo(apart.multipliedBy(10)) > 0) {
          turn = now;
        }
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(Long.toString(turn.toEpochMilli()).getBytes(StandardCharsets.US_ASCII)),
            0);
        return Duration.between(now, turn);
      }
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }

  private static Instant last(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(32);
    channel.read(content, 0);
    String text =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.EPOCH;
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
