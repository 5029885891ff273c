package io.github.ibkrauth.ibkr.simulator;

/** The HTML of the authorize pages: plain forms, which work without any script. */
final class ConsentPages {
  /** How many users a page tells the password of: all are invented. */
  private static final int SHOWN = 3;

  private final UserDirectory users;

  ConsentPages(UserDirectory users) {
    this.users = users;
  }

  /** Asks for user name and password, and shows some that it takes. */
  Answer login(int status, String application, String ticket, String error) {
    StringBuilder known = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, users.count()); i++) {
      BrokerUser user = users.user(i);
      known
          .append("<li>user name <code>")
          .append(escape(user.name()))
          .append("</code>, password <code>")
          .append(escape(users.password(user)))
          .append("</code></li>\n");
    }
    return page(
        status,
        """
        %s<p>The application <b>%s</b> asks for access to your accounts.</p>
        <form method="post" action="%s">
        <input type="hidden" name="ticket" value="%s">
        <p><label for="username">User name</label>
        <input id="username" name="username" autocomplete="off" autocapitalize="none"></p>
        <p><label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="off"></p>
        <p><button id="log-in" name="action" value="login">Log in</button>
        <button id="cancel" name="action" value="cancel">Cancel</button></p>
        </form>
        <p>All of this is invented. There is:</p>
        <ul>
        %s</ul>
        """
            .formatted(
                error(error), escape(application), ConsentDesk.LOGIN, escape(ticket), known));
  }

  /** Asks which accounts to share. */
  Answer consent(int status, String application, String ticket, BrokerUser user, String error) {
    StringBuilder accounts = new StringBuilder();
    for (AccountBook account : user.accounts()) {
      accounts.append(
          """
          <p><input type="checkbox" id="account-%1$s" name="account" value="%1$s" checked>
          <label for="account-%1$s">%1$s, %2$s</label></p>
          """
              .formatted(escape(account.id()), escape(account.profile().title())));
    }
    return page(
        status,
        """
        %s<p>You are <b id="user">%s</b>. The application <b>%s</b> wants to see and trade these accounts:</p>
        <form method="post" action="%s">
        <input type="hidden" name="ticket" value="%s">
        %s<p><button id="allow" name="action" value="allow">Allow</button>
        <button id="deny" name="action" value="deny">Deny</button></p>
        </form>
        """
            .formatted(
                error(error),
                escape(user.name()),
                escape(application),
                ConsentDesk.CONSENT,
                escape(ticket),
                accounts));
  }

  /** Tells the user something; the text is HTML. */
  static Answer message(int status, String html) {
    return page(status, "<p id=\"message\">" + html + "</p>");
  }

  /** Sends the browser on by GET. */
  static Answer redirect(String location) {
    return guarded(Answer.text(303, "", "")).withHeader("Location", location);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String error(String text) {
    return text.isEmpty() ? "" : "<p id=\"error\"><b>" + escape(text) + "</b></p>\n";
  }

  private static Answer page(int status, String content) {
    String html =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>IBKR simulator: authorize</title></head>
        <body><h1>IBKR simulator</h1>
        %s
        </body></html>
        """
            .formatted(content);
    return guarded(Answer.text(status, Answer.HTML, html));
  }

  /** Not stored, not framed, and its address told nobody. */
  private static Answer guarded(Answer answer) {
    return answer
        .withHeader("Cache-Control", "no-store")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("X-Frame-Options", "DENY")
        // No form-action: browsers apply it to the redirect that ends a form, too.
        .withHeader(
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  }
}
