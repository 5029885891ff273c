package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.auth.AuthConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognizes and reads the files of other programs. */
final class ForeignFile {

  private static final String ENVELOPE = "data.";
  private static final List<String> PREFIXES = List.of("IBIND_", "IBEAM_", "IBKR_");
  private static final Set<String> OAUTH2_TYPES =
      Set.of("ib_oauth", "ibkr_oauth", "interactive_brokers_oauth", "oauth2_private_key_jwt");

  private final String name;
  private final Map<String, String> flat;

  private ForeignFile(String name, Map<String, String> flat) {
    this.name = name;
    this.flat = flat;
  }

  /**
   * Translates a file that is not one of ours.
   *
   * @return nothing when it is one of ours, or nothing is known of it
   */
  static Optional<Translation> translate(String name, Map<String, String> flat) {
    if (flat.keySet().stream()
        .map(ForeignFile::top)
        .anyMatch(List.of("ibkr", "profiles")::contains)) {
      return Optional.empty();
    }
    ForeignFile file = new ForeignFile(name, flat);
    if (flat.keySet().stream().anyMatch(AliasNames.ofVariables()::containsKey)) {
      return Optional.of(file.variables());
    }
    Map<String, String> fields = file.fields();
    return fields.keySet().stream().anyMatch(AliasNames.ofFields()::containsKey)
        ? Optional.of(file.translate(fields))
        : Optional.empty();
  }

  private Translation variables() {
    Translation translation = Translation.ofVariables(flat, name);
    for (String variable : flat.keySet()) {
      if (variable.startsWith("IBKR_AUTH_") && !AliasNames.ofVariables().containsKey(variable)) {
        translation
            .notes()
            .add(
                name
                    + ", "
                    + variable
                    + " has no effect: variables of this library are read from the environment, not"
                    + " from such a file.");
      } else if (PREFIXES.stream().anyMatch(variable::startsWith)) {
        unknown(variable, AliasNames.ofVariables(), translation);
      }
    }
    return translation;
  }

  private Translation translate(Map<String, String> fields) {
    Translation translation = Translation.ofFields(fields, name);
    fields.keySet().forEach(field -> unknown(field, AliasNames.ofFields(), translation));
    String type = fields.getOrDefault("type", "").strip().toLowerCase(Locale.ROOT);
    boolean one = fields.containsKey("consumer_key") || fields.containsKey("consumerKey");
    if (OAUTH2_TYPES.contains(type)
        && one
        && !fields.containsKey("client_id")
        && !fields.containsKey("consumer_secret")) {
      translation
          .problems()
          .add(
              name
                  + " calls itself "
                  + type
                  + ", which is OAuth 2, but holds a consumer key, which belongs to OAuth 1.0a: write"
                  + " \"type\": \"oauth1a\", or client_id, key_id and private_key.");
    }
    return translation;
  }

  private void unknown(String field, Map<String, Alias> table, Translation translation) {
    if (!table.containsKey(field)) {
      translation
          .problems()
          .add(
              "The name '"
                  + field
                  + "' in "
                  + name
                  + " is unknown."
                  + AuthConfig.nearestName(field, table.keySet())
                      .map(near -> " Did you mean '" + near + "'?")
                      .orElse(" Remove it."));
    }
  }

  /** Takes the data out of an envelope, of which only the type means something. */
  private Map<String, String> fields() {
    if (flat.keySet().stream().noneMatch(key -> key.startsWith(ENVELOPE))) {
      return flat;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    flat.forEach(
        (key, value) -> {
          if (key.startsWith(ENVELOPE)) {
            fields.put(key.substring(ENVELOPE.length()), value);
          } else if (key.equals("type")) {
            fields.put(key, value);
          }
        });
    // Some tools wrap what is in an envelope already.
    return new ForeignFile(name, fields).fields();
  }

  private static String top(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
