package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call in the making: an endpoint with its parameters and body. Not thread-safe. */
final class ApiRequest {

  private final Endpoint endpoint;
  private final Map<String, String> path = new LinkedHashMap<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private @Nullable JsonValue body;
  private @Nullable Departure departure;

  private ApiRequest(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  static ApiRequest to(Endpoint endpoint) {
    return new ApiRequest(endpoint);
  }

  /** Sets a parameter of the path; it is encoded as one segment. */
  ApiRequest path(String name, String value) {
    path.put(name, value);
    return this;
  }

  /** Sets a parameter of the query. */
  ApiRequest query(String name, String value) {
    query.put(name, value);
    return this;
  }

  ApiRequest body(JsonValue value) {
    this.body = value;
    return this;
  }

  /** Has it noted whether the request may have left this program. */
  ApiRequest noting(Departure value) {
    this.departure = value;
    return this;
  }

  @Nullable Departure departure() {
    return departure;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Returns path and query as they go to the wire, relative to the API. */
  String target() {
    String template = endpoint.path();
    boolean fixed = template.indexOf('{') < 0;
    if (fixed && query.isEmpty()) {
      return template;
    }
    StringBuilder target =
        new StringBuilder(fixed ? template : PathTemplate.of(template).expand(path));
    char separator = '?';
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      target
          .append(separator)
          .append(UrlText.query(parameter.getKey()))
          .append('=')
          .append(UrlText.query(parameter.getValue()));
      separator = '&';
    }
    return target.toString();
  }

  /** Returns what goes out as the body. */
  Body content() {
    return body == null ? Body.NONE : Body.json(body.toJson());
  }
}
