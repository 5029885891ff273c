package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.googlehttp.support.KnownServers;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;

/** What decides about a gateway's certificate, as the settings have it. */
enum GatewayTrust {
  /** What was seen first, or pinned by hand. */
  REMEMBERED,
  /** The fingerprint in the settings. */
  FINGERPRINT,
  /** The file in the settings. */
  FILE,
  /** The usual authorities. */
  SYSTEM,
  /** Nothing: any is taken. */
  ANYTHING;

  /** Returns what the settings say. */
  static GatewayTrust of(AuthConfig config) {
    if (config.isSet(GatewayKeys.CERTIFICATE_FINGERPRINT)) {
      return FINGERPRINT;
    }
    if (config.isSet(GatewayKeys.CERTIFICATE_FILE)) {
      return FILE;
    }
    return config
        .find(GatewayKeys.TLS_TRUST)
        .map(
            trust ->
                switch (trust) {
                  case FIRST_USE -> REMEMBERED;
                  case SYSTEM -> SYSTEM;
                  case ANYTHING -> ANYTHING;
                })
        .orElseGet(
            () ->
                WebAddress.isThisComputer(config.get(GatewayKeys.BASE_URL)) ? REMEMBERED : SYSTEM);
  }

  /** Returns what is remembered about servers. */
  static KnownServers known(AuthConfig config) {
    return KnownServers.in(
        config.find(GatewayKeys.STATE_DIRECTORY).orElseGet(KnownServers::defaultDirectory));
  }
}
