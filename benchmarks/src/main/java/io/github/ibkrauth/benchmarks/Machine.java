package io.github.ibkrauth.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What the numbers were measured on. Immutable. */
record Machine(String processor, int cores, long memory, String system, String java, double load) {

  /** Returns this machine, as it is now. */
  static Machine here() {
    com.sun.management.OperatingSystemMXBean system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        processorName(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() >> 30,
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        system.getSystemLoadAverage());
  }

  private static String processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }

  /** Returns it in a line, with the day and how many rounds were made. */
  String text(int rounds) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d cores, %d GiB, %s, %s; %d rounds; load when it began: %.1f.%n",
        LocalDate.now(ZoneOffset.UTC),
        processor,
        cores,
        memory,
        system,
        java,
        rounds,
        load);
  }
}
