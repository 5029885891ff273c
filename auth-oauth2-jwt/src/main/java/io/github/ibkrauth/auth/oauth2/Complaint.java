package io.github.ibkrauth.auth.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ibkrauth.auth.googlehttp.support.ErrorBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a refusal says: the usual forms of errors, and the arguments that the broker names as
 * invalid. Immutable.
 *
 * @param error the usual part
 * @param fields the names of the arguments
 * @param fieldWords names and what is said about each
 * @param words all it says in words, or the empty text
 */
record Complaint(ErrorBody error, List<String> fields, String fieldWords, String words) {

  private static final Pattern ADDRESS =
      Pattern.compile("\\b(ips?|ip[ -]?address(es)?|address)\\b");

  /**
   * Reads it.
   *
   * @param secrets what must not be repeated from it
   */
  static Complaint of(LoginReply reply, List<String> secrets) {
    List<String> fields = new ArrayList<>();
    List<String> words = new ArrayList<>();
    if (reply.json() != null) {
      for (JsonNode argument : reply.json().path("invalidArguments")) {
        String field = argument.isTextual() ? argument.textValue() : text(argument, "field");
        if (!field.isBlank()) {
          fields.add(field);
          words.add((field + " " + text(argument, "description")).strip());
        }
      }
    }
    ErrorBody error = ErrorBody.of(ShownText.without(reply.text(), secrets));
    String fieldWords = ShownText.of(String.join(", ", words), secrets);
    String all =
        Stream.of(error.text(), fieldWords)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(": "));
    return new Complaint(error, List.copyOf(fields), fieldWords, ShownText.of(all, secrets));
  }

  boolean isOAuth(String... codes) {
    Optional<String> code = error.code();
    return code.isPresent() && List.of(codes).contains(code.get());
  }

  /** Returns whether it speaks of one of these; given in lower case. */
  boolean mentions(String... terms) {
    String own = fieldWords.toLowerCase(Locale.ROOT);
    return List.of(terms).stream().anyMatch(term -> error.mentions(term) || own.contains(term));
  }

  boolean mentionsAddress() {
    return fields.contains("ip")
        || fields.contains("alternativeIps")
        || ADDRESS.matcher(error.detail().orElse("").toLowerCase(Locale.ROOT)).find();
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asText("");
  }
}
