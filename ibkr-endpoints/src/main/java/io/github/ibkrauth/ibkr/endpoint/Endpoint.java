package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one description of an endpoint: the call, what must come before it, and whether it may be
 * sent again all follow from it. Two descriptions are equal when method and path are. Immutable and
 * thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Endpoint implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String method;
  private final String path;
  private final Group group;
  private final Resend resend;
  private final Need need;
  private final @Nullable Need fulfils;
  private final BodyKind body;
  private final Access access;
  private final String[] scopes;
  private final Limit[] limits;

  private Endpoint(Builder builder) {
    this.method = builder.method;
    this.path = builder.path;
    this.group = builder.group;
    this.resend = builder.resend;
    this.need = builder.need;
    this.fulfils = builder.fulfils;
    this.body = builder.body;
    this.access = builder.access;
    this.scopes = builder.scopes;
    this.limits = builder.limits;
  }

  /** Starts a description; a GET is safe to send again, everything else is not. */
  static Builder of(String method, String path, Group group) {
    return new Builder(method, path, group);
  }

  /** Returns the HTTP method, upper case. */
  public String method() {
    return method;
  }

  /**
   * Returns the path, with parameters in braces: {@code /portfolio/{accountId}/summary}. It is
   * relative to the trading API, except that one below {@code /gw/api} is relative to the host.
   */
  public String path() {
    return path;
  }

  /** Returns the names of the parameters in the path, in order. */
  public List<String> pathParameters() {
    return PathTemplate.of(path).parameters();
  }

  /** Returns the group it belongs to. */
  public Group group() {
    return group;
  }

  /** Returns whether it may be sent again after a refusal. */
  public Resend resend() {
    return resend;
  }

  /** Returns what must come before it. */
  public Need need() {
    return need;
  }

  /** Returns the need of other endpoints that a successful call fulfils, if any. */
  public Optional<Need> fulfils() {
    return Optional.ofNullable(fulfils);
  }

  /** Returns what body it takes. */
  public BodyKind body() {
    return body;
  }

  /** Returns which strategies reach it. */
  public Access access() {
    return access;
  }

  /**
   * Returns the scopes of which an OAuth 2.0 credential needs one; empty where none is documented.
   */
  public List<String> scopes() {
    return List.of(scopes);
  }

  /** Returns the limits that the broker documents for it alone. */
  List<Limit> limits() {
    return List.of(limits);
  }

  /** Returns whether a call changes nothing at the broker, so that its loss costs nothing. */
  public boolean isRead() {
    return resend == Resend.SAFE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Endpoint that && method.equals(that.method) && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, path);
  }

  /** Returns method and path. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** What a group of calls is about. */
  public enum Group {
    /** The outer session and the brokerage session. */
    SESSION,
    /** Accounts of the brokerage session. */
    ACCOUNTS,
    /** Balances, positions and allocation. */
    PORTFOLIO,
    /** Instruments: search, definitions, trading rules and schedules. */
    CONTRACTS,
    /** Event contracts. */
    EVENT_CONTRACTS,
    /** Quotes and bars. */
    MARKET_DATA,
    /** Market scanners. */
    SCANNER,
    /** Orders and the questions about them. */
    ORDERS,
    /** Executions. */
    TRADES,
    /** Alerts on prices and times. */
    ALERTS,
    /** Saved lists of instruments. */
    WATCHLISTS,
    /** Notices of the broker and how they are delivered. */
    NOTIFICATIONS,
    /** Performance and bookings. */
    ANALYST,
    /** Allocation groups and model portfolios of advisers. */
    ADVISOR,
    /** Opening and administering accounts. */
    ACCOUNT_MANAGEMENT,
    /** What a strategy calls to log in. */
    LOGIN,
    /** An endpoint that this version does not list. */
    UNLISTED
  }

  /** Whether a call may be sent again after the broker refused it for a cause since mended. */
  public enum Resend {
    /** Sending it twice does no more than sending it once. */
    SAFE,
    /** It goes out once, whatever happens. */
    NEVER
  }

  /** What must come before a call. */
  public enum Need {
    /** Nothing but authentication. */
    NONE,
    /** The list of portfolio accounts was asked for in this outer session. */
    PORTFOLIO_ACCOUNTS,
    /** The brokerage session is established. */
    BROKERAGE_SESSION,
    /** That, and the list of its accounts was asked for. */
    BROKERAGE_ACCOUNTS
  }

  /** What body a call takes. */
  public enum BodyKind {
    /** None. */
    NONE,
    /** A JSON value. */
    JSON,
    /** A JSON object, sent as a signed token. */
    SIGNED,
    /** Form fields. */
    FORM
  }

  /** Which strategies reach an endpoint. */
  public enum Access {
    /** Every strategy. */
    TRADING("oauth2-jwt", "oauth1a", "gateway-session"),
    /** Every strategy but OAuth 1.0a. */
    NOT_OAUTH1A("oauth2-jwt", "gateway-session"),
    /** OAuth 1.0a alone. */
    OAUTH1A("oauth1a"),
    /** OAuth 2.0 alone, with its access token. */
    ACCOUNT_MANAGEMENT("oauth2-jwt");

    private final List<String> strategies;

    Access(String... strategies) {
      this.strategies = List.of(strategies);
    }

    /** Returns the ids of the strategies. */
    public List<String> strategies() {
      return strategies;
    }

    /** Returns whether a strategy reaches it; one that this version does not know may. */
    boolean admits(String strategyId) {
      return strategies.contains(strategyId) || !TRADING.strategies.contains(strategyId);
    }
  }

  /** Collects the parts. */
  static final class Builder {

    private final String method;
    private final String path;
    private final Group group;
    private Resend resend;
    private Need need = Need.NONE;
    private @Nullable Need fulfils;
    private BodyKind body = BodyKind.NONE;
    private Access access;
    private String[] scopes = {};
    private Limit[] limits = {};

    private Builder(String method, String path, Group group) {
      this.method = method;
      this.path = path;
      this.group = group;
      this.resend = method.equals("GET") ? Resend.SAFE : Resend.NEVER;
      this.access = path.startsWith("/gw/") ? Access.ACCOUNT_MANAGEMENT : Access.TRADING;
    }

    /** For a GET that does something after all. */
    Builder neverResent() {
      this.resend = Resend.NEVER;
      return this;
    }

    Builder safeToResend() {
      this.resend = Resend.SAFE;
      return this;
    }

    Builder needs(Need value) {
      this.need = value;
      return this;
    }

    Builder fulfils(Need value) {
      this.fulfils = value;
      return this;
    }

    Builder takes(BodyKind value) {
      this.body = value;
      return this;
    }

    Builder reachedBy(Access value) {
      this.access = value;
      return this;
    }

    /** Sets the scopes of which one is enough. */
    Builder scopes(String... oneOf) {
      this.scopes = oneOf.clone();
      return this;
    }

    Builder limits(Limit... value) {
      this.limits = value.clone();
      return this;
    }

    Endpoint build() {
      return new Endpoint(this);
    }
  }
}
