package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AccountManagement;
import io.github.ibkrauth.ibkr.endpoint.AdvisorEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AlertEndpoints;
import io.github.ibkrauth.ibkr.endpoint.AnalystEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.EventContractEndpoints;
import io.github.ibkrauth.ibkr.endpoint.MarketDataEndpoints;
import io.github.ibkrauth.ibkr.endpoint.NotificationEndpoints;
import io.github.ibkrauth.ibkr.endpoint.OrderEndpoints;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawAnswer;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.ScannerEndpoints;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.endpoint.TradeEndpoints;
import io.github.ibkrauth.ibkr.endpoint.WatchlistEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The broker's Web API in the name of one login.
 *
 * <pre>{@code
 * try (IbkrClient ibkr = IbkrClient.connect(AuthConfig.load())) {
 *   for (Account account : ibkr.portfolio().accounts()) {
 *     System.out.println(account.id() + " " + ibkr.portfolio().summary(account.id()).netLiquidation());
 *   }
 * }
 * }</pre>
 *
 * <p>Connecting logs in and opens the outer session, which is enough for the portfolio. The
 * {@linkplain #brokerage() brokerage session} is opened by the first call that needs it, or by
 * hand: opening it may take it from another program of the same user, so it is not opened for
 * nothing.
 *
 * <p>Closing stops all beats and frees what the client made itself; it does not log out, because
 * the session at the broker may be shared by other programs, and because with the Client Portal
 * Gateway a human opened it. Say {@link BrokerageSession#logout()} to log out.
 *
 * <p>Thread-safe. Keep one client as long as the program runs.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class IbkrClient implements AutoCloseable {

  private final Wiring wiring;
  private final OwnedResources owned;

  IbkrClient(Wiring wiring, OwnedResources owned) {
    this.wiring = wiring;
    this.owned = owned;
  }

  /**
   * Makes a client with the strategy that the configuration names, and logs in.
   *
   * @throws AuthConfigurationException with every problem of the settings
   * @throws io.github.ibkrauth.auth.error.AuthException when there is no such strategy, or the
   *     login fails
   */
  public static IbkrClient connect(AuthConfig config) {
    return builder(config).connect();
  }

  /** Starts a client. */
  public static Builder builder(AuthConfig config) {
    return new Builder(config);
  }

  /** Returns the calls about balances and positions. */
  public PortfolioEndpoints portfolio() {
    return wiring.portfolio();
  }

  /** Returns the calls about the accounts of the brokerage session. */
  public AccountEndpoints accounts() {
    return wiring.accounts();
  }

  /** Returns the calls about instruments. */
  public ContractEndpoints contracts() {
    return wiring.groups().contracts;
  }

  /** Returns the calls about event contracts. */
  public EventContractEndpoints eventContracts() {
    return wiring.groups().eventContracts;
  }

  /** Returns the calls about quotes and bars. */
  public MarketDataEndpoints marketData() {
    return wiring.groups().marketData;
  }

  /** Returns the market scanners. */
  public ScannerEndpoints scanner() {
    return wiring.groups().scanner;
  }

  /** Returns the calls about orders. */
  public OrderEndpoints orders() {
    return wiring.groups().orders;
  }

  /** Returns the calls about executions. */
  public TradeEndpoints trades() {
    return wiring.groups().trades;
  }

  /** Returns the calls about alerts. */
  public AlertEndpoints alerts() {
    return wiring.groups().alerts;
  }

  /** Returns the calls about saved lists of instruments. */
  public WatchlistEndpoints watchlists() {
    return wiring.groups().watchlists;
  }

  /** Returns the calls about notices of the broker. */
  public NotificationEndpoints notifications() {
    return wiring.groups().notifications;
  }

  /** Returns the calls about performance and bookings. */
  public AnalystEndpoints analyst() {
    return wiring.groups().analyst;
  }

  /** Returns the calls about allocation groups and model portfolios. */
  public AdvisorEndpoints advisor() {
    return wiring.groups().advisor;
  }

  /** Returns the calls about opening and administering accounts; OAuth 2.0 only. */
  public AccountManagement accountManagement() {
    return wiring.groups().accountManagement;
  }

  /** Returns what the broker sends by itself: prices, orders, trades, profit and loss. */
  public StreamingClient streaming() {
    return wiring.streaming();
  }

  /** Returns the single calls about the session. */
  public SessionEndpoints session() {
    return wiring.session();
  }

  /** Returns the brokerage session. */
  public BrokerageSession brokerage() {
    return wiring.brokerage();
  }

  /** Returns whether the broker wants to be left alone, and how long. */
  public PenaltyBox penalty() {
    return wiring.auth().limiter().penalties();
  }

  /** Returns the session that authorizes every call. */
  public AuthSession authSession() {
    return wiring.auth();
  }

  /** Returns the calls by method and path. */
  public RawCalls raw() {
    return wiring.raw();
  }

  /** Calls any endpoint; see {@link RawCalls#call}. */
  public RawAnswer call(String method, String path, @Nullable String bodyOrNull) {
    return wiring.raw().call(method, path, bodyOrNull);
  }

  /** Calls any endpoint with a signed body; see {@link RawCalls#callSigned}. */
  public RawAnswer callSigned(String method, String path, String json) {
    return wiring.raw().callSigned(method, path, json);
  }

  /**
   * Ends all streams and beats, ends the session on this side, and frees what the client made
   * itself. Does not log out. Twice does nothing.
   */
  @Override
  public void close() {
    wiring.close();
    owned.close();
  }

  /** Says with which settings and in which surroundings a client works. Not thread-safe. */
  public static final class Builder {

    private final AuthConfig config;
    private final List<BrokerageSessionListener> brokerageListeners = new ArrayList<>();
    private @Nullable AuthRuntime runtime;
    private @Nullable HttpTransport transport;
    private @Nullable AuthStrategies strategies;
    private @Nullable AuthEventListener listener;

    private Builder(AuthConfig config) {
      this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Sets the runtime: clock, threads, listener. It is not closed with the client. If it lends an
     * {@link HttpTransport} and none is set here, that one is used; a {@code TokenStore} that it
     * lends goes before the one that the settings name.
     */
    public Builder runtime(AuthRuntime value) {
      this.runtime = Objects.requireNonNull(value, "runtime");
      return this;
    }

    /**
     * Sets the transport for everything that is sent. It is not shut down with the client, and it
     * judges certificates in its own way: what the settings say about them does not reach it.
     */
    public Builder transport(HttpTransport value) {
      this.transport = Objects.requireNonNull(value, "transport");
      return this;
    }

    /** Sets the catalogue of strategies, instead of the one that the class path gives. */
    public Builder strategies(AuthStrategies value) {
      this.strategies = Objects.requireNonNull(value, "strategies");
      return this;
    }

    /** Sets who is told about tokens and sessions. */
    public Builder listener(AuthEventListener value) {
      this.listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /** Adds who is told about the brokerage session. */
    public Builder brokerageListener(BrokerageSessionListener value) {
      this.brokerageListeners.add(Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * Makes the client and logs in.
     *
     * @throws AuthConfigurationException with every problem of the settings
     * @throws io.github.ibkrauth.auth.error.AuthException when there is no such strategy, or the
     *     login fails
     */
    public IbkrClient connect() {
      IbkrClient client = build();
      try {
        client.wiring.auth().opened();
        return client;
      } catch (RuntimeException | Error e) {
        client.close();
        throw e;
      }
    }

    /**
     * Makes the client without any network; the first call logs in.
     *
     * @throws AuthConfigurationException with every problem of the settings
     * @throws io.github.ibkrauth.auth.error.AuthException when there is no such strategy
     * @throws IllegalStateException when a runtime is given and a listener beside it, which belongs
     *     into it
     */
    public IbkrClient build() {
      OwnedResources owned = new OwnedResources();
      try {
        return build(owned);
      } catch (RuntimeException | Error e) {
        owned.close();
        throw e;
      }
    }

    private IbkrClient build(OwnedResources owned) {
      if (runtime != null && listener != null) {
        throw new IllegalStateException(
            "A runtime has its listener already: set the listener on the runtime.");
      }
      AuthStrategies catalogue = strategies != null ? strategies : AuthStrategies.discover();
      try (AuthRuntime nothingLent = AuthRuntime.system()) {
        Settings.check(config, catalogue, runtime != null ? runtime : nothingLent);
      }
      HttpTransport carrier = carrier(catalogue, owned);
      AuthRuntime surroundings =
          TokenStores.discover()
              .lend(config, runtime != null ? runtime : ownRuntime(carrier, owned));
      AuthStrategy strategy = catalogue.strategy(config, surroundings);
      Wiring wiring =
          new Wiring(
              config,
              catalogue,
              surroundings,
              carrier,
              StrategyHomes.of(config, catalogue, strategy, surroundings)
                  .session(config, surroundings));
      brokerageListeners.forEach(wiring.brokerage()::addListener);
      return new IbkrClient(wiring, owned);
    }

    private HttpTransport carrier(AuthStrategies catalogue, OwnedResources owned) {
      if (transport != null) {
        return transport;
      }
      if (runtime != null && runtime.service(HttpTransport.class).isPresent()) {
        return runtime.service(HttpTransport.class).get();
      }
      return owned.transport(OwnTransport.make(config, catalogue));
    }

    private AuthRuntime ownRuntime(HttpTransport carrier, OwnedResources owned) {
      AuthRuntime.Builder builder = AuthRuntime.builder().service(HttpTransport.class, carrier);
      if (listener != null) {
        builder.listener(listener);
      }
      return owned.runtime(builder.build());
    }
  }
}
