package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A server on the loopback interface that plays the IBKR Web API.
 *
 * <p>It verifies what the broker verifies (client assertions, signed bodies, bearers, OAuth 1.0a
 * signatures, addresses, the order of calls, the life of sessions) and answers with the documented
 * bodies and status codes. Keys are made fresh in every process (or {@linkplain
 * Builder#freshKeys(boolean) at every start}); accounts, positions and prices are invented from a
 * seed.
 *
 * <pre>{@code
 * try (IbkrSimulator simulator = IbkrSimulator.builder().start()) {
 *   Map<String, String> settings = simulator.configuration("oauth2-jwt");
 *   ...
 *   assertThat(simulator.requests().count("POST", "/oauth2/api/v1/token")).isEqualTo(1);
 * }
 * }</pre>
 *
 * Thread-safe.
 */
public final class IbkrSimulator implements AutoCloseable {
  private final RunningSimulator running;

  private IbkrSimulator(RunningSimulator running) {
    this.running = running;
  }

  /** Returns a builder with the defaults: a free port, no TLS, seed 1, the system clock. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The base URL without a trailing slash: {@code http://127.0.0.1:PORT}, or {@code
   * https://localhost:PORT} with TLS.
   */
  public URI baseUri() {
    return running.credentials().baseUri();
  }

  /** What a client needs to log in. */
  public SimulatorCredentials credentials() {
    return running.credentials();
  }

  /** The strategies this simulator can serve, by their ids. */
  public Set<String> strategyIds() {
    return Set.of(OAuth2Settings.STRATEGY, OAuth1aSettings.STRATEGY, GatewaySettings.STRATEGY);
  }

  /**
   * Returns the settings with which a strategy logs in here, ready to be used as they are. They
   * hold private keys. Those of {@code gateway-session} hold none, and start the {@linkplain
   * #gateway() gateway} when it does not run yet; somebody has to {@linkplain
   * SimulatedGateway#logIn() log in} there.
   *
   * @param strategyId one of {@link #strategyIds()}
   * @return {@code ibkr.auth.*} settings, {@code ibkr.auth.strategy} among them
   * @throws IllegalArgumentException if the simulator cannot serve that strategy
   */
  public Map<String, String> configuration(String strategyId) {
    Objects.requireNonNull(strategyId, "strategyId");
    checkServed(strategyId);
    return new StrategySettings(running).of(strategyId);
  }

  /**
   * Returns the settings of an application whose users let it in here, and registers where they are
   * sent back to. They hold private keys.
   *
   * @param strategyId {@code oauth2-jwt}, for the authorization code, or {@code oauth1a}, for the
   *     third-party grant
   * @param redirectUri as for {@link SimulatedAuthorizationServer#registerRedirect}; for OAuth 1.0a
   *     it takes the place of the {@linkplain #registerCallback callback} registered before
   * @throws IllegalArgumentException if users let nobody in by that strategy, or the URI is not one
   *     to be registered
   */
  public Map<String, String> connectConfiguration(String strategyId, URI redirectUri) {
    Objects.requireNonNull(strategyId, "strategyId");
    if (strategyId.equals(GatewaySettings.STRATEGY)) {
      throw new IllegalArgumentException("At a gateway users let no application in");
    }
    checkServed(strategyId);
    if (strategyId.equals(OAuth1aSettings.STRATEGY)) {
      registerCallback(redirectUri);
    } else {
      authorizationServer().registerRedirect(redirectUri);
    }
    return new StrategySettings(running).ofConnecting(strategyId, redirectUri);
  }

  private void checkServed(String strategyId) {
    if (!strategyIds().contains(Objects.requireNonNull(strategyId, "strategyId"))) {
      throw new IllegalArgumentException(
          "The simulator serves " + strategyIds() + ", not \"" + strategyId + "\"");
    }
  }

  /**
   * Registers where users are sent back to from the authorize page. Without a callback the page
   * shows the verifier instead.
   *
   * @param uri an absolute URL, of a listener on the loopback interface for example
   * @throws IllegalArgumentException if it is not absolute or has a fragment
   */
  public void registerCallback(URI uri) {
    Objects.requireNonNull(uri, "uri");
    if (uri.getScheme() == null || uri.getRawAuthority() == null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "a callback is an absolute URL without a fragment, not " + uri);
    }
    running.oauth1().registry().registerCallback(uri);
  }

  /**
   * The gateway in front of this broker. It is started when it is first asked for, and closed with
   * the simulator.
   *
   * @throws IllegalStateException if it cannot listen on its port, or the simulator is closed
   */
  public SimulatedGateway gateway() {
    return running.gateway();
  }

  /** The OAuth 2.0 authorization server, and the users who can log in there. */
  public SimulatedAuthorizationServer authorizationServer() {
    return new SimulatedAuthorizationServer(
        running.authorizationServer(), running.users(), running.oauth1().registry());
  }

  /** The WebSockets: what was sent over them, and what shall go wrong. */
  public SimulatedStreams streams() {
    return new SimulatedStreams(running.streams());
  }

  /** Scripts faults and events. */
  public Faults faults() {
    return running.faults();
  }

  /** The requests so far. */
  public RequestLog requests() {
    return running.requests();
  }

  /** The orders and executions at the broker, and what shall happen to the orders to come. */
  public SimulatedBook book() {
    return running.trading().book();
  }

  /** The prices of the simulated market. */
  public PriceProcess prices() {
    return running.trading().prices();
  }

  /** The broker's limits on requests, and how often they were broken. */
  public RequestLimits limits() {
    return running.limits();
  }

  /** The clock that token lifetimes, sessions and resets follow. */
  public SimulatorClock clock() {
    return running.clock();
  }

  /**
   * Makes the broker see every caller at this address from now on, as if his egress address had
   * changed.
   *
   * @param ip an IPv4 or IPv6 literal
   * @throws IllegalArgumentException if it is not one
   */
  public void seeCallerAs(String ip) {
    running.address().see(Objects.requireNonNull(ip, "ip"));
  }

  /** The address the broker sees callers at: 127.0.0.1 unless it was changed. */
  public String callerAddress() {
    running.trouble().catchUp();
    return running.address().overridden().orElse(LoopbackServer.HOST);
  }

  /** Disturbs days and weeks at random, from a seed. */
  public Weather weather() {
    return running.trouble().weather();
  }

  /** Says whether a call should work just now, by the calendar and the weather. */
  public Availability availability() {
    return running.availability();
  }

  /** The self-signed certificate; empty without TLS. */
  public Optional<X509Certificate> certificate() {
    return running.certificate();
  }

  /**
   * Writes the files of {@link #writeTo(Path, String)} with OAuth 2.0 as the strategy that is used
   * unless a profile says otherwise.
   *
   * @param directory made when it is missing; files of the same names are replaced
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTo(Path directory) {
    writeTo(directory, OAuth2Settings.STRATEGY);
  }

  /**
   * Writes {@code ibkr.yaml} with the settings of every strategy and a profile for each, the keys
   * in PEM, the certificates, and {@code credentials.json}. Files that hold a secret or lead to one
   * can be read by their owner only.
   *
   * @param directory made when it is missing; files of the same names are replaced
   * @param strategyId the strategy that {@code ibkr.yaml} names; one of {@link #strategyIds()}
   * @throws UncheckedIOException if it cannot be written
   */
  public void writeTo(Path directory, String strategyId) {
    Objects.requireNonNull(directory, "directory");
    checkServed(strategyId);
    try {
      new CredentialFiles(directory, this, running.certificatePem().orElse(null)).write(strategyId);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the simulator's files into " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Stops the server and closes all its connections; does nothing the second time. */
  @Override
  public void close() {
    running.stop();
  }

  @Override
  public String toString() {
    return "IbkrSimulator[" + baseUri() + "]";
  }

  /** Settings of a simulator; not thread-safe. */
  public static final class Builder {
    int port;
    int gatewayPort;
    boolean tls;
    long seed = 1;
    boolean freshKeys;
    int users = 1;
    SimulatorClock clock = SimulatorClock.system();
    int pollsUntilEstablished = 1;
    ZoneId resetZone = ZoneId.of("America/New_York");
    LocalTime resetTime = LocalTime.MIDNIGHT;
    List<MaintenanceWindow> maintenance = List.of();
    int requestsKept = RequestLog.CAPACITY;
    boolean announceSilence;
    Set<BaseStringProfile> acceptedProfiles = Set.of(BaseStringProfile.RAW);
    List<URI> signedBaseUrls = List.of(URI.create("https://api.ibkr.com"));
    Duration timestampTolerance = Duration.ofSeconds(5);
    Duration liveSessionTokenLife = Duration.ofHours(24);
    boolean tellComputationTime;
    final RequestLimits.Settings limits = new RequestLimits.Settings();

    private Builder() {}

    /** The port to listen on; 0, the default, takes a free one. */
    public Builder port(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("a port is between 0 and 65535, not " + value);
      }
      this.port = value;
      return this;
    }

    /** The port {@link IbkrSimulator#gateway()} listens on; 0, the default, takes a free one. */
    public Builder gatewayPort(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("a port is between 0 and 65535, not " + value);
      }
      this.gatewayPort = value;
      return this;
    }

    /** Whether to speak HTTPS, with a fresh self-signed certificate for localhost and 127.0.0.1. */
    public Builder tls(boolean value) {
      this.tls = value;
      return this;
    }

    /**
     * Whether this simulator has RSA keys of its own, of its client and of its consumers. By
     * default the simulators of one process share them, since they take longest to make.
     */
    public Builder freshKeys(boolean value) {
      this.freshKeys = value;
      return this;
    }

    /**
     * What accounts, positions and prices are invented from. Keys and tokens are not: keys are
     * fresh in every process, tokens every time.
     */
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /**
     * How many users can let applications in, each with accounts of his own; 1 unless set. They are
     * made when they come: thousands cost neither memory nor time before.
     *
     * @throws IllegalArgumentException if it is not between 1 and a million
     */
    public Builder users(int value) {
      if (value < 1 || value > UserDirectory.MOST) {
        throw new IllegalArgumentException("there are 1 to a million users, not " + value);
      }
      this.users = value;
      return this;
    }

    /** The clock to follow. */
    public Builder clock(SimulatorClock value) {
      this.clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * How many status polls ({@code auth/status} or {@code tickle}) it takes until a new brokerage
     * session is established: the answer to the last of them is the first that says so. With 0 the
     * answer to {@code ssodh/init} says so.
     */
    public Builder pollsUntilEstablished(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("the number of polls must not be negative");
      }
      this.pollsUntilEstablished = value;
      return this;
    }

    /** The region whose daily reset ends every session; New York unless set. */
    public Builder resetZone(ZoneId value) {
      this.resetZone = Objects.requireNonNull(value, "resetZone");
      return this;
    }

    /** The time of day of the reset in that region; midnight unless set. */
    public Builder resetTime(LocalTime value) {
      this.resetTime = Objects.requireNonNull(value, "resetTime");
      return this;
    }

    /** The weekly times of maintenance, in that region's time; none unless set. */
    public Builder maintenance(MaintenanceWindow... windows) {
      this.maintenance = List.of(windows);
      return this;
    }

    /**
     * How many requests the log keeps in full; {@value RequestLog#CAPACITY} unless set. Those
     * before are still counted.
     */
    public Builder requestsKept(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("the log must keep at least one request");
      }
      this.requestsKept = value;
      return this;
    }

    /**
     * Whether a request that is never answered is told so at once, by an empty answer with status
     * 599. A test whose transport turns that into a read time-out need not wait for it.
     */
    public Builder announceSilence(boolean value) {
      this.announceSilence = value;
      return this;
    }

    /**
     * How the base string of an OAuth 1.0a signature may be written; {@link BaseStringProfile#RAW}
     * unless set. Requests without query and form read the same in all profiles.
     *
     * @throws IllegalArgumentException if the set is empty
     */
    public Builder acceptedProfiles(Set<BaseStringProfile> value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("at least one base string profile must be accepted");
      }
      this.acceptedProfiles = Set.copyOf(value);
      return this;
    }

    /**
     * The base URLs OAuth 1.0a requests may be signed for besides the simulator's own; {@code
     * https://api.ibkr.com} unless set. Paths are ignored, and so is the {@code Host} header.
     *
     * @throws IllegalArgumentException if one is not absolute
     */
    public Builder signedBaseUrls(List<URI> value) {
      value.forEach(BaseStrings::normal);
      this.signedBaseUrls = List.copyOf(value);
      return this;
    }

    /**
     * How many seconds smaller than the latest of its consumer an OAuth 1.0a timestamp may be; 5
     * unless set, because requests of several threads overtake each other on their way. With zero
     * the documented rule holds to the letter.
     */
    public Builder timestampTolerance(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("the tolerance must not be negative");
      }
      this.timestampTolerance = value;
      return this;
    }

    /** How long a live session token is good for; 24 hours unless set. */
    public Builder liveSessionTokenLife(Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException("a live session token must live for some time");
      }
      this.liveSessionTokenLife = value;
      return this;
    }

    /**
     * Whether {@code live_session_token_expiration} tells when the token was computed, as one of
     * the broker's documents has it, instead of when it expires, as the others have it.
     */
    public Builder tellComputationTime(boolean value) {
      this.tellComputationTime = value;
      return this;
    }

    /**
     * Whether requests beyond the broker's limits are refused with 429 and put their address into
     * the penalty box; by default they are only counted.
     */
    public Builder enforceLimits(boolean value) {
      this.limits.enforced = value;
      return this;
    }

    /** How many requests a second a user may send; 50, and 10 through a gateway, unless set. */
    public Builder requestsPerSecond(int value) {
      if (value < 1) {
        throw new IllegalArgumentException("a user may send one request a second at least");
      }
      this.limits.perSecond = value;
      return this;
    }

    /**
     * Sets the limit of an endpoint, in place of the documented one.
     *
     * @param method a method, or {@code *} for any
     * @param pathPattern as for {@link Faults#on}
     * @param calls how many
     * @param span in what time; zero for at the same time
     */
    public Builder limit(String method, String pathPattern, int calls, Duration span) {
      this.limits.add(method, pathPattern, calls, span);
      return this;
    }

    /** How long the penalty lasts; 15 minutes unless set. */
    public Builder penalty(Duration value) {
      this.limits.penalty = Objects.requireNonNull(value, "penalty");
      return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalStateException if it cannot listen on the port
     */
    public IbkrSimulator start() {
      return new IbkrSimulator(RunningSimulator.start(this));
    }
  }
}
