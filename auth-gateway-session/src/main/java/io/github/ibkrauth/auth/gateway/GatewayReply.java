package io.github.ibkrauth.auth.gateway;

/**
 * What came of one call to the gateway. The body may hold the session's id: it is not for logs.
 *
 * @param condition what the call found
 * @param status the HTTP status, or 0 when none came
 * @param body the body as text, decompressed; empty when none came
 * @param sentence what happened and what to do, fit for people and free of secrets; empty when the
 *     condition is {@link GatewayCondition#ANSWERED}
 */
record GatewayReply(GatewayCondition condition, int status, String body, String sentence) {

  /** Shows no body. */
  @Override
  public String toString() {
    return "GatewayReply(" + condition + ", " + status + ")";
  }
}
