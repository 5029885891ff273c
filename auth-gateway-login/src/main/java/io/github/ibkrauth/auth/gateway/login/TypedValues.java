package io.github.ibkrauth.auth.gateway.login;

import io.github.ibkrauth.auth.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was typed into the page, so that it can be blanked wherever it turns up. */
final class TypedValues {

  static final String BLANK = "****";

  private final Set<String> values = new LinkedHashSet<>();

  /** Remembers a value before it is typed; returns it. */
  Secret add(Secret value) {
    String text = value.reveal();
    if (!text.isEmpty()) {
      values.add(text);
    }
    return value;
  }

  /** Returns the values, the longest first. */
  List<String> all() {
    return values.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Returns a text in which no value stands, in plain, in HTML or in an address. */
  String blank(String text) {
    String shown = text;
    for (String value : all()) {
      for (String form : forms(value)) {
        shown = shown.replace(form, BLANK);
      }
    }
    return shown;
  }

  private static List<String> forms(String value) {
    String tags = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    List<String> forms = new ArrayList<>();
    forms.add(value);
    forms.add(tags);
    forms.add(tags.replace("\"", "&quot;").replace("'", "&#39;"));
    forms.add(tags.replace("\"", "&quot;"));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    return forms;
  }

  /** Shows none. */
  @Override
  public String toString() {
    return "TypedValues(" + values.size() + ")";
  }
}
