package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of authorization requests, pushed or in the address. */
final class AuthorizationRequests {
  static final String OPENID = "openid";
  static final String REQUEST_URI = "request_uri";

  /** What base64url makes of a SHA-256. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final RegisteredClient client;
  private final RedirectUris redirectUris;

  AuthorizationRequests(RegisteredClient client, RedirectUris redirectUris) {
    this.client = client;
    this.redirectUris = redirectUris;
  }

  /** Everything a client may ask for. */
  Set<String> scopes() {
    Set<String> scopes = new TreeSet<>(client.scopes());
    scopes.add(OPENID);
    scopes.add("offline_access");
    return scopes;
  }

  /**
   * Reads a request.
   *
   * @throws Invalid when anything about it is wrong
   */
  AuthorizationRequest read(Map<String, List<String>> parameters) throws Invalid {
    checkClient(parameters);
    String redirectUri =
        OAuth2Form.optional(parameters, "redirect_uri")
            .orElseThrow(() -> Invalid.forTheUser("redirect_uri is missing"));
    if (parameters.getOrDefault("redirect_uri", List.of()).size() > 1
        || !redirectUris.holds(redirectUri)) {
      throw Invalid.forTheUser("redirect_uri is not registered");
    }
    String state = OAuth2Form.optional(parameters, "state").orElse(null);
    Optional<String> repeated = OAuth2Form.repeated(parameters);
    if (repeated.isPresent()) {
      throw new Invalid("invalid_request", repeated.get() + " is given twice", redirectUri, state);
    }
    return new Reading(parameters, redirectUri, state).request();
  }

  /** Checks that a request names the client. */
  void checkClient(Map<String, List<String>> parameters) throws Invalid {
    List<String> named = parameters.getOrDefault("client_id", List.of());
    if (named.size() != 1 || !named.get(0).equals(client.clientId())) {
      throw Invalid.forTheUser("client_id is missing or unknown");
    }
  }

  /** A request whose answer may go back to the client. */
  private final class Reading {
    private final Map<String, List<String>> parameters;
    private final String redirectUri;
    private final @Nullable String state;

    private Reading(
        Map<String, List<String>> parameters, String redirectUri, @Nullable String state) {
      this.parameters = parameters;
      this.redirectUri = redirectUri;
      this.state = state;
    }

    private AuthorizationRequest request() throws Invalid {
      if (!text("response_type").equals("code")) {
        throw invalid(
            text("response_type").isEmpty() ? "invalid_request" : "unsupported_response_type",
            "response_type is not code");
      }
      if (!text("response_mode").isEmpty() && !text("response_mode").equals("query")) {
        throw invalid("invalid_request", "response_mode is not query");
      }
      if (text("code_challenge").isEmpty()) {
        throw invalid("invalid_request", "code_challenge is missing: PKCE is required");
      }
      if (!text("code_challenge_method").equals("S256")) {
        throw invalid("invalid_request", "code_challenge_method is not S256");
      }
      if (!CHALLENGE.matcher(text("code_challenge")).matches()) {
        throw invalid("invalid_request", "code_challenge is not a SHA-256 in base64url");
      }
      Set<String> scopes =
          text("scope").isEmpty()
              ? new LinkedHashSet<>(client.scopes())
              : OAuth2Form.scopes(text("scope"));
      if (!scopes().containsAll(scopes)) {
        throw invalid("invalid_scope", "scope holds what this client may not ask for");
      }
      String nonce = text("nonce").isEmpty() ? null : text("nonce");
      return new AuthorizationRequest(
          client.clientId(), redirectUri, Set.copyOf(scopes), state, text("code_challenge"), nonce);
    }

    private String text(String name) {
      return OAuth2Form.optional(parameters, name).orElse("");
    }

    private Invalid invalid(String error, String reason) {
      return new Invalid(error, reason, redirectUri, state);
    }
  }

  /**
   * Says what is wrong with a request. Without a redirect URI the client cannot be told: the user
   * is.
   */
  static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final transient @Nullable String redirectUri;
    private final transient @Nullable String state;

    Invalid(String error, String reason, @Nullable String redirectUri, @Nullable String state) {
      super(reason, null, false, false);
      this.error = error;
      this.redirectUri = redirectUri;
      this.state = state;
    }

    static Invalid forTheUser(String reason) {
      return new Invalid("invalid_request", reason, null, null);
    }

    String error() {
      return error;
    }

    String reason() {
      return String.valueOf(getMessage());
    }

    @Nullable String redirectUri() {
      return redirectUri;
    }

    @Nullable String state() {
      return state;
    }
  }
}
