package io.github.ibkrauth.auth.googlehttp;

import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
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
    for (Map.Entry<String, Object> header : headers.entrySet()) {
      if (header.getValue() != null) {
        // Each look at the key makes it anew.
        String name = header.getKey();
        List<String> texts = headers.getHeaderStringValues(name);
        texts.forEach(text -> checkHeader(name, text));
        values.put(name, texts);
      }
    }
    String type = type(request.getContent());
    if (!type.isEmpty()) {
      values.put("Content-Type", List.of(type));
    }
    return values;
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
    return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
  }
}
