package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.Optional;

/** The page on which a user lets an OAuth 1.0a third party in. */
final class AuthorizePage {
  static final String PATH = "/authorize";

  private final OAuth1Registry registry;
  private final ConsentDesk desk;

  AuthorizePage(OAuth1Registry registry, ConsentDesk desk) {
    this.registry = registry;
    this.desk = desk;
  }

  void addTo(RouteTable routes) {
    routes.get(PATH, this::show);
  }

  private Answer show(Call call) {
    RequestToken token =
        registry
            .openRequest(call.queryParameter("oauth_token").orElse(""))
            .orElseThrow(AuthorizePage::stale);
    String path = call.queryParameter("redirect_uri").orElse("");
    return desk.ask(new TokenRequested(token, path));
  }

  private static Refusal stale() {
    return new Refusal(
        ConsentPages.message(
                400, "This link is unknown, was used already, or is older than 10 minutes.")
            .because("unknown, used or expired request token"));
  }

  /** A request token that waits for a user. */
  private final class TokenRequested implements AccessRequest {
    private final RequestToken token;
    private final Optional<URI> callback;

    private TokenRequested(RequestToken token, String path) {
      this.token = token;
      this.callback = registry.callback().map(uri -> withPath(uri, path));
    }

    @Override
    public String application() {
      return token.consumer.key();
    }

    @Override
    public boolean isOpen() {
      return registry.openRequest(token.token).isPresent();
    }

    @Override
    public Answer allow(BrokerUser user) {
      String verifier = registry.allow(token.token, user).orElseThrow(AuthorizePage::stale);
      return callback
          .map(uri -> ConsentPages.redirect(withVerifier(uri, token.token, verifier)))
          .orElseGet(
              () ->
                  ConsentPages.message(
                      200,
                      "Give this verifier to the application that sent you here:"
                          + " <code id=\"verifier\">"
                          + verifier
                          + "</code>"));
    }

    @Override
    public Answer deny() {
      registry.deny(token.token);
      return callback
          .map(uri -> ConsentPages.redirect(uri.toString()))
          .orElseGet(
              () -> ConsentPages.message(200, "Nobody was let in. You can close this page."));
    }
  }

  private static String withVerifier(URI callback, String token, String verifier) {
    return callback
        + (callback.getRawQuery() == null ? "?" : "&")
        + "oauth_token="
        + token
        + "&oauth_verifier="
        + verifier;
  }

  /** A path given with the link takes the place of the registered one; the host never changes. */
  private static URI withPath(URI callback, String path) {
    if (!path.startsWith("/") || path.startsWith("//")) {
      return callback;
    }
    URI changed;
    try {
      changed = callback.resolve(path);
    } catch (IllegalArgumentException e) {
      return callback;
    }
    boolean allowed =
        callback.getRawAuthority().equals(changed.getRawAuthority())
            && changed.getRawFragment() == null;
    return allowed ? changed : callback;
  }
}
