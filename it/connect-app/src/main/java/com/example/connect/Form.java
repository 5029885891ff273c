package com.example.connect;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields of a form that a browser posted. */
final class Form {

  private static final int LARGEST = 64 * 1024;

  private final Map<String, String> fields = new HashMap<>();

  private Form() {}

  /** Reads a form; what is too large or malformed has no fields, and so fails as a foreign one. */
  static Form read(HttpExchange exchange) throws IOException {
    Form form = new Form();
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      return form;
    }
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          form.fields.putIfAbsent(
              decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
          return new Form();
        }
      }
    }
    return form;
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
