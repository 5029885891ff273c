package io.github.ibkrauth.auth.gateway;

/** Answers as a gateway gives them. */
final class Replies {

  /** A session id; it must appear nowhere. */
  static final String SESSION = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

  private Replies() {}

  static GatewayReply json(String body) {
    return new GatewayReply(GatewayCondition.ANSWERED, 200, body, "");
  }

  static GatewayReply tickle(boolean authenticated, boolean connected, boolean competing) {
    return json(tickleBody(authenticated, connected, competing, true));
  }

  static String tickleBody(
      boolean authenticated, boolean connected, boolean competing, boolean session) {
    return """
    {%s"ssoExpires":415890,"collission":false,"userId":7,
     "hmds":{"error":"no bridge"},"iserver":{"authStatus":%s}}"""
        .formatted(
            session ? "\"session\":\"" + SESSION + "\"," : "",
            flags(authenticated, connected, competing));
  }

  static GatewayReply status(boolean authenticated, boolean connected, boolean competing) {
    return json(flags(authenticated, connected, competing));
  }

  static GatewayReply failed(GatewayCondition condition, int status) {
    return new GatewayReply(condition, status, "", "It is " + condition + ".");
  }

  static GatewayReply loginRequired() {
    return failed(GatewayCondition.LOGIN_REQUIRED, 401);
  }

  static GatewayReply gatewayDown() {
    return failed(GatewayCondition.GATEWAY_DOWN, 0);
  }

  static GatewayReply unavailable(int status) {
    return failed(GatewayCondition.UNAVAILABLE, status);
  }

  private static String flags(boolean authenticated, boolean connected, boolean competing) {
    return "{\"authenticated\":"
        + authenticated
        + ",\"connected\":"
        + connected
        + ",\"competing\":"
        + competing
        + ",\"message\":\"\",\"MAC\":\"00:00:5E:00:53:01\"}";
  }
}
