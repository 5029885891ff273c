package com.example.connect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.connect.ManualResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A web application whose users connect their accounts at IBKR. All it asks of the library is in
 * {@link IbkrAccess}; the rest is pages, browsers that are signed in, and forms.
 */
public final class ConnectApp implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final WebSessions sessions;
  private final AppUsers users;
  private final IbkrAccess ibkr;

  /**
   * Begins to serve.
   *
   * @param server bound, not started; the application closes it
   * @param users who may sign in
   * @param ibkr closed by the caller
   * @param https whether browsers come by https, through a proxy in front of this server
   */
  public ConnectApp(
      HttpServer server, AppUsers users, IbkrAccess ibkr, InstantSource clock, boolean https) {
    this.server = Objects.requireNonNull(server, "server");
    this.users = Objects.requireNonNull(users, "users");
    this.ibkr = Objects.requireNonNull(ibkr, "ibkr");
    this.sessions = new WebSessions(clock, https);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns a server on the loopback interface; port 0 takes a free one. */
  public static HttpServer listen(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).send(exchange);
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    try {
      return reply(exchange);
    } catch (RuntimeException e) {
      System.getLogger("connect-app").log(System.Logger.Level.ERROR, "a page failed", e);
      return Reply.page(500, Page.message("Something went wrong here. Try again later."));
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String cookies =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Cookie"), "");
    Optional<WebSession> session = sessions.of(cookies);
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("GET")) {
      return switch (path) {
        case "/" ->
            session.map(this::connections).orElseGet(() -> Reply.page(200, Page.signIn("")));
        case "/callback" -> callback(session, exchange.getRequestURI());
        default -> Reply.page(404, Page.message("There is no such page."));
      };
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.page(405, Page.message("This page takes no " + exchange.getRequestMethod()));
    }
    if (!isFromHere(exchange)) {
      return Reply.page(403, Page.message("That came from another site."));
    }
    Form form = Form.read(exchange);
    if (path.equals("/sign-in")) {
      return signIn(form, cookies);
    }
    if (session.isEmpty() || !session.get().isOwnForm(form.field("form-token"))) {
      return Reply.page(
          403, Page.message("You were signed out meanwhile, or came from another site."));
    }
    return posted(path, session.get(), form, cookies);
  }

  /**
   * Whether a form is of these pages, as browsers say. The sign-in form has no token yet, and must
   * be guarded all the same: who is signed in unknowingly under a stranger's name would connect his
   * accounts to that name.
   */
  private static boolean isFromHere(HttpExchange exchange) {
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    return site == null || site.equals("same-origin");
  }

  private Reply posted(String path, WebSession session, Form form, String cookies) {
    switch (path) {
      case "/sign-out":
        return Reply.seeOther("/").withCookie(sessions.close(cookies));
      case "/connect":
        return connect(session);
      case "/check":
        return told(session, () -> check(session));
      case "/disconnect":
        return told(session, () -> disconnect(session));
      case "/manual":
        return told(session, () -> manual(session, form));
      default:
        return Reply.page(404, Page.message("There is no such page."));
    }
  }

  private Reply signIn(Form form, String cookies) {
    String user = form.field("user");
    return users.admits(user, form.field("password"))
        ? Reply.seeOther("/").withCookie(sessions.open(cookies, user))
        : Reply.page(403, Page.signIn("There is no such user with this password."));
  }

  private Reply connections(WebSession session) {
    Optional<ConnectionRow> row =
        ibkr.status(session.user()).map(status -> Words.row(status, session.accounts()));
    return Reply.page(200, Page.connections(session, session.takeNotice(), row));
  }

  /** Sends the browser to IBKR. */
  private Reply connect(WebSession session) {
    try {
      return Reply.seeOther(ibkr.begin(session.user()).toString());
    } catch (AuthException e) {
      session.tell(Words.of(e.code()));
      return Reply.seeOther("/");
    }
  }

  private Reply callback(Optional<WebSession> session, URI address) {
    if (session.isEmpty()) {
      return Reply.page(
          403, Page.signIn("You were signed out meanwhile. Sign in and press Connect IBKR again."));
    }
    String query = Objects.requireNonNullElse(address.getRawQuery(), "");
    return told(
        session.get(),
        () -> {
          ibkr.complete(session.get().user(), query);
          check(session.get());
          return Notice.good("Connected.");
        });
  }

  /**
   * Does something, and tells how it went on the list of connections, by a redirect: no browser
   * sends a form twice by going back or loading again, and the callback's address, with the code in
   * it, is left behind.
   */
  private static Reply told(WebSession session, Supplier<Notice> action) {
    try {
      session.tell(action.get());
    } catch (AuthException e) {
      session.tell(Words.of(e.code()));
    } catch (IbkrException e) {
      // Logged in, but what was asked for did not come.
      session.tell(Words.of(e.code()));
    }
    return Reply.seeOther("/");
  }

  private Notice check(WebSession session) {
    session.accounts(List.of());
    session.accounts(ibkr.accounts(session.user()));
    return Notice.good("It works.");
  }

  private Notice disconnect(WebSession session) {
    session.accounts(List.of());
    ibkr.disconnect(session.user());
    return Notice.good("Disconnected.");
  }

  private Notice manual(WebSession session, Form form) {
    String format = form.field("format").equals("json") ? "json" : "yaml";
    ManualResult result =
        ibkr.add(session.user(), "credentials." + format, form.field("credentials"));
    if (!result.stored()) {
      return Words.of(result);
    }
    check(session);
    return Notice.good("Connected by your own credentials.");
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return "Connect app";
  }

  /** Stops to serve. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
