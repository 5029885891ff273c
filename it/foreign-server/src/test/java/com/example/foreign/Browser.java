package com.example.foreign;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs in by the server's form and answers its consent page, with cookies and redirects. */
final class Browser {

  private static final Pattern INPUT = Pattern.compile("<input[^>]*>");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Returns the query that the browser comes back with. */
  String visit(URI page, String user, boolean agrees) {
    HttpResponse<String> answer = follow(send(HttpRequest.newBuilder(page)));
    if (isLogin(answer)) {
      List<String> fields = hidden(answer.body());
      fields.add("username=" + user);
      fields.add("password=" + encoded(user + "s password"));
      answer = follow(post(answer.uri().resolve("/login"), fields));
    }
    if (answer.statusCode() == 200) {
      List<String> fields = hidden(answer.body());
      if (agrees) {
        fields.add("scope=trade");
      }
      answer = follow(post(answer.uri().resolve("/oauth2/authorize"), fields));
    }
    URI back = location(answer);
    if (!back.toString().startsWith(ForeignServer.REDIRECT)) {
      throw new AssertionError("not sent back, but to " + back);
    }
    return Objects.requireNonNullElse(back.getRawQuery(), "");
  }

  private static boolean isLogin(HttpResponse<String> answer) {
    return answer.statusCode() == 200 && answer.body().contains("name=\"password\"");
  }

  /** Follows within the server, up to the address that leads back to the application. */
  private HttpResponse<String> follow(HttpResponse<String> first) {
    HttpResponse<String> answer = first;
    while (answer.statusCode() == 302 || answer.statusCode() == 303) {
      URI next = location(answer);
      if (next.toString().startsWith(ForeignServer.REDIRECT)) {
        return answer;
      }
      answer = send(HttpRequest.newBuilder(next));
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.uri() + " " + answer.body());
    }
    return answer;
  }

  private static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  private static List<String> hidden(String page) {
    List<String> fields = new ArrayList<>();
    Matcher inputs = INPUT.matcher(page);
    while (inputs.find()) {
      if (inputs.group().contains("type=\"hidden\"")) {
        fields.add(
            attribute(inputs.group(), "name") + "=" + encoded(attribute(inputs.group(), "value")));
      }
    }
    return fields;
  }

  private static String attribute(String input, String name) {
    Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(input);
    return matcher.find() ? matcher.group(1) : "";
  }

  private HttpResponse<String> post(URI uri, List<String> fields) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(String.join("&", fields))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
