package io.github.ibkrauth.ibkr.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Turns the names and values of other programs into ours. What means something to one strategy only
 * waits until that is known. Not thread-safe.
 */
final class Translation {

  private static final String API = "https://api.ibkr.com/v1/api";
  private static final String USUAL_ENDPOINT = "oauth/live_session_token";

  private final UnaryOperator<String> place;
  private final Map<String, String> given;
  private final Map<String, Alias> table;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> waiting = new ArrayList<>();

  private Translation(
      Map<String, String> given, Map<String, Alias> table, UnaryOperator<String> place) {
    this.given = given;
    this.table = table;
    this.place = place;
  }

  /** Translates those environment variables that other programs read. */
  static Translation ofVariables(Map<String, String> variables, String source) {
    return of(
        variables,
        AliasNames.ofVariables(),
        name -> (source.isEmpty() ? "" : source + ", ") + "environment variable " + name);
  }

  /** Translates the fields of another program's file. */
  static Translation ofFields(Map<String, String> fields, String fileName) {
    return of(fields, AliasNames.ofFields(), name -> fileName + ", name " + name);
  }

  private static Translation of(
      Map<String, String> given, Map<String, Alias> table, UnaryOperator<String> place) {
    Translation translation = new Translation(given, table, place);
    given.keySet().stream().sorted().forEach(translation::translate);
    return translation;
  }

  /** Returns our settings under their full names. */
  Map<String, String> values() {
    return values;
  }

  /** Returns where each stands. */
  Map<String, String> origins() {
    return origins;
  }

  /** Returns what is wrong, one sentence each. */
  List<String> problems() {
    return problems;
  }

  /** Returns what has no effect, one sentence each. */
  List<String> notes() {
    return notes;
  }

  /** Returns the section of the one strategy that these settings are for, if that can be told. */
  Optional<String> impliedSection() {
    boolean jwt = values.containsKey(AliasNames.JWT + "client-id");
    boolean one =
        values.containsKey(AliasNames.ONE + "consumer-key")
            || values.containsKey(AliasNames.ONE + "access-token");
    if (jwt && one) {
      return Optional.empty();
    }
    if (jwt || one) {
      return Optional.of(jwt ? "oauth2-jwt" : "oauth1a");
    }
    return values.containsKey(AliasNames.GATEWAY + "base-url")
        ? Optional.of("gateway-session")
        : Optional.empty();
  }

  /** Returns the sentence for when two strategies could be meant. */
  Optional<String> ambiguity() {
    String jwt = AliasNames.JWT + "client-id";
    String one =
        values.containsKey(AliasNames.ONE + "consumer-key")
            ? AliasNames.ONE + "consumer-key"
            : AliasNames.ONE + "access-token";
    return values.containsKey(jwt) && values.containsKey(one)
        ? Optional.of(
            AliasNames.STRATEGY
                + " is missing, and cannot be told: "
                + origins.get(jwt)
                + " belongs to oauth2-jwt, "
                + origins.get(one)
                + " to oauth1a. Set it to the one that is meant.")
        : Optional.empty();
  }

  /** Names the strategy that these settings are for. */
  void imply(String section) {
    put(AliasNames.STRATEGY, section, "told from " + firstOf("ibkr.auth." + section + "."));
  }

  private String firstOf(String prefix) {
    return origins.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("the settings of others");
  }

  /**
   * Translates the rest, now that the strategy is known.
   *
   * @param section its section; empty when there is no strategy
   */
  void forStrategy(String section) {
    for (String name : waiting) {
      Alias alias = alias(name);
      String value = value(name);
      if (alias.form() == Alias.Form.ANY_ADDRESS) {
        if (section.isEmpty()) {
          note(name, "it belongs to the strategy, and none is named");
        } else {
          put("ibkr.auth." + section + ".base-url", AliasValue.address(value), place.apply(name));
        }
      } else if (section.equals("oauth2-jwt")) {
        if (!values.containsKey(alias.target())) {
          put(alias.target(), value, place.apply(name));
        }
      } else {
        note(name, "only oauth2-jwt takes a user name; elsewhere the login knows it");
      }
    }
    waiting.clear();
  }

  /** Removes a setting that a stronger source gives in another way. */
  void remove(String fullName) {
    values.remove(fullName);
    origins.remove(fullName);
  }

