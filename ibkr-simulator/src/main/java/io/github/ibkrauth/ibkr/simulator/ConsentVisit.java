package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through the login and consent pages as a user's browser does, so that a test of "Connect"
 * needs no browser. Each visit ends with the query that the browser brings back to the application,
 * which is not asked. Thread-safe.
 */
public final class ConsentVisit {

  private static final Pattern ACTION =
      Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");
  private static final Pattern WORDS =
      Pattern.compile("<p id=\"(?:message|error)\">(.*?)</p>", Pattern.DOTALL);
  private static final Pattern MARKUP = Pattern.compile("<code.*?</code>|<[^>]+>", Pattern.DOTALL);
  private static final Pattern ACCOUNT =
      Pattern.compile("name=\"account\" value=\"(DU[0-9]+)\" checked");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();

  /** Creates a browser. */
  public ConsentVisit() {}

  /**
   * Logs in, shares all accounts, and returns the query that the browser comes back with.
   *
   * @param page where the application sent the user
   * @param user who logs in
   * @throws IllegalStateException if the pages do not lead back
   */
  public String agree(URI page, SimulatedUser user) {
    HttpResponse<String> accounts = logIn(page, user);
    List<String> fields = new ArrayList<>(List.of("action=allow"));
    ACCOUNT.matcher(accounts.body()).results().forEach(m -> fields.add("account=" + m.group(1)));
    return query(submit(accounts, fields));
  }

  /**
   * Logs in, and then says no.
   *
   * @throws IllegalStateException if the pages do not lead back
   */
  public String deny(URI page, SimulatedUser user) {
    return query(submit(logIn(page, user), List.of("action=deny")));
  }

  /**
   * Leaves the login page by its button.
   *
   * @throws IllegalStateException if the pages do not lead back
   */
  public String cancel(URI page) {
    return query(submit(get(page), List.of("action=cancel")));
  }

  private HttpResponse<String> logIn(URI page, SimulatedUser user) {
    HttpResponse<String> answer =
        submit(
            get(page),
            List.of(
                "action=login",
                "username=" + encoded(user.name()),
                "password=" + encoded(user.password())));
    return answer.statusCode() == 303 ? get(location(answer)) : answer;
  }

  private HttpResponse<String> submit(HttpResponse<String> page, List<String> fields) {
    Matcher action = ACTION.matcher(page.body());
    if (!action.find()) {
      throw new IllegalStateException("The page has nothing to fill in. " + told(page));
    }
    List<String> pairs = new ArrayList<>(fields);
    HIDDEN
        .matcher(page.body())
        .results()
        .forEach(m -> pairs.add(m.group(1) + "=" + encoded(m.group(2))));
    return send(
        HttpRequest.newBuilder(page.uri().resolve(action.group(1)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", pairs))));
  }

  private HttpResponse<String> get(URI page) {
    return send(HttpRequest.newBuilder(page));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest visit = request.timeout(PATIENCE).build();
    String place = visit.uri().getRawAuthority() + visit.uri().getRawPath();
    try {
      return http.send(visit, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("No page came from " + place + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + place + ".", e);
    }
  }

  /** What a page tells its user; no ticket, no password and no verifier. */
  private static String told(HttpResponse<String> page) {
    Matcher words = WORDS.matcher(page.body());
    return page.uri().getPath()
        + " answered "
        + page.statusCode()
        + (words.find() ? ": " + MARKUP.matcher(words.group(1)).replaceAll("").trim() : ".");
  }

  private static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElse(""));
  }

  private static String query(HttpResponse<String> answer) {
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(
          "The browser was not sent back to the application. " + told(answer));
    }
    return Objects.requireNonNullElse(location(answer).getRawQuery(), "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
