package io.github.ibkrauth.ibkr.config;

import io.github.ibkrauth.ibkr.config.Alias.Form;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names that other programs use: ibind, the set-up guide with {@code IBKR_OAUTH_…}, ibauth,
 * NoETL, conduit, the npm package, the broker's sample program, IBeam.
 */
final class AliasNames {

  static final String STRATEGY = "ibkr.auth.strategy";
  static final String JWT = "ibkr.auth.oauth2-jwt.";
  static final String ONE = "ibkr.auth.oauth1a.";
  static final String GATEWAY = "ibkr.auth.gateway-session.";
  static final String ACCOUNT = "ibkr.account-id";

  private static final String HUMAN =
      "no strategy takes it; only ibkr gateway login types it into the gateway's page";
  private static final String LOGGING = "logging is set up in the program that uses this library";
  private static final String ALWAYS = "this library does it as the strategy needs it";
  private static final String STREAM = "the address of the stream follows from that of the API";
  private static final String PAPER = "the user name decides whether it is paper or live";

  private static final Map<String, Alias> VARIABLES = variables();
  private static final Map<String, Alias> FIELDS = fields();

  private AliasNames() {}

  /** Returns the names of environment variables. */
  static Map<String, Alias> ofVariables() {
    return VARIABLES;
  }

  /** Returns the names in files of others. */
  static Map<String, Alias> ofFields() {
    return FIELDS;
  }

