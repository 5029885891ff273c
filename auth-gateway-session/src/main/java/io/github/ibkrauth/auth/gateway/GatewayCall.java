package io.github.ibkrauth.auth.gateway;

/**
 * A call to the gateway, as messages name it. The path lies below the API's, unless it begins with
 * one of its own.
 */
enum GatewayCall {
  TICKLE("tickle", "/tickle", true),
  VALIDATE("sso/validate", "/sso/validate", true),
  STATUS("auth/status", "/iserver/auth/status", true),
  INITIALIZE("ssodh/init", "/iserver/auth/ssodh/init", false),
  REAUTHENTICATE("reauthenticate", "/v1/portal/iserver/reauthenticate?force=true", false),
  LOGOUT("logout", "/logout", false);

  private final String title;
  private final String path;
  private final boolean look;

  GatewayCall(String title, String path, boolean look) {
    this.title = title;
    this.path = path;
    this.look = look;
  }

  String title() {
    return title;
  }

  String path() {
    return path;
  }

  /** Returns whether it asks for a state, which comes as a JSON object, and changes nothing. */
  boolean isLook() {
    return look;
  }
}
