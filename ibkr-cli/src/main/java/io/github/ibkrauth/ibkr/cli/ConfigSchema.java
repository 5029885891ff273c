package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.ibkr.IbkrSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON schema (draft 7, which editors know best) of a configuration file, made from the keys
 * that the library and the strategies declare. It takes names nested, or written out with dots at
 * the top and in profiles.
 */
final class ConfigSchema {

  private static final String DEFINITIONS = "#/definitions/";
  private static final String DURATION =
      "^\\s*(\\d{1,12}\\s*([mM][sS]|[sSmMhHdD])|[pP][0-9tTdDhHmMsS.]+)\\s*$";

  /** Any case; patterns of schemas have no flag for that. */
  private static final String BOOL =
      "^\\s*([tT]([rR][uU][eE])?|[fF]([aA][lL][sS][eE])?|[yY]([eE][sS])?|[nN][oO]?|[oO]([nN]|[fF][fF])|1|0)\\s*$";

  private final AuthStrategies strategies;
  private final List<KnownSetting> settings;

  ConfigSchema(AuthStrategies strategies) {
    this.strategies = strategies;
    this.settings = KnownSetting.all(strategies);
  }

  /** Returns the whole document. */
  ObjectNode document() {
    ObjectNode document = Json.object();
    document.put("$schema", "http://json-schema.org/draft-07/schema#");
    document.put("title", "Settings of the IBKR Web API client");
    ObjectNode top = object(document);
    top.set("ibkr", reference("ibkr"));
    dotted(top);
    ObjectNode profile = Json.object();
    ObjectNode inProfile = object(profile);
    inProfile.set("ibkr", reference("ibkr"));
    dotted(inProfile);
    ObjectNode profiles = top.putObject("profiles");
    profiles.put("description", "Settings that are laid over the others when the profile is used.");
    profiles.put("type", "object");
    profiles.set("additionalProperties", profile);
    ObjectNode definitions = document.putObject("definitions");
    definitions.set("ibkr", nested());
    settings.forEach(setting -> definitions.set(setting.name(), definition(setting.key())));
    return document;
  }

  private void dotted(ObjectNode properties) {
    settings.forEach(setting -> properties.set(setting.name(), reference(setting.name())));
  }

  private ObjectNode nested() {
    ObjectNode root = Json.object();
    ObjectNode below = object(root);
    add(below, IbkrSettings.ROOT, IbkrSettings.single());
    ObjectNode auth = below.putObject("auth");
    ObjectNode inAuth = object(auth);
    add(inAuth, IbkrSettings.AUTH, IbkrSettings.choice());
    IbkrSettings.authSections(strategies)
        .forEach(section -> section(inAuth, IbkrSettings.AUTH, section.section(), section.keys()));
    section(inAuth, IbkrSettings.AUTH, "gateway-login", GatewayLoginKeys.all());
    // The section of a strategy that is not on this class path.
    auth.putObject("additionalProperties").put("type", "object");
    IbkrSettings.sections()
        .forEach(section -> section(below, IbkrSettings.ROOT, section.section(), section.keys()));
    return root;
  }

  private static void section(
      ObjectNode above, String prefix, String section, Collection<ConfigKey<?>> keys) {
    ObjectNode properties = object(above.putObject(section));
    for (ConfigKey<?> key : keys) {
      properties.set(
          key.name().substring(section.length() + 1), reference(prefix + "." + key.name()));
    }
  }

  private static void add(ObjectNode properties, String prefix, Collection<ConfigKey<?>> keys) {
    keys.forEach(key -> properties.set(key.name(), reference(prefix + "." + key.name())));
  }

  /** Makes a node an object with these properties and no others; returns the properties. */
  private static ObjectNode object(ObjectNode node) {
    node.putArray("type").add("object").add("null");
    ObjectNode properties = node.putObject("properties");
    node.put("additionalProperties", false);
    return properties;
  }

  private static ObjectNode reference(String name) {
    return Json.object().put("$ref", DEFINITIONS + name);
  }

  private ObjectNode definition(ConfigKey<?> key) {
    ObjectNode node = Json.object();
    node.put("description", sentence(key.help()));
    switch (key.type()) {
      case TEXT -> types(node, "string", "number", "boolean", "null");
      case SECRET -> types(node, "string", "number", "null").put("writeOnly", true);
      case URI ->
          types(node, "string", "null").put("pattern", "^\\s*[A-Za-z][A-Za-z0-9+.-]*://[^/]");
      case DURATION -> types(node, "string", "null").put("pattern", DURATION);
      case INTEGER ->
          types(node, "integer", "string", "null").put("pattern", "^\\s*[+-]?\\d+\\s*$");
      case BOOL -> types(node, "boolean", "string", "integer", "null").put("pattern", BOOL);
      case LIST ->
          types(node, "array", "string", "number", "null")
              .set("items", types(Json.object(), "string", "number"));
      case PATH -> types(node, "string", "null");
      case CHOICE -> words(node, key.choices());
    }
    defaultOf(key).ifPresent(value -> node.put("default", value));
    if (key == AuthStrategies.STRATEGY) {
      names().forEach(node.putArray("examples")::add);
    }
    return node;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(strategies.ids());
    strategies
        .ids()
        .forEach(
            id ->
                strategies
                    .provider(id)
                    .map(AuthStrategyProvider::aliases)
                    .ifPresent(names::addAll));
    return names;
  }

  private static ObjectNode types(ObjectNode node, String... types) {
    ArrayNode list = node.putArray("type");
    List.of(types).forEach(list::add);
    return node;
  }

  private static void words(ObjectNode node, List<String> words) {
    ArrayNode list = node.putArray("enum");
    words.forEach(list::add);
    list.addNull();
  }

  private static String sentence(String help) {
    return help.isEmpty()
        ? help
        : help.substring(0, 1).toUpperCase(Locale.ROOT) + help.substring(1);
  }

  /** Returns the default as a user would write it; not one that changes with each release. */
  private static Optional<String> defaultOf(ConfigKey<?> key) {
    return key.defaultValue()
        .map(
            value -> {
              if (value instanceof Duration span) {
                return span.toMillis() % 1000 == 0
                    ? span.toSeconds() + "s"
                    : span.toMillis() + "ms";
              }
              if (value instanceof Enum<?> constant) {
                return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
              }
              if (value instanceof Collection<?> list) {
                return String.join(",", list.stream().map(Object::toString).toList());
              }
              return value.toString();
            })
        .filter(text -> !text.isEmpty() && !text.startsWith("ibkrauth-java/"));
  }
}
