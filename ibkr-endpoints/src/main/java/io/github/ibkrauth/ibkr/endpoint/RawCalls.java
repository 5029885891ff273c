package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls by method and path, for endpoints without a typed call. One of {@link Endpoints#all()} is
 * treated as its typed call is; of the others only a GET may ever be sent twice. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class RawCalls {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private final ApiCalls calls;

  /** Creates the calls. */
  public RawCalls(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /**
   * Calls any endpoint.
   *
   * @param method GET, POST, PUT, DELETE or PATCH
   * @param path below the trading API ({@code /portfolio/accounts}, or with {@code /v1/api} before
   *     it), or from the root of the host if it begins with {@code /gw/api/}; with a query if
   *     wanted
   * @param bodyOrNull a JSON text, sent as it is
   * @return the answer, whatever its status
   * @throws io.github.ibkrauth.ibkr.IbkrException when no answer came
   * @throws IllegalArgumentException when method or path cannot be sent
   */
  public RawAnswer call(String method, String path, @Nullable String bodyOrNull) {
    Body body = bodyOrNull == null ? Body.NONE : Body.json(bodyOrNull);
    return send(method, path, body, bodyOrNull == null ? BodyKind.NONE : BodyKind.JSON);
  }

  /**
   * The same with the body signed as a token, as most endpoints below {@code /gw/api} want it.
   *
   * @param json a JSON object
   * @throws AuthConfigurationException when the strategy in use signs no bodies
   */
  public RawAnswer callSigned(String method, String path, String json) {
    Objects.requireNonNull(json, "json");
    checkMethod(method);
    return send(method, path, calls.signed(method, path, json), BodyKind.SIGNED);
  }

  private RawAnswer send(String method, String path, Body body, BodyKind kind) {
    String verb = checkMethod(method);
    String target = target(Objects.requireNonNull(path, "path"));
    String bare = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    return calls.raw(Endpoints.findOrGuess(verb, bare, kind), target, body);
  }

  private static String checkMethod(String method) {
    String verb = Objects.requireNonNull(method, "method").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(verb)) {
      throw new IllegalArgumentException(
          "method must be GET, POST, PUT, DELETE or PATCH, not '" + method + "'.");
    }
    return verb;
  }

  /** Returns path and query in the one form in which they are sent, without the API's own path. */
  private String target(String path) {
    String wanted = path.startsWith("/") ? path : "/" + path;
    if (path.contains("://") || wanted.startsWith("//") || path.contains("\\")) {
      throw new IllegalArgumentException(
          "path must be a path on the broker's host, such as /portfolio/accounts.");
    }
    if (path.contains("#") || path.isBlank()) {
      throw new IllegalArgumentException(
          "path must not be blank, nor hold a '#'; write %23 for that sign.");
    }
    int mark = wanted.indexOf('?');
    String raw = path(mark < 0 ? wanted : wanted.substring(0, mark));
    String api = calls.apiPath() + "/";
    String relative = raw.startsWith(api) ? raw.substring(api.length() - 1) : raw;
    return relative + (mark < 0 ? "" : query(wanted.substring(mark + 1)));
  }

  private static String path(String raw) {
    StringBuilder path = new StringBuilder();
    for (String segment : raw.substring(1).split("/", -1)) {
      String plain = UrlText.decode(segment);
      if (plain.equals(".") || plain.equals("..")) {
        throw new IllegalArgumentException("path must not hold '.' or '..' as a step.");
      }
      // A colon ends the name of a bulk operation, and is sent raw.
      path.append('/').append(UrlText.segment(plain).replace("%3A", ":"));
    }
    return path.toString();
  }

  private static String query(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = UrlText.decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : UrlText.decode(pair.substring(equals + 1));
      if (name.isEmpty() || parameters.put(name, value) != null) {
        throw new IllegalArgumentException(
            "The query parameter '" + name + "' must be given once, with a name.");
      }
    }
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(UrlText.query(name))
                .append(value.isEmpty() ? "" : "=" + UrlText.query(value)));
    return query.toString();
  }
}
