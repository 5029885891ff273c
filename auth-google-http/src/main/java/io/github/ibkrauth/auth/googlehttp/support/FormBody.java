package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.ApiLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes {@code application/x-www-form-urlencoded} bodies. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class FormBody {

  /** The media type of such a body. */
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private FormBody() {}

  /**
   * Returns the pairs in the map's order, UTF-8, a space as {@code +}.
   *
   * @param fields names and values, not encoded
   */
  public static String of(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
