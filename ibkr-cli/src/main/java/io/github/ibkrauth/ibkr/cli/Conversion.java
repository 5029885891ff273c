package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.IbkrSettings;
import io.github.ibkrauth.ibkr.config.ConfigFindings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** One file turned into our YAML. Secrets go only where the user says. */
final class Conversion {

  private final String source;
  private final Function<Optional<String>, ConfigFindings> reader;
  private final boolean show;
  private final Optional<SecretFolder> folder;
  private final List<KnownSetting> settings = KnownSetting.all(AuthStrategies.discover());
  private final Map<String, Secret> written = new LinkedHashMap<>();
  private final List<String> omitted = new ArrayList<>();

  /**
   * Prepares it.
   *
   * @param source what the file is called
   * @param reader reads the file, with a profile or without
   * @param show whether secrets are printed
   * @param folder where they are written instead
   */
  Conversion(
      String source,
      Function<Optional<String>, ConfigFindings> reader,
      boolean show,
      Optional<SecretFolder> folder) {
    this.source = source;
    this.reader = reader;
    this.show = show;
    this.folder = folder;
  }

  Answer answer() {
    ConfigFindings findings = reader.apply(Optional.empty());
    if (!findings.problems().isEmpty()) {
      throw new AuthConfigurationException(findings.problems());
    }
    List<String> body = new ArrayList<>(tree(findings.config()));
    profiles(findings, body);
    if (body.isEmpty()) {
      throw CommandFailure.usage(source + " sets nothing.");
    }
    List<String> missing =
        findings.profiles().isEmpty() ? IbkrSettings.problems(findings.config()) : List.of();
    List<String> lines = new ArrayList<>();
    lines.add("# Converted from " + source + ".");
    findings.notes().forEach(note -> lines.add("# " + note));
    missing.forEach(problem -> lines.add("# Still to do: " + problem));
    lines.addAll(body);
    folder.ifPresent(place -> place.write(written));
    ObjectNode document = Json.object();
    document.put("yaml", String.join("\n", lines) + "\n");
    written.keySet().stream()
        .map(name -> folder.orElseThrow().file(name).toString())
        .forEach(document.putArray("secretFiles")::add);
    omitted.forEach(document.putArray("omittedSecrets")::add);
    findings.notes().forEach(document.putArray("notes")::add);
    missing.forEach(document.putArray("missing")::add);
    return Answer.of(document, lines);
  }

  private List<String> tree(AuthConfig config) {
    List<String> lines = new ArrayList<>();
    String above = "";
    for (KnownSetting setting : settings) {
      if (!setting.isSet(config)) {
        continue;
      }
      List<String> path = path(setting);
      String section = String.join(".", path.subList(0, path.size() - 1));
      open(above, section, lines);
      above = section;
      lines.add("  ".repeat(path.size() - 1) + line(setting, config, path.get(path.size() - 1)));
    }
    return lines;
  }

  /** Writes the names that stand above a setting, unless they stand there already. */
  private static void open(String above, String section, List<String> lines) {
    String[] had = above.split("\\.");
    String[] wanted = section.split("\\.");
    boolean same = true;
    for (int i = 0; i < wanted.length; i++) {
      same = same && i < had.length && had[i].equals(wanted[i]);
      if (!same) {
        lines.add("  ".repeat(i) + wanted[i] + ":");
      }
    }
  }

  private static List<String> path(KnownSetting setting) {
    List<String> path = new ArrayList<>(List.of(setting.prefix().split("\\.")));
    String name = setting.key().name();
    int dot = name.startsWith("strategy.") ? -1 : name.indexOf('.');
    if (dot > 0) {
      path.add(name.substring(0, dot));
    }
    path.add(name.substring(dot + 1));
    return path;
  }

  private String line(KnownSetting setting, AuthConfig config, String label) {
    if (!setting.holdsSecret(config)) {
      return label + ": " + quoted(setting.written(config));
    }
    if (show) {
      return label + ": " + quoted(setting.secret(config).reveal());
    }
    if (folder.isPresent()) {
      written.put(setting.name(), setting.secret(config));
      return label + ": " + quoted("file:" + folder.get().file(setting.name()));
    }
    omitted.add(setting.name());
    return "# "
        + label
        + ": set "
        + setting.name().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')
        + ", or convert again with --secrets DIRECTORY";
  }

  private void profiles(ConfigFindings base, List<String> body) {
    for (String profile : new TreeSet<>(base.profiles())) {
      AuthConfig config = reader.apply(Optional.of(profile)).config();
      if (!body.contains("profiles:")) {
        body.add("profiles:");
      }
      body.add("  " + quoted(profile) + ":");
      settings.stream()
          .filter(setting -> setting.isSet(config))
          .filter(setting -> setting.origin(config).endsWith(", profile " + profile))
          .forEach(setting -> body.add("    " + line(setting, config, setting.name())));
    }
  }

  /** A JSON string is a YAML double-quoted scalar. */
  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
