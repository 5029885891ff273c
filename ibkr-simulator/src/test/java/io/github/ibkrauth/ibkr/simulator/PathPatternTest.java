package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/api/tickle, /v1/api/tickle, true",
    "/v1/api/tickle, /v1/api/tickle/x, false",
    "/v1/api/tickle, /v1.api/tickle, false",
    "/v1/*/tickle, /v1/portal/tickle, true",
    "/v1/*/tickle, /v1/a/b/tickle, false",
    "/v1/api/**, /v1/api/a/b, true",
    "/v1/api/**, /gw/api/a, false",
    "/p/{account}/positions/{page}, /p/DU1/positions/0, true",
    "/p/{account}/positions/{page}, /p/DU1/positions/, false",
    "/p/posi*, /p/positions, true",
    "**, /anything/at/all, true",
  })
  void matches_whenGivenAPath_tells(String pattern, String path, boolean expected) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(expected);
  }

  @Test
  void match_whenThereAreNames_returnsTheirValues() {
    assertThat(PathPattern.of("/p/{account}/positions/{page}").match("/p/DU1/positions/7"))
        .hasValueSatisfying(
            values ->
                assertThat(values).containsEntry("account", "DU1").containsEntry("page", "7"));
  }
}
