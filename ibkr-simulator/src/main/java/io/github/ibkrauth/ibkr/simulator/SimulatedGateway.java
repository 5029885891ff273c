package io.github.ibkrauth.ibkr.simulator;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that plays IBKR's Client Portal Gateway in front of the
 * simulated broker.
 *
 * <p>It speaks HTTPS with a self-signed certificate that expired in 2019 and names no host. A human
 * logs in on a web page; from then on every client of the gateway is logged in, without any
 * credential of its own. What the broker answers goes through it, and so do the faults that are
 * scripted there.
 *
 * <pre>{@code
 * SimulatedGateway gateway = simulator.gateway();
 * gateway.logIn();
 * Map<String, String> settings = simulator.configuration("gateway-session");
 * }</pre>
 *
 * The gateway keeps its login alive with a tickle every 30 s of the simulator's clock, from the
 * login on, for as long as it runs and reaches the broker. These calls take no part in the request
 * log and meet no scripted fault. The login ends at the daily reset all the same. Thread-safe.
 */
public final class SimulatedGateway {
  private final ReentrantLock lock = new ReentrantLock();
  private final GatewayState state = new GatewayState();
  private final GatewayJar jar = new GatewayJar();
  private final Broker broker;
  private final LoginDesk desk;
  private final GatewayLogin login;
  private final GatewayProxy proxy;
  private final GatewayFront front;
  private final int port;
  private TlsIdentity identity;
  private @Nullable LoopbackServer server;
  private boolean closed;

  private SimulatedGateway(
      Reception reception,
      Broker broker,
      LoginDesk desk,
      ServerTime time,
      ObservedAddress address,
      URI upstream,
      int wishedPort,
      boolean announceSilence,
      StreamUpgrade streams) {
    this.broker = broker;
    this.desk = desk;
    this.login = new GatewayLogin(reception, broker, jar, upstream);
    this.proxy = new GatewayProxy(reception, state, jar, login, upstream);
    this.front = new GatewayFront(proxy, new CallReader(address), time, announceSilence, streams);
    this.identity = GatewayIdentity.generate();
    LoopbackServer started = LoopbackServer.start(wishedPort, identity, front);
    this.server = started;
    this.port = started.port();
  }

  static SimulatedGateway start(
      Reception reception,
      Broker broker,
      LoginDesk desk,
      ServerTime time,
      ObservedAddress address,
      URI upstream,
      int port,
      boolean announceSilence,
      StreamUpgrade streams) {
    return new SimulatedGateway(
        reception, broker, desk, time, address, upstream, port, announceSilence, streams);
  }

  /** The gateway's address without a trailing slash: {@code https://localhost:PORT}. */
  public URI baseUri() {
    return URI.create("https://localhost:" + port);
  }

  /** The page on which a human logs in. */
  public URI loginUri() {
    return URI.create(baseUri() + "/sso/Login?forwardTo=22&RL=1&ip2loc=on");
  }

