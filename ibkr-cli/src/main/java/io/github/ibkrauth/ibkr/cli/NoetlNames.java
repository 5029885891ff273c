package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.gateway.login.GatewayLoginKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables of NoETL's login helper. Each counts where our own setting is not set.
 */
final class NoetlNames {

  static final String TOTP_SECRET = "IBKR_TOTP_SECRET";
  static final String ONE_OFF_CODE = "IBKR_2FA_CODE";

  private static final Map<String, ConfigKey<?>> KEYS = keys();

  private NoetlNames() {}

  /** Returns the settings with what these variables add to them. */
  static AuthConfig added(AuthConfig config, Map<String, String> environment) {
    AuthConfig both = config;
    for (Map.Entry<String, ConfigKey<?>> name : KEYS.entrySet()) {
      String value = environment.getOrDefault(name.getKey(), "");
      if (!value.isBlank() && !config.isSet(name.getValue()) && !isNeedless(name.getKey(), both)) {
        both =
            both.with(
                "environment variable " + name.getKey(),
                Map.of(config.spelling(name.getValue()), value));
      }
    }
    return both;
  }

  /** The helper asks for one second factor only: the authenticator before the code. */
  private static boolean isNeedless(String name, AuthConfig config) {
    return name.equals(ONE_OFF_CODE) && config.isSet(GatewayLoginKeys.TOTP_SECRET)
        || name.equals(TOTP_SECRET) && config.isSet(GatewayLoginKeys.ONE_OFF_CODE);
  }

  private static Map<String, ConfigKey<?>> keys() {
    Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();
    keys.put("IBKR_GATEWAY_URL", GatewayKeys.BASE_URL);
    keys.put("IBKR_USERNAME", GatewayLoginKeys.USER_NAME);
    keys.put("IBKR_PASSWORD", GatewayLoginKeys.PASSWORD);
    keys.put(TOTP_SECRET, GatewayLoginKeys.TOTP_SECRET);
    keys.put(ONE_OFF_CODE, GatewayLoginKeys.ONE_OFF_CODE);
    keys.put("IBKR_PAPER", GatewayLoginKeys.PAPER);
    return keys;
  }
}
