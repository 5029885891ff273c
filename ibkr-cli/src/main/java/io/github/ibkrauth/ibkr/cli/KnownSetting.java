package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import io.github.ibkrauth.ibkr.IbkrSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting that exists.
 *
 * @param prefix what stands before the key's name: {@code ibkr} or {@code ibkr.auth}
 * @param key its name and type
 */
record KnownSetting(String prefix, ConfigKey<?> key) {

  /** What stands for a secret. */
  static final String MASK = "****";

  /** Returns all there are, in the order in which they are shown. */
  static List<KnownSetting> all(AuthStrategies strategies) {
    List<KnownSetting> all = new ArrayList<>();
    IbkrSettings.single().forEach(key -> all.add(new KnownSetting(IbkrSettings.ROOT, key)));
    IbkrSettings.choice().forEach(key -> all.add(new KnownSetting(IbkrSettings.AUTH, key)));
    IbkrSettings.authSections(strategies)
        .forEach(
            section ->
                section.keys().forEach(key -> all.add(new KnownSetting(IbkrSettings.AUTH, key))));
    GatewayLoginKeys.all().forEach(key -> all.add(new KnownSetting(IbkrSettings.AUTH, key)));
    IbkrSettings.sections()
        .forEach(
            section ->
                section.keys().forEach(key -> all.add(new KnownSetting(IbkrSettings.ROOT, key))));
    return all;
  }

  /** Returns the full name. */
  String name() {
    return prefix + "." + key.name();
  }

  boolean isSet(AuthConfig config) {
    return config.under(prefix).isSet(key);
  }

  String origin(AuthConfig config) {
    return config.under(prefix).origin(key).orElse("");
  }

  /** Returns whether the value itself stands there, and is a secret. */
  boolean holdsSecret(AuthConfig config) {
    return key.isSecret() && config.under(prefix).reference(key).isEmpty();
  }

  /** Returns what may be shown of the value as it is written. */
  String shown(AuthConfig config) {
    if (holdsSecret(config)) {
      return MASK;
    }
    String text = written(config).replaceFirst("(?s)^(keystore:[^;]*);.*", "$1");
    return key.type() == ConfigKey.Type.URI || text.contains("@") ? withoutUser(text) : text;
  }

  /**
   * Returns the value as it is written, a reference unfollowed.
   *
   * @throws IllegalStateException when it is a secret
   */
  String written(AuthConfig config) {
    AuthConfig there = config.under(prefix);
    Optional<String> reference = there.reference(key);
    if (reference.isPresent()) {
      return reference.get();
    }
    if (key.isSecret()) {
      throw new IllegalStateException("a secret is not to be shown: " + name());
    }
    return key.type() == ConfigKey.Type.TEXT
        ? there.find(ConfigKey.text(key.name())).orElse("")
        : String.join(",", there.find(ConfigKey.list(key.name())).orElse(List.of()));
  }

  /** Returns the secret that stands there itself. */
  Secret secret(AuthConfig config) {
    return config.under(prefix).get(ConfigKey.secret(key.name()));
  }

  private static String withoutUser(String text) {
    try {
      URI uri = new URI(text);
      String user = uri.getRawUserInfo();
      return user == null ? text : text.replace(user + "@", MASK + "@");
    } catch (URISyntaxException e) {
      // Not an address, so nobody can tell which part of it is a password.
      return text.contains("@") ? MASK : text;
    }
  }
}
