package io.github.ibkrauth.ibkr.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every path the simulator serves. Filled while it is built, read-only afterwards; the first route
 * that fits wins.
 */
final class RouteTable {
  private record Route(Set<String> methods, PathPattern pattern, Endpoint endpoint) {}

  private final List<Route> routes = new ArrayList<>();

  RouteTable get(String path, Endpoint endpoint) {
    return add(Set.of("GET"), path, endpoint);
  }

  RouteTable post(String path, Endpoint endpoint) {
    return add(Set.of("POST"), path, endpoint);
  }

  RouteTable put(String path, Endpoint endpoint) {
    return add(Set.of("PUT"), path, endpoint);
  }

  RouteTable delete(String path, Endpoint endpoint) {
    return add(Set.of("DELETE"), path, endpoint);
  }

  RouteTable getOrPost(String path, Endpoint endpoint) {
    return add(Set.of("GET", "POST"), path, endpoint);
  }

  private RouteTable add(Set<String> methods, String path, Endpoint endpoint) {
    routes.add(new Route(methods, PathPattern.of(path), endpoint));
    return this;
  }

  /** Answers a call, also when no route fits: 404 for the path, 405 for the method. */
  Answer answer(Call call) {
    Set<String> otherMethods = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.pattern().match(call.path());
      if (variables.isEmpty()) {
        continue;
      }
      if (route.methods().contains(call.method())) {
        return route.endpoint().answer(call.withVariables(variables.get()));
      }
      otherMethods.addAll(route.methods());
    }
    if (otherMethods.isEmpty()) {
      return Answer.html(404, "Resource not found");
    }
    return Answer.html(405, "Method Not Allowed")
        .withHeader("Allow", String.join(", ", otherMethods));
  }
}
