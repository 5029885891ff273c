package io.github.ibkrauth.auth.oauth2;

import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.oauth2.AuthorizationServer.Exchange;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives tokens back (RFC 7009). Thread-safe. */
final class Revocation {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.auth.oauth2");

  private final AuthorizationServer server;
  private final ConsentRefusal refusal;

  Revocation(AuthorizationServer server, ConsentRefusal refusal) {
    this.server = server;
    this.refusal = refusal;
  }

  /**
   * Revokes the refresh token, with which the server ends the access token as well, or the access
   * token where there is no other. Without an endpoint it does nothing.
   *
   * @throws AuthException when the server did not confirm
   */
  void of(UserTokens tokens, ServerEndpoints endpoints) {
    URI uri = endpoints.revocation();
    if (uri == null) {
      return;
    }
    Secret refresh = tokens.refresh();
    String token = (refresh != null ? refresh : tokens.access()).reveal();
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", token);
    form.put("token_type_hint", refresh != null ? "refresh_token" : "access_token");
    Exchange exchange = server.post(Step.REVOCATION, uri, form, List.of(token), endpoints);
    if (!exchange.reply().success()) {
      throw refusal.of(exchange);
    }
  }

  /** Revokes what nobody will use; a failure is logged only. */
  void quietly(UserTokens tokens, ServerEndpoints endpoints) {
    try {
      of(tokens, endpoints);
    } catch (AuthException e) {
      LOG.log(Level.DEBUG, "Tokens that nobody uses were not revoked: {0}", e.code());
    }
  }
}
