package io.github.ibkrauth.ibkr.simulator;

/** The HTML of the gateway's login: plain forms, which work without any script. */
final class LoginPages {
  static final String PASSWORD_FIELD = "password";
  static final String PAPER_FIELD = "paper";
  static final String TICKET_FIELD = "ticket";
  static final String CODE_FIELD = "xyz-field-bronze-response";

  private LoginPages() {}

  /** Asks for user name and password, and shows those it takes: they are invented. */
  static Answer credentials(
      LoginPageLayout layout, String error, String userName, String password) {
    String paperSwitch =
        layout.hasSwitch
            ? """
              <p><input type="checkbox" id="toggle1" name="%s" value="on"> \
              <label for="toggle1">Paper</label></p>
              """
                .formatted(PAPER_FIELD)
            : "";
    return page(
        error,
        """
        <p>User name <input type="text" name="%s" autocomplete="off" autocapitalize="none"> \
        (it is <code>%s</code>)</p>
        <p>Password <input type="password" name="%s" autocomplete="off"> \
        (it is <code>%s</code>)</p>
        %s<p><button type="submit" class="%s">Login</button></p>
        """
            .formatted(
                layout.userField,
                userName,
                PASSWORD_FIELD,
                password,
                paperSwitch,
                layout.buttonClasses));
  }

  /** Asks for the second factor. */
  static Answer secondFactor(LoginPageLayout layout, String error, String ticket) {
    return page(
        error,
        """
        <input type="hidden" name="%s" value="%s">
        <p><label for="%3$s">Security code</label> \
        <input type="text" id="%3$s" name="%3$s" inputmode="numeric" autocomplete="off"></p>
        <p><button type="submit" class="%4$s">Login</button></p>
        """
            .formatted(TICKET_FIELD, ticket, CODE_FIELD, layout.buttonClasses));
  }

  private static Answer page(String error, String fields) {
    String message =
        error.isEmpty()
            ? ""
            : "<div class=\"xyz-errormessage alert alert-danger margin-top-10\">"
                + error
                + "</div>\n";
    String html =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>IBKR simulator: login</title></head>
        <body><h1>IBKR simulator</h1>
        %s<form method="post" action="%s">
        %s</form>
        </body></html>
        """
            .formatted(message, LoginDesk.DISPATCHER, fields);
    return Answer.text(200, Answer.HTML, html)
        .withHeader("Cache-Control", "no-store")
        .withHeader("Content-Security-Policy", "default-src 'self'")
        .because(error);
  }
}
