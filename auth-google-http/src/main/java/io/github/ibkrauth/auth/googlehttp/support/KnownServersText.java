package io.github.ibkrauth.auth.googlehttp.support;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the file of known servers. Immutable. */
final class KnownServersText {

  private static final long LONGEST = 1024 * 1024;
  private static final Pattern LINE =
      Pattern.compile("(\\S+:\\d{1,5})\\s+(sha256:[0-9A-Fa-f:]+)\\s*");

  private final List<String> lines;
  private final Map<String, String> fingerprints;

  private KnownServersText(List<String> lines, Map<String, String> fingerprints) {
    this.lines = lines;
    this.fingerprints = fingerprints;
  }

  /** Reads the file; one that is not there is empty. */
  static KnownServersText read(Path file) throws IOException {
    List<String> lines;
    try {
      if (Files.size(file) > LONGEST) {
        throw new DamagedException(file + " is longer than 1 MiB: it is damaged. " + remedy());
      }
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      lines = List.of();
    } catch (CharacterCodingException e) {
      throw new DamagedException(file + " is no text: it is damaged. " + remedy());
    }
    Map<String, String> fingerprints = new LinkedHashMap<>();
    int number = 0;
    for (String line : lines) {
      number++;
      if (isEntry(line) && !put(fingerprints, line)) {
        throw new DamagedException(
            file
                + ", line "
                + number
                + ", is not `host:port sha256:AA:BB...`, or a second one for its server. "
                + remedy());
      }
    }
    return new KnownServersText(List.copyOf(lines), Map.copyOf(fingerprints));
  }

  Optional<String> find(String server) {
    return Optional.ofNullable(fingerprints.get(server));
  }

  KnownServersText with(String server, String fingerprint) {
    KnownServersText others = without(server);
    List<String> all = new ArrayList<>(others.lines);
    all.add(server + " sha256:" + fingerprint);
    Map<String, String> map = new LinkedHashMap<>(others.fingerprints);
    map.put(server, fingerprint);
    return new KnownServersText(all, map);
  }

  /** Returns the same without a server, or this when it is not in it. */
  KnownServersText without(String server) {
    if (!fingerprints.containsKey(server)) {
      return this;
    }
    Map<String, String> map = new LinkedHashMap<>(fingerprints);
    map.remove(server);
    return new KnownServersText(
        lines.stream().filter(line -> !isEntry(line) || !serverOf(line).equals(server)).toList(),
        map);
  }

  String toText() {
    return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
  }

  private static boolean isEntry(String line) {
    return !line.isBlank() && !line.startsWith("#");
  }

  private static String serverOf(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) : "";
  }

  private static boolean put(Map<String, String> fingerprints, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return false;
    }
    try {
      return fingerprints.put(serverOf(line), CertificateFingerprint.parse(parts.group(2))) == null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private static String remedy() {
    return "Mend or remove the line, or remove the file: then compare fingerprints, and store them"
        + " again.";
  }

  /** The file is there and cannot be understood; the message is a sentence. */
  static final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String sentence) {
      super(sentence);
    }
  }
}
