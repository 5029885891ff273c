package io.github.ibkrauth.ibkr.weeks;

import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.simulator.Faults;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What can go wrong, and where; the rows and the columns of the table of faults. */
final class Trial {

  private Trial() {}

  /**
   * Something that happens to a request.
   *
   * @param name as the table has it
   * @param script ends a rule
   * @param lasts whether it is also played until it is mended, besides once
   */
  record Fault(String name, Consumer<Faults.Rule> script, boolean lasts) {}

  /**
   * Something that happens at the broker.
   *
   * @param name as the table has it
   * @param strategy whom alone it concerns; empty for all
   * @param happen lets it happen
   */
  record Event(String name, String strategy, Consumer<Faults> happen) {}

  /**
   * A request of opening or using a session.
   *
   * @param name as the table has it
   * @param method of the request
   * @param path below the server
   * @param passed how many such requests come before it
   * @param opened whether the session is open by then
   * @param errand leads to the request
   */
  record Step(
      String name,
      String method,
      String path,
      int passed,
      boolean opened,
      Consumer<IbkrClient> errand) {

    boolean isBeat() {
      return name.equals("beat");
    }

    boolean isWrite() {
      return name.equals("write");
    }
  }

  static final List<Fault> FAULTS =
      List.of(
          new Fault("401", rule -> rule.status(401), true),
          new Fault("403, web page", rule -> rule.html(403), false),
          new Fault("404", rule -> rule.status(404), false),
          new Fault("410", rule -> rule.status(410), true),
          new Fault("429", Faults.Rule::tooManyRequests, true),
          new Fault(
              "429, Retry-After 90 s", rule -> rule.tooManyRequests(Duration.ofSeconds(90)), false),
          new Fault("500, problem", rule -> rule.problem(500, "Trouble", "scripted"), false),
          new Fault("503, web page", rule -> rule.html(503), true),
          new Fault("200, web page", rule -> rule.html(200), false),
          new Fault("200, no JSON", rule -> rule.body(200, "application/json", "oops"), false),
          new Fault("connection cut", Faults.Rule::cutConnection, false),
          new Fault("half an answer", Faults.Rule::halfBody, false),
          new Fault("silence", Faults.Rule::hang, true),
          new Fault("silence, request done", rule -> rule.afterProcessing().hang(), false));

  static final List<Event> EVENTS =
      List.of(
          new Event("daily reset", "", Faults::resetNow),
          new Event("brokerage sessions end", "", Faults::brokerageResetNow),
          new Event("another login takes the session", "", Faults::competingLoginNow),
          new Event("access tokens expire", "oauth2-jwt", Faults::expireAccessTokensNow),
          new Event("SSO tokens expire", "oauth2-jwt", Faults::expireSsoTokensNow),
          new Event("live session tokens expire", "oauth1a", Faults::expireLiveSessionTokensNow),
          new Event(
              "somebody logs out at the gateway", "gateway-session", Faults::endGatewayLoginsNow),
          new Event(
              "the broker's clock jumps 4 min",
              "",
              faults -> faults.clockSkew(Duration.ofMinutes(4))));

  static List<Step> steps(String strategy, String account) {
    String api = "/v1/api";
    String accounts = api + "/iserver/accounts";
    Consumer<IbkrClient> open = ibkr -> ibkr.accounts().list();
    List<Step> login =
        switch (strategy) {
          case "oauth2-jwt" ->
              List.of(
                  new Step("access token", "POST", "/oauth2/api/v1/token", 0, false, open),
                  new Step("SSO session", "POST", "/gw/api/v1/sso-sessions", 0, false, open));
          case "oauth1a" ->
              List.of(
                  new Step(
                      "live session token",
                      "POST",
                      api + "/oauth/live_session_token",
                      0,
                      false,
                      open));
          default ->
              List.of(new Step("look at the login", "POST", api + "/tickle", 0, false, open));
        };
    List<Step> rest =
        List.of(
            new Step("first tickle", "POST", api + "/tickle", login.size() % 2, false, open),
            new Step("init", "POST", api + "/iserver/auth/ssodh/init", 0, false, open),
            new Step("status poll", "POST", api + "/iserver/auth/status", 0, false, open),
            new Step("accounts first", "GET", accounts, 0, false, open),
            new Step("beat", "POST", api + "/tickle", 0, true, open),
            new Step(
                "portfolio call",
                "GET",
                api + "/portfolio/{a}/summary",
                0,
                true,
                ibkr -> ibkr.portfolio().summary(account)),
            new Step("brokerage call", "GET", accounts, 0, true, open),
            new Step(
                "write",
                "POST",
                api + "/portfolio/{a}/positions/invalidate",
                0,
                true,
                ibkr -> ibkr.portfolio().invalidatePositions(account)));
    return java.util.stream.Stream.concat(login.stream(), rest.stream()).toList();
  }
}
