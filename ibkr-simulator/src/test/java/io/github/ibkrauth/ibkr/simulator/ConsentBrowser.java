package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills in the authorize pages as a browser does. */
final class ConsentBrowser {
  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">");
  private static final Pattern INPUT = Pattern.compile("<input ([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

  private final TestClient client;

  ConsentBrowser(TestClient client) {
    this.client = client;
  }

  HttpResponse<String> open(String pathAndQuery) {
    return client.send(client.request(pathAndQuery).GET());
  }

  HttpResponse<String> logIn(HttpResponse<String> page, String name, String password) {
    return follow(
        submit(page, Map.of("username", name, "password", password, "action", "login"), List.of()));
  }

  /** Allows with every account that is checked. */
  HttpResponse<String> allow(HttpResponse<String> page) {
    return submit(page, Map.of("action", "allow"), accounts(page));
  }

  HttpResponse<String> allow(HttpResponse<String> page, List<String> accounts) {
    return submit(page, Map.of("action", "allow"), accounts);
  }

  HttpResponse<String> click(HttpResponse<String> page, String button) {
    assertThat(page.body()).contains("<button id=\"" + button + "\"");
    return submit(page, Map.of("action", button), List.of());
  }

  static List<String> accounts(HttpResponse<String> page) {
    List<String> accounts = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("name=\"account\" value=\"(DU[0-9]+)\" checked").matcher(page.body());
    while (matcher.find()) {
      accounts.add(matcher.group(1));
    }
    return accounts;
  }

  /** Follows a redirect within the simulator. */
  private HttpResponse<String> follow(HttpResponse<String> response) {
    return response.statusCode() == 303
        ? open(response.headers().firstValue("Location").orElseThrow())
        : response;
  }

  HttpResponse<String> submit(
      HttpResponse<String> page, Map<String, String> typed, List<String> accounts) {
    Matcher action = ACTION.matcher(page.body());
    assertThat(action.find()).as(page.body()).isTrue();
    List<String> pairs = new ArrayList<>();
    Matcher inputs = INPUT.matcher(page.body());
    while (inputs.find()) {
      Map<String, String> attributes =
          ATTRIBUTE
              .matcher(inputs.group(1))
              .results()
              .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
      if ("hidden".equals(attributes.get("type"))) {
        pairs.add(pair(attributes.get("name"), attributes.get("value")));
      }
    }
    typed.forEach((name, value) -> pairs.add(pair(name, value)));
    accounts.forEach(account -> pairs.add(pair("account", account)));
    return client.send(
        client
            .request(action.group(1))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", pairs))));
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** The parameters of a redirect. */
  static Map<String, String> parameters(String location) {
    String query = URI.create(location).getRawQuery();
    if (query == null) {
      return Map.of();
    }
    return List.of(query.split("&")).stream()
        .collect(
            Collectors.toMap(
                pair -> pair.substring(0, pair.indexOf('=')),
                pair ->
                    java.net.URLDecoder.decode(
                        pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8)));
  }
}