  /** Returns the section of a strategy that is called by its id or another of its names. */
  static String section(String strategy) {
    String name = strategy.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "oauth2",
          "ib_oauth",
          "ibkr_oauth",
          "interactive_brokers_oauth",
          "oauth2_private_key_jwt" ->
          "oauth2-jwt";
      case "oauth1", "oauth10a", "oauth_1.0a" -> "oauth1a";
      case "gateway", "cpgw", "ib_gateway", "interactive_brokers_gateway" -> "gateway-session";
      default -> name;
    };
  }

  private static Map<String, Alias> variables() {
    Map<String, Alias> names = new LinkedHashMap<>();
    selectors(names);
    wild(names);
    ibind(names);
    conduit(names);
    seed(names);
    ibeam(names);
    return Map.copyOf(names);
  }

  private static void selectors(Map<String, Alias> names) {
    names.put("IBKR_AUTH_METHOD", Alias.of(Form.STRATEGY, STRATEGY));
    names.put("IBKR_AUTH_MODE", Alias.of(Form.STRATEGY, STRATEGY));
    names.put("IBKR_BASE_URL", Alias.of(Form.ANY_ADDRESS, ""));
    names.put("IBKR_HTTP_TIMEOUT", Alias.of(Form.SECONDS, "ibkr.auth.http.read-timeout"));
    names.put("IBKR_ACCOUNT_ID", Alias.text(ACCOUNT));
    names.put(
        "IBKR_BEARER_TOKEN",
        Alias.unused("the strategies fetch and renew their tokens themselves"));
    names.put(
        "IBKR_VERIFY_SSL",
        Alias.unused(
            "certificates are always verified; ibkr.auth.gateway-session.tls-trust says how those of"
                + " a gateway are"));
  }

  /** The set-up guide with its seven names, and what is seen beside them. */
  private static void wild(Map<String, Alias> names) {
    names.put("IBKR_OAUTH_CONSUMER_KEY", Alias.text(ONE + "consumer-key"));
    names.put("IBKR_OAUTH_ACCESS_TOKEN", Alias.text(ONE + "access-token"));
    names.put("IBKR_OAUTH_ACCESS_TOKEN_SECRET", Alias.text(ONE + "access-token-secret"));
    names.put("IBKR_OAUTH_DH_PRIME", Alias.of(Form.DH, ONE + "dh-parameters"));
    names.put("IBKR_OAUTH_DH_PARAM", Alias.of(Form.DH, ONE + "dh-parameters"));
    names.put("IBKR_OAUTH_DH_GENERATOR", Alias.text(ONE + "dh-generator"));
    names.put("IBKR_OAUTH_REALM", Alias.text(ONE + "realm"));
    names.put("IBKR_OAUTH_BASE_URL", Alias.of(Form.ADDRESS, ONE + "base-url"));
    names.put("IBKR_OAUTH_SIGNING_KEY", Alias.of(Form.KEY, ONE + "signature-key"));
    for (String slot : new String[] {"signature", "encryption"}) {
      String name = "IBKR_OAUTH_" + slot.toUpperCase(Locale.ROOT) + "_KEY";
      names.put(name, Alias.of(Form.KEY, ONE + slot + "-key"));
      names.put(name + "_FP", Alias.text(ONE + slot + "-key-file"));
      names.put(name + "_FILE", Alias.text(ONE + slot + "-key-file"));
    }
    names.put("IBKR_OAUTH2_CLIENT_ID", Alias.text(JWT + "client-id"));
    names.put("IBKR_OAUTH2_KEY_ID", Alias.text(JWT + "key-id"));
    names.put("IBKR_OAUTH2_PRIVATE_KEY", Alias.of(Form.KEY, JWT + "private-key"));
    names.put("IBKR_OAUTH2_PRIVATE_KEY_FILE", Alias.text(JWT + "private-key-file"));
    names.put("IBKR_OAUTH2_TOKEN_URL", Alias.of(Form.ADDRESS, JWT + "token-url"));
    names.put("IBKR_OAUTH2_SCOPE", Alias.text(JWT + "scope"));
    names.put("IBKR_OAUTH2_GRANT_TYPE", Alias.of(Form.FIXED, "client_credentials"));
    names.put("IBKR_OAUTH2_JWT_ALGORITHM", Alias.of(Form.FIXED, "RS256"));
    names.put(
        "IBKR_OAUTH2_ASSERTION_TTL_SECONDS", Alias.of(Form.SECONDS, JWT + "assertion-lifetime"));
  }

  private static void ibind(Map<String, Alias> names) {
    String one = "IBIND_OAUTH1A_";
    names.put("IBIND_USE_OAUTH", Alias.of(Form.USE_OAUTH, STRATEGY));
    names.put(one + "REST_URL", Alias.of(Form.ADDRESS, ONE + "base-url"));
    names.put(one + "WS_URL", Alias.unused(STREAM));
    names.put(
        one + "LIVE_SESSION_TOKEN_ENDPOINT",
        Alias.of(Form.ENDPOINT, ONE + "live-session-token-url"));
    names.put(one + "ACCESS_TOKEN", Alias.text(ONE + "access-token"));
    names.put(one + "ACCESS_TOKEN_SECRET", Alias.text(ONE + "access-token-secret"));
    names.put("IBIND_ACCESS_TOKEN", Alias.text(ONE + "access-token"));
    names.put("IBIND_ACCESS_TOKEN_SECRET", Alias.text(ONE + "access-token-secret"));
    names.put(one + "CONSUMER_KEY", Alias.text(ONE + "consumer-key"));
    names.put(one + "DH_PRIME", Alias.of(Form.DH, ONE + "dh-parameters"));
    names.put(one + "DH_GENERATOR", Alias.text(ONE + "dh-generator"));
    names.put(one + "REALM", Alias.text(ONE + "realm"));
    names.put(one + "ENCRYPTION_KEY_FP", Alias.text(ONE + "encryption-key-file"));
    names.put(one + "ENCRYPTION_KEY", Alias.of(Form.KEY, ONE + "encryption-key"));
    names.put(one + "SIGNATURE_KEY_FP", Alias.text(ONE + "signature-key-file"));
    names.put(one + "SIGNATURE_KEY", Alias.of(Form.KEY, ONE + "signature-key"));
    names.put("IBIND_SHUTDOWN_OAUTH", Alias.of(Form.LOGOUT, "ibkr.session.logout-on-close"));
    names.put("IBIND_TICKLER_INTERVAL", Alias.of(Form.SECONDS, "ibkr.session.keep-alive-interval"));
    names.put("IBIND_ACCOUNT_ID", Alias.text(ACCOUNT));
    names.put("IBIND_REST_URL", Alias.of(Form.ADDRESS, GATEWAY + "base-url"));
    names.put("IBIND_CACERT", Alias.of(Form.CERTIFICATE, GATEWAY + "certificate-file"));
    names.put(
        "IBIND_ENV_FILE",
        Alias.unused(
            "it is not read here; ./ibkr config convert turns such a file into ibkr.yaml"));
    names.put("IBIND_WS_URL", Alias.unused(STREAM));
    String two = "IBIND_OAUTH2_";
    names.put(two + "CLIENT_ID", Alias.text(JWT + "client-id"));
    names.put(two + "CLIENT_KEY_ID", Alias.text(JWT + "key-id"));
    names.put(two + "PRIVATE_KEY_PEM", Alias.of(Form.KEY, JWT + "private-key"));
    names.put(two + "PRIVATE_KEY_PATH", Alias.text(JWT + "private-key-file"));
    names.put(two + "USERNAME", Alias.text(JWT + "credential"));
    names.put(two + "IP_ADDRESS", Alias.text(JWT + "ip"));
    names.put(two + "TOKEN_URL", Alias.of(Form.ADDRESS, JWT + "token-url"));
    names.put(two + "SSO_SESSION_URL", Alias.of(Form.ADDRESS, JWT + "sso-url"));
    names.put(two + "AUDIENCE", Alias.text(JWT + "audience"));
    names.put(two + "SCOPE", Alias.text(JWT + "scope"));
    names.put(two + "REST_URL", Alias.of(Form.ADDRESS, JWT + "base-url"));
    names.put(two + "WS_URL", Alias.unused(STREAM));
    for (String name : "INIT_OAUTH INIT_BROKERAGE_SESSION MAINTAIN_OAUTH USE_SESSION".split(" ")) {
      names.put("IBIND_" + name, Alias.unused(ALWAYS));
    }
    names.put("IBIND_AUTO_REGISTER_SHUTDOWN", Alias.unused("the program closes its client itself"));
    for (String name :
        "LOG_RESPONSES LOG_TO_CONSOLE LOG_TO_FILE LOG_LEVEL LOG_FORMAT LOGS_DIR PRINT_FILE_LOGS WS_LOG_RAW_MESSAGES"
            .split(" ")) {
      names.put("IBIND_" + name, Alias.unused(LOGGING));
    }
    for (String name :
        "PING_INTERVAL MAX_PING_INTERVAL TIMEOUT SUBSCRIPTION_RETRIES SUBSCRIPTION_TIMEOUT"
            .split(" ")) {
      names.put("IBIND_WS_" + name, Alias.unused("the stream has settings of its own"));
    }
  }

  private static void conduit(Map<String, Alias> names) {
    names.put("IBKR_CONSUMER_KEY", Alias.text(ONE + "consumer-key"));
    names.put("IBKR_ACCESS_TOKEN", Alias.text(ONE + "access-token"));
    names.put("IBKR_ACCESS_TOKEN_SECRET", Alias.text(ONE + "access-token-secret"));
    names.put("IBKR_SIGNATURE_KEY", Alias.of(Form.KEY, ONE + "signature-key"));
    names.put("IBKR_ENCRYPTION_KEY", Alias.of(Form.KEY, ONE + "encryption-key"));
    names.put("IBKR_DH_PRIME", Alias.of(Form.DH, ONE + "dh-parameters"));
    names.put("IBKR_TENANT_ID", Alias.unused("a profile tells several logins apart"));
    names.put("IBKR_FLEX_TOKEN", Alias.unused("this library does not read flex reports"));
    names.put(
        "IBKR_KEYS_DIR",
        Alias.unused("name each key file: ibkr.auth.oauth1a.signature-key-file and the others"));
  }

  /** What the programs around NoETL read. */
  private static void seed(Map<String, Alias> names) {
    names.put("IBKR_USERNAME", Alias.of(Form.USER_NAME, JWT + "credential"));
    names.put("IBKR_GATEWAY_URL", Alias.of(Form.ADDRESS, GATEWAY + "base-url"));
    names.put("IB_ACCOUNT_ID", Alias.text(ACCOUNT));
    for (String name : "IBKR_PASSWORD IBKR_TOTP_SECRET IBKR_2FA_CODE".split(" ")) {
      names.put(name, Alias.unused(HUMAN));
    }
    names.put("IBKR_PAPER", Alias.unused(PAPER));
    names.put("IB_ENVIRONMENT", Alias.unused(PAPER));
  }

  private static void ibeam(Map<String, Alias> names) {
    names.put("IBEAM_GATEWAY_BASE_URL", Alias.of(Form.ADDRESS, GATEWAY + "base-url"));
    names.put(
        "IBEAM_MAINTENANCE_INTERVAL", Alias.of(Form.SECONDS, GATEWAY + "keep-alive-interval"));
    for (String name :
        "ACCOUNT PASSWORD KEY TWO_FA_HANDLER PYOTP_SECRET PYOTP_EXPIRY_BUFFER_SECONDS PYOTP_MAX_RETRIES PYOTP_RETRY_DELAY_SECONDS"
            .split(" ")) {
      names.put("IBEAM_" + name, Alias.unused(HUMAN));
    }
    for (String name :
        "ROUTE_AUTH ROUTE_VALIDATE ROUTE_REAUTHENTICATE ROUTE_INITIALISE ROUTE_AUTH_STATUS ROUTE_TICKLE ROUTE_LOGOUT"
            .split(" ")) {
      names.put("IBEAM_" + name, Alias.unused("the paths of the gateway are known"));
    }
    for (String name :
        "MAX_FAILED_AUTH MAX_STATUS_CHECK_RETRIES MAX_REAUTHENTICATE_RETRIES AUTHENTICATION_STRATEGY"
            .split(" ")) {
      names.put("IBEAM_" + name, Alias.unused(ALWAYS));
    }
    names.put("IBEAM_USE_PAPER_ACCOUNT", Alias.unused(PAPER));
    for (String name : "SECRETS_SOURCE GCP_SECRETS_URL GCP_BASE_URL".split(" ")) {
      names.put(
          "IBEAM_" + name,
          Alias.unused(
              "a value may be a reference, and IBKR_SECRETS_DIRECTORY names mounted ones"));
    }
  }

  private static Map<String, Alias> fields() {
    Map<String, Alias> names = new LinkedHashMap<>();
    names.put("type", Alias.of(Form.STRATEGY, STRATEGY));
    oauth2Fields(names);
    oauth1aFields(names);
    names.put("gateway_url", Alias.of(Form.ADDRESS, GATEWAY + "base-url"));
    names.put("base_url", Alias.of(Form.ANY_ADDRESS, ""));
    names.put("account_id", Alias.text(ACCOUNT));
    names.put("username", Alias.of(Form.USER_NAME, JWT + "credential"));
    for (String name : "password totp_secret two_fa_code".split(" ")) {
      names.put(name, Alias.unused(HUMAN));
    }
    names.put("environment", Alias.unused(PAPER));
    names.put("consumer_secret", Alias.of(Form.NO_GRANT, ""));
    names.put("oauth_version", Alias.unused("the strategy decides"));
    return Map.copyOf(names);
  }

  private static void oauth2Fields(Map<String, Alias> names) {
    names.put("client_id", Alias.text(JWT + "client-id"));
    names.put("client_key_id", Alias.text(JWT + "key-id"));
    names.put("key_id", Alias.text(JWT + "key-id"));
    names.put("credential", Alias.text(JWT + "credential"));
    names.put("private_key", Alias.of(Form.KEY, JWT + "private-key"));
    names.put("private_key_file", Alias.text(JWT + "private-key-file"));
    names.put("domain", Alias.of(Form.HOST, JWT + "base-url"));
    names.put("api_base_url", Alias.of(Form.ANY_ADDRESS, ""));
    names.put("oauth_token_url", Alias.of(Form.ADDRESS, JWT + "token-url"));
    names.put("timeout", Alias.of(Form.SECONDS, "ibkr.auth.http.read-timeout"));
  }

  private static void oauth1aFields(Map<String, Alias> names) {
    names.put("consumer_key", Alias.text(ONE + "consumer-key"));
    names.put("consumerKey", Alias.text(ONE + "consumer-key"));
    names.put("access_token", Alias.text(ONE + "access-token"));
    names.put("accessToken", Alias.text(ONE + "access-token"));
    names.put("access_token_secret", Alias.text(ONE + "access-token-secret"));
    names.put("accessTokenSecret", Alias.text(ONE + "access-token-secret"));
    for (String name : "dh_prime dhPrime dhparam".split(" ")) {
      names.put(name, Alias.of(Form.DH, ONE + "dh-parameters"));
    }
    names.put("dh_generator", Alias.text(ONE + "dh-generator"));
    names.put("realm", Alias.text(ONE + "realm"));
    for (String name : "signature signature_key signaturePrivateKey".split(" ")) {
      names.put(name, Alias.of(Form.KEY, ONE + "signature-key"));
    }
    for (String name : "encryption encryption_key encryptionPrivateKey".split(" ")) {
      names.put(name, Alias.of(Form.KEY, ONE + "encryption-key"));
    }
    names.put("signature_key_fp", Alias.text(ONE + "signature-key-file"));
    names.put("encryption_key_fp", Alias.text(ONE + "encryption-key-file"));
    names.put("oauth_rest_url", Alias.of(Form.ADDRESS, ONE + "base-url"));
    names.put("oauth_ws_url", Alias.unused(STREAM));
    names.put(
        "live_session_token_endpoint", Alias.of(Form.ENDPOINT, ONE + "live-session-token-url"));
    names.put("use_oauth", Alias.of(Form.USE_OAUTH, STRATEGY));
    names.put("shutdown_oauth", Alias.of(Form.LOGOUT, "ibkr.session.logout-on-close"));
    for (String name : "init_oauth init_brokerage_session maintain_oauth".split(" ")) {
      names.put(name, Alias.unused(ALWAYS));
    }
  }
}
