package io.github.ibkrauth.auth.googlehttp.support;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import io.github.ibkrauth.auth.ApiLevel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of an answer, and the times in them. Stateless. */
@ApiLevel(ApiLevel.Kind.SUPPORT)
public final class ResponseHeaders {

  private ResponseHeaders() {}

  /** Returns the headers, names in lower case and compared without case; read-only. */
  public static Map<String, List<String>> of(HttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, Object> header : headers.entrySet()) {
      if (header.getValue() != null) {
        String name = header.getKey().toLowerCase(Locale.ROOT);
        values.put(name, List.copyOf(headers.getHeaderStringValues(header.getKey())));
      }
    }
    return Collections.unmodifiableMap(values);
  }

  /** Returns the server's time from {@code Date}, if it is there and well-formed. */
  public static Optional<Instant> date(Map<String, List<String>> headers) {
    return first(headers, "date").flatMap(ResponseHeaders::instant);
  }

  /**
   * Returns how long the server asks to wait, from {@code Retry-After}: seconds, or a time that is
   * compared with the server's own {@code Date}. Never negative.
   */
  public static Optional<Duration> retryAfter(Map<String, List<String>> headers) {
    Optional<String> text = first(headers, "retry-after");
    if (text.isPresent() && text.get().matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.get())));
    }
    return text.flatMap(ResponseHeaders::instant)
        .flatMap(then -> date(headers).map(now -> Duration.between(now, then)))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<String> first(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst().map(String::strip);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
