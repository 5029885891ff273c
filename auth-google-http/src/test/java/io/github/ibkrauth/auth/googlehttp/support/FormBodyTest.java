package io.github.ibkrauth.auth.googlehttp.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormBodyTest {

  @Test
  void of_whenFieldsNeedEscapes_keepsOrderAndEncodesOnce() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("z", "a b");
    fields.put("a&b", "c=d+e/f%");
    fields.put("ü", "€😀");
    fields.put("empty", "");
    fields.put("safe", "A-z_0.9*");

    assertThat(FormBody.of(fields))
        .isEqualTo(
            "z=a+b&a%26b=c%3Dd%2Be%2Ff%25&%C3%BC=%E2%82%AC%F0%9F%98%80&empty=&safe=A-z_0.9*");
    assertThat(FormBody.of(Map.of())).isEmpty();
  }

  @Test
  void retryAfter_whenItIsATime_isComparedWithTheServersClock() {
    Map<String, List<String>> headers =
        Map.of(
            "date", List.of("Tue, 03 Mar 2026 10:15:30 GMT"),
            "retry-after", List.of("Tue, 03 Mar 2026 10:16:00 GMT"));

    assertThat(ResponseHeaders.retryAfter(headers)).contains(Duration.ofSeconds(30));
    assertThat(ResponseHeaders.date(headers)).contains(Instant.parse("2026-03-03T10:15:30Z"));
  }

  @Test
  void retryAfter_whenItMakesNoSense_isAbsent() {
    for (String text : new String[] {"", "-1", "soon", "99999999999", "1.5"}) {
      assertThat(ResponseHeaders.retryAfter(Map.of("retry-after", List.of(text)))).isEmpty();
    }
    assertThat(ResponseHeaders.retryAfter(Map.of())).isEmpty();
    assertThat(ResponseHeaders.date(Map.of("date", List.of("yesterday")))).isEmpty();
  }

  @Test
  void retryAfter_whenTheTimeIsOver_isZero() {
    assertThat(
            ResponseHeaders.retryAfter(
                Map.of(
                    "date", List.of("Tue, 03 Mar 2026 10:15:30 GMT"),
                    "retry-after", List.of("Tue, 03 Mar 2026 10:15:00 GMT"))))
        .contains(Duration.ZERO);
  }
}
