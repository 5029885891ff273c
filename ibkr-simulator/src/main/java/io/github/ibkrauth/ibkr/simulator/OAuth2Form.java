package io.github.ibkrauth.ibkr.simulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the parameters of OAuth 2.0 requests, of which none may come twice. */
final class OAuth2Form {
  private OAuth2Form() {}

  /** Returns the form of a POST. */
  static Map<String, List<String>> of(Call call) {
    if (!call.mediaType().equals("application/x-www-form-urlencoded")) {
      throw OAuth2Refusals.invalidRequest(
          "the content type is not application/x-www-form-urlencoded");
    }
    Map<String, List<String>> form = call.formParameters();
    repeated(form)
        .ifPresent(
            name -> {
              throw OAuth2Refusals.invalidRequest(name + " is given twice");
            });
    return form;
  }

  /** Returns a parameter that must be there. */
  static String one(Map<String, List<String>> form, String name) {
    return optional(form, name)
        .orElseThrow(() -> OAuth2Refusals.invalidRequest(name + " is missing"));
  }

  /** Returns a parameter; an empty one counts as left out (RFC 6749, 3.1). */
  static Optional<String> optional(Map<String, List<String>> form, String name) {
    return Optional.ofNullable(form.get(name))
        .map(values -> values.get(0))
        .filter(v -> !v.isEmpty());
  }

  static Optional<String> repeated(Map<String, List<String>> form) {
    return form.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .filter(name -> name.matches("[a-z_]{1,40}"))
        .findFirst();
  }

  static Set<String> scopes(String text) {
    return new LinkedHashSet<>(List.of(text.trim().split(" +")));
  }
}
