package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page on which a user lets a third party in. It shows the user name and the password it takes:
 * both are invented.
 */
final class AuthorizePage {
  static final String PATH = "/authorize";

  private final OAuth1Registry registry;
  private final BrokerUser user;
  private final String password;

  AuthorizePage(OAuth1Registry registry, BrokerUser user, String password) {
    this.registry = registry;
    this.user = user;
    this.password = password;
  }

  void addTo(RouteTable routes) {
    routes.get(PATH, this::show).post(PATH, this::decide);
  }

  private Answer show(Call call) {
    String token = call.queryParameter("oauth_token").orElse("");
    RequestToken request = request(token);
    return page(200, form(request, call.queryParameter("redirect_uri").orElse(""), ""));
  }

  private Answer decide(Call call) {
    Map<String, List<String>> form = call.formParameters();
    RequestToken request = request(field(form, "oauth_token"));
    String path = field(form, "redirect_uri");
    Optional<URI> callback = registry.callback().map(uri -> withPath(uri, path));
    if (field(form, "action").equals("cancel")) {
      registry.deny(request.token);
      return callback
          .map(uri -> redirect(uri.toString()))
          .orElseGet(() -> page(200, "<p>Nobody was let in. You can close this page.</p>"));
    }
    if (!field(form, "username").equals(user.name()) || !field(form, "password").equals(password)) {
      return page(401, form(request, path, "<p><b>Wrong user name or password.</b></p>"))
          .because("wrong user name or password");
    }
    String verifier = registry.allow(request.token, user).orElseThrow(AuthorizePage::stale);
    return callback
        .map(uri -> redirect(withVerifier(uri, request.token, verifier)))
        .orElseGet(
            () ->
                page(
                    200,
                    "<p>Give this verifier to the application that sent you here:</p>"
                        + "<p><code id=\"verifier\">"
                        + verifier
                        + "</code></p>"));
  }

  private RequestToken request(String token) {
    return registry.openRequest(token).orElseThrow(AuthorizePage::stale);
  }

  private static Refusal stale() {
    return new Refusal(
        page(400, "<p>This link is unknown, was used already, or is older than 10 minutes.</p>")
            .because("unknown, used or expired request token"));
  }

  private String form(RequestToken request, String redirectPath, String message) {
    return """
        %s<p>The application <b>%s</b> asks for access to your account.</p>
        <form method="post" action="%s">
        <input type="hidden" name="oauth_token" value="%s">
        <input type="hidden" name="redirect_uri" value="%s">
        <p>User name <input name="username" autocomplete="off"> (it is <code>%s</code>)</p>
        <p>Password <input name="password" type="password" autocomplete="off"> (it is <code>%s</code>)</p>
        <p><button name="action" value="login">Log in and grant access</button>
        <button name="action" value="cancel">Cancel</button></p>
        </form>
        """
        .formatted(
            message,
            escape(request.consumer.key()),
            PATH,
            escape(request.token),
            escape(redirectPath),
            escape(user.name()),
            escape(password));
  }

  private static Answer page(int status, String content) {
    String html =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>IBKR simulator: authorize</title></head>
        <body><h1>IBKR simulator</h1>
        %s
        </body></html>
        """
            .formatted(content);
    return Answer.text(status, Answer.HTML, html).withHeader("Cache-Control", "no-store");
  }

  private static Answer redirect(String location) {
    return Answer.text(302, "", "").withHeader("Location", location);
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
    return changed.getRawAuthority().equals(callback.getRawAuthority()) ? changed : callback;
  }

  private static String field(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
