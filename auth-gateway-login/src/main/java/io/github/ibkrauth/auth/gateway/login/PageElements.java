package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the page calls its elements, as the settings say it. Immutable. */
final class PageElements {

  /** By the names that {@code look.js} uses. */
  private static final Map<String, ConfigKey<String>> KEYS = keys();

  private final AuthConfig config;

  PageElements(AuthConfig config) {
    this.config = config;
  }

  /** Returns the selectors by name, as {@code look.js} takes them. */
  Map<String, String> selectors() {
    Map<String, String> selectors = new LinkedHashMap<>();
    KEYS.forEach((name, key) -> selectors.put(name, config.get(key)));
    return selectors;
  }

  String successText() {
    return config.get(GatewayLoginKeys.SUCCESS_TEXT);
  }

  /** Returns one selector. */
  String selector(ConfigKey<String> key) {
    return config.get(key);
  }

  /** Returns the setting of a selector by its name in {@code look.js}, as a user writes it. */
  String setting(String name) {
    ConfigKey<String> key = KEYS.get(name);
    return key == null ? name : config.spelling(key);
  }

  private static Map<String, ConfigKey<String>> keys() {
    Map<String, ConfigKey<String>> keys = new LinkedHashMap<>();
    keys.put("userName", GatewayLoginKeys.USER_NAME_FIELD);
    keys.put("password", GatewayLoginKeys.PASSWORD_FIELD);
    keys.put("paper", GatewayLoginKeys.PAPER_SWITCH);
    keys.put("submit", GatewayLoginKeys.SUBMIT);
    keys.put("code", GatewayLoginKeys.CODE_FIELD);
    keys.put("skip", GatewayLoginKeys.SKIP);
    keys.put("error", GatewayLoginKeys.ERROR);
    return Map.copyOf(keys);
  }
}
