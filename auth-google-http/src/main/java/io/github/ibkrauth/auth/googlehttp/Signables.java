package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.util.ClassInfo;
import com.google.api.client.util.FieldInfo;
import io.github.ibkrauth.auth.http.SignableRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a google request into the value that is signed. */
final class Signables {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final boolean[] TOKEN = tokenCharacters();

  /**
   * The headers that have a field, by the class of the headers: google's own walk over them looks
   * each up again and makes its name anew.
   */
  private static final ClassValue<List<Known>> KNOWN =
      new ClassValue<>() {
        @Override
        protected List<Known> computeValue(Class<?> type) {
          ClassInfo fields = ClassInfo.of(type, true);
          return fields.getNames().stream()
              .map(name -> new Known(name.toLowerCase(Locale.ROOT), fields.getFieldInfo(name)))
              .toList();
        }
      };

  private Signables() {}

  static SignableRequest of(HttpRequest request, URI uri, int attempt) throws IOException {
    return SignableRequest.builder(request.getRequestMethod(), uri)
        .headers(headers(request))
        .formParameters(form(request))
        .attempt(attempt)
        .build();
  }

  /**
   * Refuses what could end a header early and begin another.
   *
   * @throws IllegalArgumentException naming the header, never its value
   */
  static void checkHeader(String name, String value) {
    boolean goodName = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      goodName &= isTokenCharacter(name.charAt(i));
    }
    if (!goodName) {
      throw new IllegalArgumentException("A header's name has characters that are not allowed.");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && c < ' ' || c == 127) {
        throw new IllegalArgumentException(
            "The header " + name + " has a line break or a control character; it was not sent.");
      }
    }
  }

  static void setHeader(HttpHeaders headers, String name, String value) {
    FieldInfo field = headers.getClassInfo().getFieldInfo(name);
    boolean list = field != null && List.class.isAssignableFrom(field.getType());
    headers.set(name, list ? new ArrayList<>(List.of(value)) : value);
  }

  private static Map<String, List<String>> headers(HttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Known known : KNOWN.get(headers.getClass())) {
      if (known.field.getValue(headers) != null) {
        add(headers, known.name, values);
      }
    }
    headers
        .getUnknownKeys()
        .forEach(
            (name, value) -> {
              if (value != null) {
                add(headers, name, values);
              }
            });
    String type = type(request.getContent());
    if (!type.isEmpty()) {
      values.put("Content-Type", List.of(type));
    }
    return values;
  }

  private static void add(HttpHeaders headers, String name, Map<String, List<String>> values) {
    List<String> texts = headers.getHeaderStringValues(name);
    texts.forEach(text -> checkHeader(name, text));
    values.put(name, texts);
  }

  private static boolean[] tokenCharacters() {
    boolean[] good = new boolean[128];
    for (int c = '!'; c < 127; c++) {
      good[c] = "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
    return good;
  }

  /** The bytes that are read here are the bytes that are sent. */
  private static List<Map.Entry<String, String>> form(HttpRequest request) throws IOException {
    HttpContent content = request.getContent();
    if (!type(content).toLowerCase(Locale.ROOT).startsWith(FORM)) {
      return List.of();
    }
    KnownLength.Buffered body = KnownLength.buffered(content);
    request.setContent(body);
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : new String(body.bytes(), StandardCharsets.UTF_8).split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        pairs.add(
            equals < 0
                ? Map.entry(pair, "")
                : Map.entry(pair.substring(0, equals), pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String type(@Nullable HttpContent content) {
    String type = content == null ? null : content.getType();
    return type == null ? "" : type;
  }

  private static boolean isTokenCharacter(int c) {
    return c < 128 && TOKEN[c];
  }

  private record Known(String name, FieldInfo field) {}
}
