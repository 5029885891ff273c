package io.github.ibkrauth.auth.oauth1a;

import io.github.ibkrauth.auth.AuthConfig;
import java.util.HashMap;
import java.util.Map;

/** Configurations below the usual prefix. */
final class Configs {

  private Configs() {}

  static AuthConfig of(Map<String, String> settings) {
    Map<String, String> full = new HashMap<>();
    settings.forEach((name, value) -> full.put("auth." + name, value));
    return AuthConfig.builder().values("test", full).build();
  }
}
