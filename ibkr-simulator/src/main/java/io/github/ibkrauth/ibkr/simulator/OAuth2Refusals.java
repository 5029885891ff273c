package io.github.ibkrauth.ibkr.simulator;

/** What the authorization server answers a client whose request it refuses (RFC 6749, 5.2). */
final class OAuth2Refusals {
  private OAuth2Refusals() {}

  static Refusal badRequest(String error, String reason) {
    return new Refusal(answer(400, error, reason));
  }

  static Refusal invalidRequest(String reason) {
    return badRequest("invalid_request", reason);
  }

  static Refusal invalidGrant(String reason) {
    return badRequest("invalid_grant", reason);
  }

  static Refusal invalidClient(String reason) {
    return new Refusal(
        answer(401, "invalid_client", reason)
            .withHeader("WWW-Authenticate", "Basic realm=\"IBKR simulator\""));
  }

  private static Answer answer(int status, String error, String reason) {
    return Answer.json(
            status, new JsonObject().put("error", error).put("error_description", reason))
        .withHeader("Cache-Control", "no-store")
        .because(reason);
  }
}
