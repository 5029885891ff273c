package io.github.ibkrauth.ibkr.connect;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.connect.ConnectFlow;
import io.github.ibkrauth.auth.connect.Connection;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthErrorCode;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.AuthException.Details;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyChecks;
import io.github.ibkrauth.auth.store.SecretSealer;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.IbkrClient;
import io.github.ibkrauth.ibkr.IbkrException;
import io.github.ibkrauth.ibkr.config.TypedSettings;
import io.github.ibkrauth.ibkr.connect.ConnectionStatus.State;
import io.github.ibkrauth.ibkr.endpoint.PenaltyBox;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of an application's users. Each user's is stored sealed; a client is made when
 * somebody uses it, closed when nobody did for a while, and at most so many are open at a time. All
 * share the runtime's threads and one HTTP transport, and nothing else: tokens, cookies, caches,
 * limits and sessions are each user's own.
 *
 * <pre>{@code
 * Connection connection = flow.complete(user, query);
 * connections.add(connection);
 * ...
 * var positions = connections.use(user, client -> client.portfolio().accounts());
 * }</pre>
 *
 * <p>A user is named by an id of the application's own, which only the application's login may
 * decide. Several processes may share the store; another process's open client of a user whose
 * connection was removed works until it is closed for idleness, or until the tokens are revoked.
 *
 * <p>Thread-safe.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class Connections implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.ibkrauth.ibkr.connect");

  private final ClientMaker.Shared shared;
  private final @Nullable AuthRuntime ownRuntime;
  private final ConnectionBook book;
  private final ClientMaker maker;
  private final ManualCheck manual;
  private final UserNotes notes;
  private final ConnectionEvents events;
  private final ClientPool pool;

  private Connections(Builder builder, AuthRuntime lending, @Nullable AuthRuntime ownRuntime) {
    AuthStrategies strategies =
        builder.strategies != null
            ? builder.strategies
            : AuthStrategies.builder()
                .trusted(builder.config.find(AuthStrategies.TRUSTED).orElse(List.of()))
                .build();
    Optional<HttpTransport> lent = lending.service(HttpTransport.class);
    this.ownRuntime = ownRuntime;
    this.shared =
        new ClientMaker.Shared(
            builder.config,
            strategies,
            lending,
            lent.orElseGet(() -> HttpDefaults.from(builder.config).newTransport()),
            lent.isEmpty(),
            lending.service(PenaltyBox.class).orElseGet(() -> new PenaltyBox(lending.clock())),
            builder.manualServices);
    ManualRules rules =
        new ManualRules(builder.config, strategies, builder.allowed, builder.foundation);
    this.notes = new UserNotes(lending.clock());
    this.maker = new ClientMaker(shared, rules, notes);
    this.manual = new ManualCheck(strategies, rules, maker, lending);
    this.events = new ConnectionEvents(builder.listeners);
    this.book =
        new ConnectionBook(
            lending.service(TokenStore.class).orElseThrow(),
            lending.service(SecretSealer.class).orElseThrow(),
            builder.collection);
    this.pool =
        new ClientPool(
            new PoolLimits(
                builder.maxOpen, builder.usesPerUser, builder.idleAfter, builder.maxWait),
            this::make,
            lending,
            events);
  }

  /** Starts with the application's settings, below the prefix {@code ibkr.auth}. */
  public static Builder builder(AuthConfig config) {
    return new Builder(config);
  }

  /**
   * Stores the connection of a user who agreed at the server, in the place of the one before.
   *
   * @param connection what {@link ConnectFlow#complete} returned
   */
  public void add(Connection connection) {
    store(
        new StoredConnection(
            new UserId(connection.userId()),
            connection.strategyId(),
            connection.connectedAt(),
            false,
            connection.settings()));
  }

  /**
   * Tries credentials that a user typed in, and stores them if they work. Names may be our
   * settings', those of other programs' files, or of environment variables; values must be the
   * values themselves, no paths and no references. The server is the application's to choose:
   * settings that name another are refused, unless {@link Builder#allowServer} let them.
   *
   * <p>Blocks while the broker is asked.
   *
   * @throws IllegalArgumentException when the id cannot be one
   */
  public ManualResult add(String userId, Map<String, String> typed) {
    return add(new UserId(userId), TypedSettings.of(typed));
  }

  /**
   * Does the same with a file that a user uploaded.
   *
   * @param fileName its ending tells the format
   * @param content the text
   */
  public ManualResult addFile(String userId, String fileName, String content) {
    UserId user = new UserId(userId);
    try {
      return add(user, TypedSettings.ofFile(fileName, content));
    } catch (AuthConfigurationException e) {
      return new ManualResult(
          false,
          e.problems().stream().map(text -> CheckResult.fail("credentials", text, "")).toList(),
          List.of());
    }
  }

  private ManualResult add(UserId user, TypedSettings typed) {
    ManualCheck.Outcome outcome = manual.run(user, typed);
    outcome.connection().ifPresent(this::store);
    return outcome.result();
  }

  private void store(StoredConnection connection) {
    book.save(connection);
    UserId user = connection.userId();
    notes.worked(user);
    pool.drop(user, ConnectionEvent.Reason.REPLACED);
    events.tell(new ConnectionEvent.Added(now(), user.text(), connection.strategyId()));
  }

  /**
   * Does something with a user's client, which is made if there is none, and closed later.
   *
   * @return what the work returns
   * @throws ConnectionsException when the user has no connection, or all that may be open are in
   *     use for too long
   * @throws AuthException when the user's login fails
   */
  public <T> T use(String userId, Function<IbkrClient, T> work) {
    UserId user = new UserId(userId);
    try (ClientLease lease = lease(user)) {
      T result = work.apply(lease.client());
      notes.worked(user);
      return result;
    } catch (AuthException | IbkrException e) {
      // There may be no session because the login was refused in the background.
      if ((e instanceof AuthException ? e : e.getCause()) instanceof AuthException refusal) {
        notes
            .failed(user, refusal)
            .ifPresent(
                code -> events.tell(new ConnectionEvent.UserNeeded(now(), user.text(), code)));
      }
      throw e;
    }
  }

  /** Does the same where there is nothing to return. */
  public void run(String userId, Consumer<IbkrClient> work) {
    use(
        userId,
        client -> {
          work.accept(client);
          return client;
        });
  }

  /**
   * Returns the use of a user's client until the lease is closed, for work that takes long, such as
   * a stream. {@link #use} is better for single calls: it also notes whether the user is needed.
   *
   * @throws ConnectionsException as {@link #use} does
   */
  public ClientLease client(String userId) {
    return lease(new UserId(userId));
  }

  private ClientLease lease(UserId user) {
    ClientLease lease = pool.acquire(user);
    notes.used(user);
    return lease.telling(() -> notes.ended(user));
  }

  /**
   * Returns the settings that a user's client is made of, for programs that make one themselves:
   * the application's with the user's laid over them. Those of a manual connection hold its
   * secrets.
   */
  public Optional<AuthConfig> config(String userId) {
    return book.find(new UserId(userId)).map(maker::config);
  }

  /** Returns where a user's connection stands, if there is one. */
  public Optional<ConnectionStatus> find(String userId) {
    return book.find(new UserId(userId)).map(this::status);
  }

  /** Returns all connections, in no order. Reads each from the store. */
  public List<ConnectionStatus> list() {
    return book.users().stream()
        .map(book::find)
        .flatMap(Optional::stream)
        .map(this::status)
        .toList();
  }

  /** Returns how many clients are open now. */
  public int open() {
    return pool.open();
  }

  /**
   * Checks a user's connection from the settings to the login, as {@code ibkr doctor} does, and
   * returns how each step went. Blocks; the open client is left alone.
   *
   * @throws ConnectionsException when the user has no connection
   */
  public List<CheckResult> test(String userId) {
    StoredConnection connection = stored(new UserId(userId));
    AuthConfig config = maker.config(connection);
    return StrategyChecks.run(
        shared.strategies().chosen(config), config, maker.runtime(config, connection.manual()));
  }

  /**
   * Removes a user's connection: revokes the grant where the server can, forgets tokens and
   * credentials, and closes the client when it is given back.
   *
   * @return whether there was one
   * @throws AuthException when everything was forgotten here, and the server did not confirm that
   *     it revoked the grant
   */
  public boolean remove(String userId) {
    UserId user = new UserId(userId);
    Optional<StoredConnection> connection = book.find(user);
    AuthException unconfirmed = null;
    if (connection.isPresent() && !connection.get().manual()) {
      try {
        maker.disconnect(connection.get());
      } catch (AuthException e) {
        unconfirmed = e;
      }
    }
    boolean removed = book.delete(user);
    pool.drop(user, ConnectionEvent.Reason.REMOVED);
    notes.forget(user);
    if (removed) {
      events.tell(new ConnectionEvent.Removed(now(), user.text()));
    }
    if (unconfirmed != null) {
      throw unconfirmed;
    }
    return removed;
  }

  /** Closes all clients, those in use too; connections stay stored. Twice does nothing. */
  @Override
  public void close() {
    pool.close();
    if (shared.ownTransport()) {
      try {
        shared.transport().shutdown();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "The transport did not shut down: {0}", e.getClass().getName());
      }
    }
    if (ownRuntime != null) {
      ownRuntime.close();
    }
  }

  private IbkrClient make(UserId user) {
    StoredConnection connection = stored(user);
    book.list(user);
    return maker.client(connection);
  }

  private StoredConnection stored(UserId user) {
    return book.find(user)
        .orElseThrow(
            () ->
                new ConnectionsException(
                    Details.of(
                        ConnectionsErrorCode.CONNECTION_UNKNOWN,
                        "The "
                            + user
                            + " has no connection here: begin one (ConnectFlow), or add credentials"
                            + " by hand."),
                    false));
  }

  private ConnectionStatus status(StoredConnection connection) {
    UserId user = connection.userId();
    Optional<AuthErrorCode> problem = notes.problem(user);
    State state =
        problem.isPresent()
            ? State.USER_NEEDED
            : pool.uses(user)
                .map(uses -> uses > 0 ? State.IN_USE : State.OPEN)
                .orElse(State.CLOSED);
    return new ConnectionStatus(
        user.text(),
        connection.strategyId(),
        connection.connectedAt(),
        connection.manual(),
        state,
        notes.lastUsed(user),
        problem);
  }

  private Instant now() {
    return shared.runtime().clock().instant();
  }

  /** Says how many may be open, and in which surroundings. Not thread-safe. */
  public static final class Builder {

    private final AuthConfig config;
    private final List<ConnectionsListener> listeners = new ArrayList<>();
    private final Set<String> allowed = new HashSet<>();
    private final Map<String, String> foundation = new HashMap<>();
    private Function<AuthRuntime, AuthRuntime> manualServices = AuthRuntime::lendingNothing;
    private @Nullable AuthRuntime runtime;
    private @Nullable AuthStrategies strategies;
    private String collection = "users";
    private int maxOpen = 200;
    private int usesPerUser = 4;
    private Duration idleAfter = Duration.ofMinutes(10);
    private Duration maxWait = Duration.ofSeconds(30);

    private Builder(AuthConfig config) {
      this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Sets the runtime: clock, threads, and what the application lends, such as a {@code
     * TokenStore} with a {@code SecretSealer} or an {@link HttpTransport}. It is not closed.
     */
    public Builder runtime(AuthRuntime value) {
      this.runtime = Objects.requireNonNull(value, "runtime");
      return this;
    }

    /** Sets the catalogue of strategies, instead of the one that the class path gives. */
    public Builder strategies(AuthStrategies value) {
      this.strategies = Objects.requireNonNull(value, "strategies");
      return this;
    }

    /** Sets a name for these connections, where one store holds several sets of them. */
    public Builder named(String value) {
      this.collection = Objects.requireNonNull(value, "name");
      return this;
    }

    /** Sets how many clients may be open at a time; 200 unless set. */
    public Builder maxOpen(int value) {
      this.maxOpen = value;
      return this;
    }

    /** Sets how often one user's client may be in use at a time; 4 unless set. */
    public Builder usesPerUser(int value) {
      this.usesPerUser = value;
      return this;
    }

    /** Sets after which time without use a client is closed; 10 minutes unless set. */
    public Builder idleAfter(Duration value) {
      this.idleAfter = Objects.requireNonNull(value, "idleAfter");
      return this;
    }

    /** Sets how long a caller waits when all that may be open are in use; 30 seconds unless set. */
    public Builder maxWait(Duration value) {
      this.maxWait = Objects.requireNonNull(value, "maxWait");
      return this;
    }

    /** Adds who is told what happens to connections. */
    public Builder listener(ConnectionsListener value) {
      listeners.add(Objects.requireNonNull(value, "listener"));
      return this;
    }

    /**
     * Lets users who type in credentials name a server, such as a gateway of their own. Whoever may
     * do so can make this process call any address that it reaches: for trusted users only.
     *
     * @param setting without prefix, such as {@code gateway-session.base-url}
     */
    public Builder allowServer(String setting) {
      allowed.add(Objects.requireNonNull(setting, "setting"));
      return this;
    }

    /**
     * Adds a setting that credentials which users type in are laid over. Of the application's own
     * settings about strategies they get only {@code base-url} and the addresses of this computer:
     * never a key.
     *
     * @param fullName such as {@code ibkr.auth.oauth2-jwt.token-url}
     */
    public Builder manualSetting(String fullName, String value) {
      foundation.put(
          Objects.requireNonNull(fullName, "fullName"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Lends an object to the strategies of users who typed in credentials, such as what finds out
     * the address of this computer. They get nothing else of what the runtime lends.
     */
    public <T> Builder manualService(Class<T> type, T object) {
      Objects.requireNonNull(object, "object");
      manualServices = manualServices.andThen(base -> base.lending(type, object));
      return this;
    }

    /**
     * Makes the connections; no network.
     *
     * @throws AuthConfigurationException when there is no token store, with every problem of its
     *     settings
     * @throws IllegalArgumentException when a limit is out of range
     */
    public Connections build() {
      AuthRuntime own = runtime == null ? AuthRuntime.system() : null;
      AuthRuntime base = own == null ? Objects.requireNonNull(runtime) : own;
      try {
        AuthRuntime lending = TokenStores.discover().lend(config, base);
        if (lending.service(TokenStore.class).isEmpty()
            || lending.service(SecretSealer.class).isEmpty()) {
          throw new AuthConfigurationException(
              List.of(
                  "Connections are kept in a token store, and there is none: set"
                      + " ibkr.auth.store.kind to file or memory, or let the runtime lend a"
                      + " TokenStore and a SecretSealer."));
        }
        return new Connections(this, lending, own);
      } catch (RuntimeException | Error e) {
        if (own != null) {
          own.close();
        }
        throw e;
      }
    }
  }
}
