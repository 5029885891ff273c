package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AuthorizationRegistry.Issued;
import io.github.ibkrauth.ibkr.simulator.AuthorizationRegistry.Login;
import io.github.ibkrauth.ibkr.simulator.AuthorizationRequests.Invalid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The endpoints of the authorization server that clients call themselves: pushed requests (RFC
 * 9126), tokens (RFC 6749), revocation (RFC 7009).
 */
final class AuthorizationServerEndpoints {
  static final String PUSHED = "/oauth2/par";
  static final String TOKEN = "/oauth2/token";
  static final String REVOCATION = "/oauth2/revoke";

  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final String issuer;
  private final ClientAuthenticator authenticator;
  private final AuthorizationRequests requests;
  private final PushedRequests pushed;
  private final AuthorizationRegistry registry;
  private final TokenMint mint;
  private final Broker broker;

  AuthorizationServerEndpoints(
      String issuer,
      ClientAuthenticator authenticator,
      AuthorizationRequests requests,
      PushedRequests pushed,
      AuthorizationRegistry registry,
      TokenMint mint,
      Broker broker) {
    this.issuer = issuer;
    this.authenticator = authenticator;
    this.requests = requests;
    this.pushed = pushed;
    this.registry = registry;
    this.mint = mint;
    this.broker = broker;
  }

  Answer push(Call call) {
    Map<String, List<String>> form = OAuth2Form.of(call);
    authenticator.authenticate(call, form);
    if (form.containsKey(AuthorizationRequests.REQUEST_URI)) {
      throw OAuth2Refusals.invalidRequest("request_uri cannot be pushed");
    }
    try {
      return Answer.json(
              201,
              new JsonObject()
                  .put("request_uri", pushed.push(requests.read(form)))
                  .put("expires_in", TokenLives.PUSHED_REQUEST.toSeconds()))
          .withHeader("Cache-Control", "no-store");
    } catch (Invalid e) {
      throw OAuth2Refusals.badRequest(e.error(), e.reason());
    }
  }

  Answer token(Call call) {
    Map<String, List<String>> form = OAuth2Form.of(call);
    String clientId = authenticator.authenticate(call, form);
    String grantType = OAuth2Form.one(form, "grant_type");
    return switch (grantType) {
      case "authorization_code" -> redeem(clientId, form);
      case "refresh_token" -> refresh(clientId, form);
      default ->
          throw OAuth2Refusals.badRequest(
              "unsupported_grant_type",
              "grant_type is neither authorization_code nor refresh_token");
    };
  }

  private Answer redeem(String clientId, Map<String, List<String>> form) {
    String verifier = OAuth2Form.one(form, "code_verifier");
    if (!VERIFIER.matcher(verifier).matches()) {
      throw OAuth2Refusals.invalidRequest("code_verifier is not 43 to 128 unreserved characters");
    }
    return tokens(
        registry.redeem(
            clientId,
            OAuth2Form.one(form, "code"),
            OAuth2Form.one(form, "redirect_uri"),
            verifier));
  }

  private Answer refresh(String clientId, Map<String, List<String>> form) {
    Set<String> scopes = OAuth2Form.optional(form, "scope").map(OAuth2Form::scopes).orElse(null);
    return tokens(registry.refresh(clientId, OAuth2Form.one(form, "refresh_token"), scopes));
  }

  private Answer tokens(Issued issued) {
    AccessGrant access = issued.access();
    JsonObject body =
        new JsonObject()
            .put("access_token", access.token())
            .put("token_type", "Bearer")
            .put("expires_in", Duration.between(broker.now(), access.expiresAt()).toSeconds())
            .put("refresh_token", issued.refreshToken())
            .put("scope", String.join(" ", access.scopes().stream().sorted().toList()));
    Login login = issued.login();
    if (login != null && access.scopes().contains(AuthorizationRequests.OPENID)) {
      body.put(
          "id_token",
          mint.idToken(issuer, issued.grant(), login, broker.now(), access.expiresAt()));
    }
    return Answer.json(body)
        .withHeader("Cache-Control", "no-store")
        .withHeader("Pragma", "no-cache");
  }

  Answer revoke(Call call) {
    Map<String, List<String>> form = OAuth2Form.of(call);
    registry.revoke(authenticator.authenticate(call, form), OAuth2Form.one(form, "token"));
    return Answer.text(200, "", "").withHeader("Cache-Control", "no-store");
  }
}
