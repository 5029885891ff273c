package io.github.ibkrauth.ibkr.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads a user through the pages on which he lets an application in: login, then the accounts to
 * share, allow or deny. Nothing is kept in the browser; each page carries a ticket. Answering twice
 * from the same page gives the same answer twice, so that a double click strands nobody.
 * Thread-safe; its lock is taken before those of the registries.
 */
final class ConsentDesk {
  static final String LOGIN = "/authorize/login";
  static final String CONSENT = "/authorize/consent";

  /** How long a user may take. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  static final int MOST_TICKETS = 20_000;

  /** One page that a user has before him. */
  private static final class Ticket {
    private final AccessRequest request;
    private final @Nullable BrokerUser user;
    private final Instant endsAt;
    private String decision = "";
    private @Nullable Answer answer;

    private Ticket(AccessRequest request, @Nullable BrokerUser user, Instant endsAt) {
      this.request = request;
      this.user = user;
      this.endsAt = endsAt;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Broker broker;
  private final TokenMint mint;
  private final UserDirectory users;
  private final ConsentPages pages;
  private final Map<String, Ticket> tickets = new LinkedHashMap<>();

  ConsentDesk(Broker broker, TokenMint mint, UserDirectory users) {
    this.broker = broker;
    this.mint = mint;
    this.users = users;
    this.pages = new ConsentPages(users);
  }

  void addTo(RouteTable routes) {
    routes
        .post(LOGIN, call -> locked(() -> logIn(call.formParameters())))
        .get(CONSENT, call -> locked(() -> show(call.queryParameter("ticket").orElse(""))))
        .post(CONSENT, call -> locked(() -> decide(call.formParameters())));
  }

  /** Returns the first page for a request. */
  Answer ask(AccessRequest request) {
    return locked(() -> pages.login(200, request.application(), ticket(request, null), ""));
  }

  private Answer logIn(Map<String, List<String>> form) {
    String id = field(form, "ticket");
    Ticket ticket = known(id, false);
    if (field(form, "action").equals("cancel")) {
      return answered(ticket, "cancel", ticket.request::deny);
    }
    checkOpen(ticket);
    BrokerUser user = users.admit(field(form, "username"), field(form, "password")).orElse(null);
    if (user == null) {
      return pages
          .login(401, ticket.request.application(), id, "Wrong user name or password.")
          .because("wrong user name or password");
    }
    // By a redirect, and under a ticket of its own: nobody who knows the first one gets further
    // with this login, and going back does not send the password again.
    return ConsentPages.redirect(CONSENT + "?ticket=" + ticket(ticket.request, user));
  }

  private Answer show(String id) {
    Ticket ticket = known(id, true);
    checkOpen(ticket);
    return pages.consent(200, ticket.request.application(), id, user(ticket), "");
  }

  private Answer decide(Map<String, List<String>> form) {
    String id = field(form, "ticket");
    Ticket ticket = known(id, true);
    if (!field(form, "action").equals("allow")) {
      return answered(ticket, "deny", ticket.request::deny);
    }
    BrokerUser user = user(ticket);
    Set<String> shared = new HashSet<>(form.getOrDefault("account", List.of()));
    if (!user.accountIds().containsAll(shared)) {
      throw new Refusal(
          ConsentPages.message(400, "One of these accounts is not yours.")
              .because("an account the user does not have"));
    }
    if (shared.isEmpty() && ticket.answer == null) {
      checkOpen(ticket);
      return pages
          .consent(
              400, ticket.request.application(), id, user, "Choose one account at least, or deny.")
          .because("no account chosen");
    }
    return answered(ticket, "allow", () -> ticket.request.allow(user.sharing(shared)));
  }

  private static Answer answered(Ticket ticket, String decision, Supplier<Answer> answer) {
    if (ticket.answer == null) {
      checkOpen(ticket);
      ticket.answer = answer.get();
      ticket.decision = decision;
    } else if (!ticket.decision.equals(decision)) {
      throw stale();
    }
    return ticket.answer;
  }

  private static void checkOpen(Ticket ticket) {
    if (!ticket.request.isOpen()) {
      throw stale();
    }
  }

  private Ticket known(String id, boolean loggedIn) {
    Ticket ticket = tickets.get(id);
    if (ticket == null
        || !broker.now().isBefore(ticket.endsAt)
        || (ticket.user != null) != loggedIn) {
      throw stale();
    }
    return ticket;
  }

  private static BrokerUser user(Ticket ticket) {
    if (ticket.user == null) {
      throw new IllegalStateException("nobody is logged in on this page");
    }
    return ticket.user;
  }

  private static Refusal stale() {
    return new Refusal(
        ConsentPages.message(
                400,
                "This page is unknown, was answered already, or is older than 10 minutes."
                    + " Go back to the application and begin again.")
            .because("unknown, answered or expired page"));
  }

  private String ticket(AccessRequest request, @Nullable BrokerUser user) {
    Instant now = broker.now();
    tickets.values().removeIf(ticket -> !now.isBefore(ticket.endsAt));
    if (tickets.size() >= MOST_TICKETS) {
      tickets.remove(tickets.keySet().iterator().next());
    }
    String id = mint.hex(16);
    tickets.put(id, new Ticket(request, user, now.plus(PATIENCE)));
    return id;
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private static String field(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0);
  }
}