  /** The certificate that the gateway shows, or would show if it ran. */
  public X509Certificate certificate() {
    lock.lock();
    try {
      return identity.certificate();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The SHA-256 fingerprint of {@link #certificate()}: 32 bytes in upper-case hexadecimal with
   * colons between them.
   */
  public String fingerprint() {
    return GatewayIdentity.fingerprint(certificate());
  }

  /**
   * The user name the login page takes, with or without the paper switch: a paper user, the same
   * that the other strategies log in.
   */
  public String userName() {
    return desk.paper().name();
  }

  /**
   * The user name with real money behind {@link #userName()}: the same accounts with live ids, or
   * the paper accounts when the paper switch is on. It takes the same password.
   */
  public String liveUserName() {
    return desk.live().name();
  }

  /** The password of both users. */
  public String password() {
    return desk.password();
  }

  /**
   * The secret of the time-based second factor (RFC 6238: SHA-1, 30 s, 6 digits), in base32. Codes
   * follow the simulator's clock.
   */
  public String totpSecret() {
    return desk.secondFactor().secret();
  }

  /** Returns a fresh code of eight digits that passes the second factor once. */
  public String oneOffCode() {
    return desk.secondFactor().oneOffCode();
  }

  /** Whether the login page asks for a second factor; it does not unless told so. */
  public void requireSecondFactor(boolean value) {
    desk.requireCode(value);
  }

  /**
   * Whether the login page asks for two codes, one after the other, as the broker's has been seen
   * to do; two of them also when {@link #requireSecondFactor} asks for none.
   */
  public void askSecondFactorTwice(boolean value) {
    desk.requireTwoCodes(value);
  }

  /**
   * Sets how many failed logins in a row lock a user; 10 unless set.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public void lockAfter(int failedLogins) {
    if (failedLogins < 1) {
      throw new IllegalArgumentException("a user can be locked after one failed login or more");
    }
    desk.lockAfter(failedLogins);
  }

  /** Unlocks users and forgets their failed logins. */
  public void unlock() {
    desk.unlock();
  }

  /** Sets how late, in real time, everything below {@code /sso} answers; zero unless set. */
  public void pageDelay(Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException("a delay must not be negative");
    }
    state.pageDelay = value;
  }

  /** Sets how the login page names its elements. */
  public void pageLayout(LoginPageLayout value) {
    desk.show(Objects.requireNonNull(value, "value"));
  }

  /**
   * Logs {@link #userName()} in as a human would on the login page, but without HTTP, page and
   * second factor: when this returns the gateway has opened the brokerage session, taking it from
   * whoever had it.
   *
   * @throws IllegalStateException if the gateway does not run or does not reach the broker
   */
  public void logIn() {
    if (!isRunning() || state.upstreamDown) {
      throw new IllegalStateException(
          isRunning()
              ? "nobody can log in while the gateway does not reach the broker"
              : "nobody can log in while the gateway does not run");
    }
    proxy.admit(desk.admit(desk.paper()));
  }

  /** Ends the login at the broker, as a logout in another place would; does not count as a call. */
  public void logOut() {
    login.session().ifPresent(broker::logout);
  }

  /** Whether calls through the gateway belong to a login that the broker still knows. */
  public boolean isLoggedIn() {
    return login.isLoggedIn();
  }

  /**
   * Cuts the gateway off from the broker, or connects it again. While it is cut off it takes
   * requests and never answers them, and keeps no login alive.
   */
  public void upstreamDown(boolean value) {
    state.upstreamDown = value;
    if (value) {
      login.release();
    } else if (isRunning()) {
      login.keep();
    }
  }

  /** Whether the gateway's list of allowed addresses keeps every caller out. */
  public void denyCaller(boolean value) {
    state.denyCaller = value;
  }

  /**
   * Sets the web origin whose scripts may call the gateway: {@code *}, the default, for any. Other
   * origins get 403.
   */
  public void allowOrigin(String origin) {
    state.allowedOrigin = Objects.requireNonNull(origin, "origin");
  }

  /**
   * Stops the gateway: connections are refused, those that hang are closed, its cookies are gone.
   * Does nothing when it does not run.
   */
  public void stop() {
    lock.lock();
    try {
      if (server != null) {
        server.stop();
        server = null;
        login.release();
        jar.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Stops the gateway for good. */
  void close() {
    lock.lock();
    try {
      closed = true;
      stop();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (closed) {
      throw new IllegalStateException("the simulator is closed, and its gateway with it");
    }
    server = LoopbackServer.start(port, identity, front);
  }

  /** Stops the gateway if it runs and starts it on the same port, with nobody logged in. */
  public void restart() {
    lock.lock();
    try {
      stop();
      start();
    } finally {
      lock.unlock();
    }
  }

  /** Restarts the gateway with another certificate, as a new installation would have. */
  public void restartWithNewCertificate() {
    lock.lock();
    try {
      stop();
      identity = GatewayIdentity.generate();
      start();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the gateway takes connections. */
  public boolean isRunning() {
    lock.lock();
    try {
      return server != null;
    } finally {
      lock.unlock();
    }
  }

  /** How often somebody logged in, by {@link #logIn()} or on the page. */
  public int logins() {
    return state.logins.get();
  }

  /** How often a login on the page was refused for a wrong name, password or code, or a lock. */
  public int failedLogins() {
    return desk.failures();
  }

  /** How often a client logged out through the gateway. */
  public int logouts() {
    return state.logouts.get();
  }

  /** How often a client called {@code iserver/reauthenticate}. */
  public int reauthentications() {
    return state.reauthentications.get();
  }

  /** The certificate as PEM text. */
  String certificatePem() {
    return Pem.certificate(certificate());
  }

  @Override
  public String toString() {
    return "SimulatedGateway[" + baseUri() + "]";
  }
}
