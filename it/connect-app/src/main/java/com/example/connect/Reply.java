package com.example.connect;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a browser is answered. */
final class Reply {

  private final int status;
  private final String html;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private Reply(int status, String html) {
    this.status = status;
    this.html = html;
    headers.put("Cache-Control", "no-store");
    // The callback's address holds a code: no other site is to learn where a browser came from.
    headers.put("Referrer-Policy", "no-referrer");
    // No form-action: browsers apply it to the redirect to IBKR as well.
    headers.put(
        "Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  }

  static Reply page(int status, String html) {
    return new Reply(status, html);
  }

  /** Sends the browser on by GET. */
  static Reply seeOther(String location) {
    Reply reply = new Reply(303, "");
    reply.headers.put("Location", location);
    return reply;
  }

  Reply withCookie(String cookie) {
    headers.put("Set-Cookie", cookie);
    return this;
  }

  void send(HttpExchange exchange) throws IOException {
    Headers sent = exchange.getResponseHeaders();
    headers.forEach(sent::set);
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      sent.set("Content-Type", "text/html; charset=utf-8");
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
