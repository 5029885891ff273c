package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.IbkrSettings;
import io.github.ibkrauth.ibkr.config.ConfigFindings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Shows what is set, and where; no secret, and no value of a name that is not known. */
final class ConfigView {

  private final ConfigFindings findings;
  private final Optional<String> profile;
  private final List<KnownSetting> set;
  private final List<String> problems;

  ConfigView(ConfigFindings findings, Optional<String> profile) {
    this.findings = findings;
    this.profile = profile;
    AuthConfig config = findings.config();
    this.set =
        KnownSetting.all(Connection.catalogue(config)).stream()
            .filter(setting -> setting.isSet(config))
            .toList();
    Set<String> all = new LinkedHashSet<>(findings.problems());
    if (!set.isEmpty()) {
      all.addAll(IbkrSettings.problems(config));
    }
    this.problems = List.copyOf(all);
  }

  Answer answer() {
    Answer answer = Answer.of(json(), this::lines);
    return problems.isEmpty()
        ? answer
        : answer.failed(
            Failure.of(
                ExitCode.USAGE,
                "CONFIGURATION",
                String.valueOf(new AuthConfigurationException(problems).getMessage())));
  }

  private ObjectNode json() {
    AuthConfig config = findings.config();
    ObjectNode document = Json.object();
    Json.put(document, "file", findings.file().map(Object::toString));
    Json.put(document, "profile", profile);
    new TreeSet<>(findings.profiles()).forEach(document.putArray("profiles")::add);
    ArrayNode list = document.putArray("settings");
    for (KnownSetting setting : set) {
      ObjectNode node = list.addObject();
      node.put("name", setting.name());
      node.put("value", setting.shown(config));
      node.put("secret", setting.key().isSecret());
      node.put("source", setting.origin(config));
    }
    findings.warnings().forEach(document.putArray("warnings")::add);
    findings.notes().forEach(document.putArray("notes")::add);
    problems.forEach(document.putArray("problems")::add);
    return document;
  }

  private List<String> lines(int width) {
    AuthConfig config = findings.config();
    Table table = new Table().text("SETTING").text("VALUE").elasticText("SOURCE");
    for (KnownSetting setting : set) {
      table.row(setting.name(), brief(setting.shown(config)), setting.origin(config));
    }
    List<String> lines = new ArrayList<>();
    if (table.isEmpty()) {
      lines.add("Nothing is set. ibkr demo needs no settings; docs/configuration.md lists them.");
    } else {
      lines.addAll(table.lines(width));
    }
    if (!findings.profiles().isEmpty()) {
      lines.add(
          "Profiles: "
              + String.join(", ", new TreeSet<>(findings.profiles()))
              + profile.map(name -> "; used: " + name).orElse("; none is used")
              + ".");
    }
    findings.warnings().forEach(warning -> lines.add("Warning: " + warning));
    findings.notes().forEach(note -> lines.add("Note: " + note));
    return lines;
  }

  /** The first line is enough to know a text again. */
  private static String brief(String value) {
    String line = value.lines().findFirst().orElse("").strip();
    if (value.matches("(file|env|keystore):.*")) {
      return value;
    }
    return line.length() > 60
        ? line.substring(0, 59) + "…"
        : line.equals(value) ? line : line + " …";
  }
}
