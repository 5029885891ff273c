package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.AnswerFailure;
import io.github.ibkrauth.auth.googlehttp.support.WebAddress;
import io.github.ibkrauth.auth.oauth2.ConsentSettings.FixedEndpoints;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata document of an authorization server (RFC 8414). What it says is believed only
 * when it names the issuer that it was fetched from. Used by one thread.
 */
final class ServerMetadata {

  private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";
  private static final String OPENID = "/.well-known/openid-configuration";

  private final URI address;
  private final JsonNode json;
  private final AnswerFailure failure;

  private ServerMetadata(URI address, JsonNode json, AnswerFailure failure) {
    this.address = address;
    this.json = json;
    this.failure = failure;
  }

  /**
   * Reads an answer; addresses that are set win.
   *
   * @param address where it was fetched
   * @param setting the setting that holds the address, for messages
   */
  static ServerEndpoints read(LoginReply reply, URI address, String setting, FixedEndpoints fixed) {
    AnswerFailure failure = reply.failure(setting, Complaint.of(reply, List.of()));
    if (!reply.success()) {
      throw failure.byStatus();
    }
    JsonNode json = reply.json();
    if (json == null || !json.isObject()) {
      throw failure.unusable("this is not a JSON object with metadata");
    }
    return new ServerMetadata(address, json, failure).endpoints(fixed);
  }

  private ServerEndpoints endpoints(FixedEndpoints fixed) {
    String issuer = issuer();
    pkce();
    URI par =
        fixed.par() != null
            ? fixed.par()
            : json.path("require_pushed_authorization_requests").asBoolean(false)
                ? required("pushed_authorization_request_endpoint", WebAddress::problem)
                : null;
    return new ServerEndpoints(
        issuer,
        fixed.authorize() != null
            ? fixed.authorize()
            : address("authorization_endpoint", BrowserAddress::problem),
        fixed.token() != null ? fixed.token() : required("token_endpoint", WebAddress::problem),
        fixed.revocation() != null
            ? fixed.revocation()
            : address("revocation_endpoint", WebAddress::problem),
        par,
        json.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  /** A document that names another issuer may have been put there by somebody else. */
  private String issuer() {
    String issuer = json.path("issuer").asText("");
    if (issuer.isEmpty()) {
      throw failure.unusable("the metadata names no issuer");
    }
    boolean agrees =
        expected(address)
            .map(wanted -> withoutSlash(wanted).equals(withoutSlash(issuer)))
            .orElseGet(() -> issuer.startsWith(Endpoints.place(address)));
    if (!agrees) {
      throw failure.unusable(
          "the metadata names another issuer, "
              + ShownText.of(issuer, List.of())
              + ", than the one it was fetched from");
    }
    return issuer;
  }

  /** Returns the issuer whose document lies at such an address (RFC 8414, section 3). */
  private static Optional<String> expected(URI address) {
    String path = Objects.requireNonNullElse(address.getRawPath(), "");
    if (path.equals(WELL_KNOWN) || path.startsWith(WELL_KNOWN + "/")) {
      return Optional.of(Endpoints.place(address) + path.substring(WELL_KNOWN.length()));
    }
    if (path.endsWith(OPENID)) {
      return Optional.of(
          Endpoints.place(address) + path.substring(0, path.length() - OPENID.length()));
    }
    if (path.startsWith(OPENID + "/")) {
      return Optional.of(Endpoints.place(address) + path.substring(OPENID.length()));
    }
    return Optional.empty();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private void pkce() {
    JsonNode methods = json.path("code_challenge_methods_supported");
    if (methods.isArray() && !methods.isEmpty()) {
      for (JsonNode method : methods) {
        if (method.asText("").equals("S256")) {
          return;
        }
      }
      throw failure.unusable("the server does not support PKCE with S256");
    }
  }

  private URI required(String member, BiFunction<String, URI, Optional<String>> problem) {
    URI uri = address(member, problem);
    if (uri == null) {
      throw failure.unusable("the metadata has no " + member);
    }
    return uri;
  }

  private @Nullable URI address(String member, BiFunction<String, URI, Optional<String>> problem) {
    String text = json.path(member).asText("");
    if (text.isEmpty()) {
      return null;
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw failure.unusable(member + " is not an address");
    }
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw failure.unusable(member + " is not an address");
    }
    Optional<String> wrong = problem.apply(member, uri);
    if (wrong.isPresent()) {
      throw failure.unusable(wrong.get().replaceFirst("\\.$", ""));
    }
    return uri;
  }
}
