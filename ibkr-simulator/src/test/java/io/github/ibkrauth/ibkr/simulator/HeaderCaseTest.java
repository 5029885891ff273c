package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderCaseTest {
  private static String tickle(String token, String connection) {
    return String.join(
        "\r\n",
        "GET /v1/api/tickle HTTP/1.1",
        "Host: x",
        "User-Agent: x",
        "Connection: " + connection,
        "Authorization: Bearer " + token,
        "",
        "");
  }

  private static String swapped(String text) {
    StringBuilder swapped = new StringBuilder();
    for (char letter : text.toCharArray()) {
      char upper = Character.toUpperCase(letter);
      swapped.append(upper == letter ? Character.toLowerCase(letter) : upper);
    }
    return swapped.toString();
  }

  @Test
  void token_whenItsCaseDiffersFromTheRequestBefore_isAnotherToken() throws IOException {
    try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
      String token = new TestClient(simulator).ssoToken();
      RawHttp.send(
          simulator.baseUri(), tickle(token, "keep-alive") + tickle(swapped(token), "close"));
      assertThat(simulator.requests().entries())
          .filteredOn(entry -> entry.path().equals("/v1/api/tickle"))
          .extracting(RequestLog.Entry::status)
          .isEqualTo(List.of(200, 401));
    }
  }
}
