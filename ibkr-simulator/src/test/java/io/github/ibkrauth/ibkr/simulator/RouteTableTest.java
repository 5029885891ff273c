package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private final RouteTable routes =
      new RouteTable()
          .get("/p/positions/{conid}", call -> named("conid " + call.variable("conid")))
          .get("/p/{account}/positions", call -> named("account " + call.variable("account")))
          .post("/p/{account}/positions", call -> named("posted"))
          .getOrPost("/tickle", call -> named("tickle"));

  private static Answer named(String name) {
    return Answer.text(200, Answer.HTML, name);
  }

  private Answer answer(String method, String path) {
    return routes.answer(
        new Call(
            method, path, path, path, "", new TreeMap<>(), new byte[0], "127.0.0.1", Map.of()));
  }

  private String text(String method, String path) {
    return new String(answer(method, path).body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void answer_whenTwoRoutesFit_takesTheFirst() {
    assertThat(text("GET", "/p/positions/7")).isEqualTo("conid 7");
    assertThat(text("GET", "/p/positions/positions")).isEqualTo("conid positions");
    assertThat(text("GET", "/p/DU1/positions")).isEqualTo("account DU1");
  }

  @Test
  void answer_whenTheMethodDecides_findsTheOther() {
    assertThat(text("POST", "/p/DU1/positions")).isEqualTo("posted");
    assertThat(text("GET", "/tickle")).isEqualTo(text("POST", "/tickle"));
  }

  @Test
  void answer_whenNothingFits_is404Or405() {
    assertThat(answer("GET", "/q").status()).isEqualTo(404);
    assertThat(answer("GET", "/tickle/").status()).isEqualTo(404);
    assertThat(answer("DELETE", "/tickle").status()).isEqualTo(405);
    assertThat(answer("DELETE", "/tickle").headers()).containsEntry("Allow", List.of("GET, POST"));
  }
}
