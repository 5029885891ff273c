package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was found where settings are looked for. Sentences name settings and sources, never values.
 * Immutable.
 *
 * @param config the settings
 * @param file the file that was read, if there was one
 * @param profiles the names of its profiles
 * @param problems what is wrong, one sentence each; with any, the settings must not be used
 * @param warnings what can be used but is hardly meant so, one sentence each
 * @param notes names of other programs that have no effect here, one sentence each
 */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public record ConfigFindings(
    AuthConfig config,
    Optional<Path> file,
    Set<String> profiles,
    List<String> problems,
    List<String> warnings,
    List<String> notes) {

  /** Copies the lists. */
  public ConfigFindings {
    profiles = Set.copyOf(profiles);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }
}
