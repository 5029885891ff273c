package io.github.ibkrauth.ibkr.simulator;

import io.github.ibkrauth.ibkr.simulator.AuthorizationRequests.Invalid;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a client sends its user (RFC 6749, 4.1.1). What is wrong with a request is told the client
 * at its redirect URI, once that is known to be its own, and the user otherwise.
 */
final class AuthorizeEndpoint {
  static final String PATH = "/oauth2/authorize";

  private final String issuer;
  private final AuthorizationRequests requests;
  private final PushedRequests pushed;
  private final AuthorizationRegistry registry;
  private final ConsentDesk desk;
  private volatile boolean pushedOnly;

  AuthorizeEndpoint(
      String issuer,
      AuthorizationRequests requests,
      PushedRequests pushed,
      AuthorizationRegistry registry,
      ConsentDesk desk) {
    this.issuer = issuer;
    this.requests = requests;
    this.pushed = pushed;
    this.registry = registry;
    this.desk = desk;
  }

  void requirePushed(boolean value) {
    pushedOnly = value;
  }

  boolean isPushedOnly() {
    return pushedOnly;
  }

  Answer show(Call call) {
    Map<String, List<String>> parameters = call.queryParameters();
    try {
      String requestUri =
          OAuth2Form.optional(parameters, AuthorizationRequests.REQUEST_URI).orElse(null);
      return requestUri == null ? direct(parameters) : pushed(parameters, requestUri);
    } catch (Invalid e) {
      return refused(e);
    }
  }

  private Answer direct(Map<String, List<String>> parameters) throws Invalid {
    AuthorizationRequest request = requests.read(parameters);
    if (pushedOnly) {
      throw new Invalid(
          "invalid_request",
          "the authorization request must be pushed",
          request.redirectUri(),
          request.state());
    }
    return desk.ask(new CodeRequested(request, null));
  }

  private Answer pushed(Map<String, List<String>> parameters, String requestUri) throws Invalid {
    requests.checkClient(parameters);
    if (parameters.getOrDefault(AuthorizationRequests.REQUEST_URI, List.of()).size() > 1) {
      throw Invalid.forTheUser("request_uri is given twice");
    }
    AuthorizationRequest request =
        pushed
            .open(requestUri)
            .orElseThrow(
                () ->
                    Invalid.forTheUser("request_uri is unknown, was used already, or has expired"));
    return desk.ask(new CodeRequested(request, requestUri));
  }

  private Answer refused(Invalid invalid) {
    String redirectUri = invalid.redirectUri();
    if (redirectUri == null) {
      return ConsentPages.message(
              400,
              "The application sent you here with a request that cannot be answered: "
                  + ConsentPages.escape(invalid.reason())
                  + ".")
          .because(invalid.reason());
    }
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("error", invalid.error());
    answer.put("error_description", invalid.reason());
    return back(redirectUri, answer, invalid.state()).because(invalid.reason());
  }

  private Answer back(String redirectUri, Map<String, String> parameters, @Nullable String state) {
    if (state != null) {
      parameters.put("state", state);
    }
    parameters.put("iss", issuer);
    StringBuilder location = new StringBuilder(redirectUri);
    char separator = redirectUri.indexOf('?') < 0 ? '?' : '&';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      location
          .append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return ConsentPages.redirect(location.toString());
  }

  /** A request for a code that waits for a user. Used under the desk's lock. */
  private final class CodeRequested implements AccessRequest {
    private final AuthorizationRequest request;
    private final @Nullable String requestUri;
    private boolean answered;

    private CodeRequested(AuthorizationRequest request, @Nullable String requestUri) {
      this.request = request;
      this.requestUri = requestUri;
    }

    @Override
    public String application() {
      return request.clientId();
    }

    @Override
    public boolean isOpen() {
      return !answered && (requestUri == null || pushed.open(requestUri).isPresent());
    }

    @Override
    public Answer allow(BrokerUser user) {
      close();
      Map<String, String> answer = new LinkedHashMap<>();
      answer.put("code", registry.code(request, user));
      return back(request.redirectUri(), answer, request.state());
    }

    @Override
    public Answer deny() {
      close();
      Map<String, String> answer = new LinkedHashMap<>();
      answer.put("error", "access_denied");
      answer.put("error_description", "the user has denied access");
      return back(request.redirectUri(), answer, request.state());
    }

    private void close() {
      answered = true;
      if (requestUri != null) {
        pushed.close(requestUri);
      }
    }
  }
}
