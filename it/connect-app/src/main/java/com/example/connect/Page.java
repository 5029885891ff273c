package com.example.connect;

import java.util.Optional;
import java.util.stream.Collectors;

/** The HTML of this application: forms that work without scripts. */
final class Page {

  private Page() {}

  static String signIn(String error) {
    return whole(
        """
        %s<form method="post" action="/sign-in">
        <p><label for="user">Name</label> <input id="user" name="user" autocomplete="username"></p>
        <p><label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password"></p>
        <p><button id="sign-in">Sign in</button></p>
        </form>
        """
            .formatted(error.isEmpty() ? "" : "<p id=\"error\">" + escaped(error) + "</p>\n"));
  }

  static String connections(WebSession session, Notice notice, Optional<ConnectionRow> row) {
    String token =
        "<input type=\"hidden\" name=\"form-token\" value=\"" + session.formToken() + "\">";
    return whole(
        """
        <form method="post" action="/sign-out">%1$s
        <p>Signed in as <b id="signed-in">%2$s</b> <button id="sign-out">Sign out</button></p></form>
        %3$s
        <h2>Connections</h2>
        <table><tr><th>By<th>State<th><th>Accounts<th></tr>
        %4$s</table>
        <form method="post" action="/connect">%1$s
        <p><button id="connect">Connect IBKR</button></p></form>
        <h2>Manual connection</h2>
        <p>With credentials of your own: paste your settings, keys included.</p>
        <form method="post" action="/manual">%1$s
        <p><label for="format">Format</label> <select id="format" name="format">
        <option value="yaml">YAML</option><option value="json">JSON</option></select></p>
        <p><label for="credentials">Credentials</label><br>
        <textarea id="credentials" name="credentials" rows="8" cols="80" autocomplete="off"></textarea></p>
        <p><button id="add">Try and keep</button></p></form>
        """
            .formatted(
                token,
                escaped(session.user()),
                notice(notice),
                row.map(it -> line(it, token)).orElse("")));
  }

  private static String line(ConnectionRow row, String token) {
    return """
        <tr><td class="way">%1$s</td><td class="state">%2$s</td><td class="words">%3$s</td>
        <td class="accounts">%4$s</td>
        <td><form method="post" action="/check">%5$s<button id="check">Check</button></form>
        <form method="post" action="/disconnect">%5$s<button id="disconnect">Disconnect</button></form></td></tr>
        """
        .formatted(
            escaped(row.way()),
            escaped(row.state()),
            escaped(row.words()),
            row.accounts().stream().map(Page::escaped).collect(Collectors.joining("<br>")),
            token);
  }

  static String message(String text) {
    return whole("<p id=\"error\">" + escaped(text) + "</p>\n<p><a href=\"/\">Back</a></p>");
  }

  private static String notice(Notice notice) {
    if (notice.text().isEmpty()) {
      return "";
    }
    return notice.isFailure()
        ? "<p id=\"error\" data-code=\"%s\">%s</p>"
            .formatted(escaped(notice.code()), escaped(notice.text()).replace("\n", "<br>"))
        : "<p id=\"notice\">%s</p>".formatted(escaped(notice.text()));
  }

  private static String whole(String content) {
    return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Connect app</title></head>
        <body><h1>Connect app</h1>
        %s
        </body></html>
        """
        .formatted(content);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