  private void translate(String name) {
    if (!table.containsKey(name) || value(name).isEmpty()) {
      return;
    }
    Alias alias = alias(name);
    String value = value(name);
    String target = alias.target();
    switch (alias.form()) {
      case TEXT -> put(target, value, place.apply(name));
      case KEY ->
          put(AliasValue.isKey(value) ? target : target + "-file", value, place.apply(name));
      case DH -> put(AliasValue.isDh(value) ? target : target + "-file", value, place.apply(name));
      case SECONDS -> put(target, AliasValue.span(value), place.apply(name));
      case ADDRESS -> put(target, AliasValue.address(value), place.apply(name));
      case HOST ->
          put(target, value.contains("://") ? value : "https://" + value, place.apply(name));
      case ENDPOINT -> endpoint(name, value, target);
      case LOGOUT ->
          truth(name, value)
              .ifPresent(yes -> put(target, yes ? "if-opened" : "never", place.apply(name)));
      case CERTIFICATE -> certificate(name, value, target);
      case USE_OAUTH ->
          truth(name, value)
              .ifPresent(
                  yes -> put(target, yes ? "oauth1a" : "gateway-session", place.apply(name)));
      case STRATEGY -> strategy(name, value, target);
      case USER_NAME, ANY_ADDRESS -> waiting.add(name);
      case FIXED -> fixed(name, value, target);
      case NO_GRANT -> noGrant(name);
      case UNUSED -> note(name, alias.note());
    }
  }

  private void endpoint(String name, String value, String target) {
    String path = value.replaceFirst("^/+", "");
    if (!path.equals(USUAL_ENDPOINT)) {
      String base =
          given.getOrDefault("IBIND_OAUTH1A_REST_URL", given.getOrDefault("oauth_rest_url", API));
      put(
          target,
          path.contains("://") ? path : AliasValue.address(base) + "/" + path,
          place.apply(name));
    }
  }

  private void certificate(String name, String value, String target) {
    Optional<Boolean> truth = AliasValue.truth(value);
    if (truth.isEmpty()) {
      put(target, value, place.apply(name));
    } else if (truth.get()) {
      put(AliasNames.GATEWAY + "tls-trust", "system", place.apply(name));
    } else {
      note(
          name, "certificates are always verified; that of a gateway is remembered at first sight");
    }
  }

  private void strategy(String name, String value, String target) {
    switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "bearer" ->
          problems.add(
              place.apply(name)
                  + " asks for a ready-made bearer token, which this library does not take: name"
                  + " oauth2-jwt, oauth1a or gateway-session.");
      case "interactive_brokers", "ib_paper" -> put(target, "gateway-session", place.apply(name));
      default -> put(target, AliasNames.section(value), place.apply(name));
    }
  }

  private void fixed(String name, String value, String only) {
    if (!value.equalsIgnoreCase(only)) {
      problems.add(
          place.apply(name) + " must be " + only + ": the broker takes no other. Remove it.");
    }
  }

  private void noGrant(String name) {
    problems.add(
        place.apply(name)
            + (given.getOrDefault("oauth_version", "").startsWith("2")
                ? " with oauth_version 2.0 is neither grant: an old example showed it so."
                : " is part of neither grant: Interactive Brokers gives out no consumer secret.")
            + " OAuth 2 needs client_id, key_id, private_key and credential; OAuth 1.0a needs"
            + " consumer_key, access_token, access_token_secret, both keys and the prime. Write the"
            + " file anew with one of these sets.");
  }

  private Optional<Boolean> truth(String name, String value) {
    Optional<Boolean> truth = AliasValue.truth(value);
    if (truth.isEmpty()) {
      problems.add(place.apply(name) + " must be true or false.");
    }
    return truth;
  }

  private void note(String name, String why) {
    notes.add(place.apply(name) + " has no effect: " + why + ".");
  }

  private void put(String target, String value, String origin) {
    for (Map.Entry<String, String> other : List.copyOf(values.entrySet())) {
      if (Slot.of(other.getKey()).equals(Slot.of(target))) {
        if (!other.getKey().equals(target) || !AliasValue.same(other.getValue(), value)) {
          problems.add(
              Slot.of(target)
                  + " is given differently by "
                  + origins.get(other.getKey())
                  + " and by "
                  + origin
                  + ": keep the one that is meant.");
        }
        return;
      }
    }
    values.put(target, value);
    origins.put(target, origin);
  }

  private Alias alias(String name) {
    return Objects.requireNonNull(table.get(name), name);
  }

  private String value(String name) {
    return Objects.requireNonNullElse(given.get(name), "").strip();
  }
}
