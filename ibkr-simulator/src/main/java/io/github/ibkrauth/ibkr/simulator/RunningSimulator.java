package io.github.ibkrauth.ibkr.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a simulator together, starts them and stops them. */
final class RunningSimulator {
  private static final Set<String> SCOPES =
      Set.of("sso-sessions.write", "sso-sessions.read", "accounts.read", "echo.read", "echo.write");

  private final SimulatorClock clock;
  private final ServerTime time;
  private final ObservedAddress address = new ObservedAddress();
  private final RequestLog requests;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final @Nullable TlsIdentity tls;
  private final @Nullable Path certificateFile;
  private final Faults faults;
  private final Trouble trouble;
  private final RequestLimits limits;
  private final LoopbackServer server;
  private final SimulatorCredentials credentials;
  private final OAuth1Server oauth1;
  private final AuthorizationServer authorizationServer;
  private final UserDirectory users;
  private final LateGateway gateway;
  private final StreamHub streams;
  private final StreamUpgrade upgrade;
  private final TradingDesk trading;

  private RunningSimulator(IbkrSimulator.Builder settings) {
    // Keys take longest: they are made while the server starts.
    RsaKeys keys = RsaKeys.of(settings.freshKeys);
    CompletableFuture<KeyPair> clientKeys =
        CompletableFuture.supplyAsync(() -> keys.pair("client"));
    CompletableFuture<KeyPair> serverKeys =
        CompletableFuture.supplyAsync(() -> keys.pair("server"));
    this.clock = settings.clock;
    this.requests = new RequestLog(settings.requestsKept);
    this.time = new ServerTime(clock);
    this.tls = settings.tls ? TlsIdentity.generate() : null;
    // The audiences hold the port, which is known only once the server listens: it gets its routes
    // afterwards.
    LateHandler handler = new LateHandler();
    this.server = LoopbackServer.start(settings.port, tls, handler);
    URI baseUri =
        URI.create((tls == null ? "http://127.0.0.1:" : "https://localhost:") + server.port());
    AccountMaker maker = new AccountMaker(settings.seed);
    BrokerUser user = maker.user();
    BrokerUser live = AccountMaker.liveTwin(user);
    List<Instrument> traded = maker.instruments();
    TokenMint mint = new TokenMint(serverKeys.join());
    String password = mint.hex(5);
    this.users = new UserDirectory(settings.seed, settings.users, user, password, mint, traded);
    this.trading =
        new TradingDesk(
            settings.seed, List.of(user, live), users::account, traded, maker.euroRate(), time);
    SessionRules rules =
        new SessionRules(settings.resetZone, settings.resetTime, settings.pollsUntilEstablished);
    Broker broker = new Broker(time, rules, mint, List.of(user, live));
    ConsentDesk consentDesk = new ConsentDesk(broker, mint, users);
    this.oauth1 = new OAuth1Server(settings, broker, mint, time, baseUri, user, consentDesk);
    this.faults = new Faults(broker, time, oauth1);
    LoginDesk loginDesk = new LoginDesk(broker, mint, user, live, password, baseUri);
    RegisteredClient client = client(user, clientKeys.join(), baseUri);
    this.authorizationServer =
        new AuthorizationServer(baseUri, client, broker, mint, time, consentDesk);
    RouteTable routes =
        Routes.of(
            broker, client, oauth1, authorizationServer, consentDesk, loginDesk, trading, time);
    StreamGate streamGate = new StreamGate(broker, oauth1.registry());
    streamGate.addTo(routes);
    this.streams = new StreamHub(broker, trading);
    this.upgrade = new StreamUpgrade(streams, streamGate);
    this.trouble =
        new Trouble(
            broker,
            new ServiceCalendar(settings.resetZone, settings.maintenance),
            new Weather(broker, address));
    this.limits = new RequestLimits(settings.limits, time);
    Reception reception =
        new Reception(
            routes,
            broker,
            faults,
            trouble,
            trading::settle,
            requests,
            limits,
            oauth1.registry()::ownerOf);
    handler.serve(
        new HttpFront(
            reception,
            new AnswerWriter(time, settings.announceSilence),
            new CallReader(address),
            requests.inFlight(),
            upgrade));
    this.gateway =
        new LateGateway(
            () ->
                SimulatedGateway.start(
                    reception,
                    broker,
                    loginDesk,
                    time,
                    address,
                    baseUri,
                    settings.gatewayPort,
                    settings.announceSilence,
                    upgrade));
    this.credentials =
        new SimulatorCredentials(
            baseUri,
            client,
            Pem.encode("PRIVATE KEY", clientKeys.join().getPrivate().getEncoded()),
            Pem.encode("PUBLIC KEY", clientKeys.join().getPublic().getEncoded()),
            user,
            oauth1,
            password);
    this.certificateFile = certificatePem().map(RunningSimulator::temporary).orElse(null);
  }

  static RunningSimulator start(IbkrSimulator.Builder settings) {
    return new RunningSimulator(settings);
  }

  private static RegisteredClient client(BrokerUser user, KeyPair keys, URI baseUri) {
    Set<String> audiences =
        new HashSet<>(Set.of("/token", "https://api.ibkr.com" + TokenEndpoint.PATH));
    for (String host : List.of("127.0.0.1", "localhost")) {
      audiences.add(
          baseUri.getScheme() + "://" + host + ":" + baseUri.getPort() + TokenEndpoint.PATH);
    }
    return new RegisteredClient(
        "SimulatorClient-" + Integer.toHexString(user.id()).toUpperCase(Locale.ROOT),
        "main",
        (RSAPublicKey) keys.getPublic(),
        SCOPES,
        Set.copyOf(audiences),
        Set.of(user.name()),
        user.accounts().get(0).id());
  }

  SimulatorCredentials credentials() {
    return credentials;
  }

  OAuth1Server oauth1() {
    return oauth1;
  }

  AuthorizationServer authorizationServer() {
    return authorizationServer;
  }

  UserDirectory users() {
    return users;
  }

  SimulatedGateway gateway() {
    return gateway.get();
  }

  StreamHub streams() {
    return streams;
  }

  Faults faults() {
    return faults;
  }

  Availability availability() {
    return trouble.availability(gateway::isLoggedIn);
  }

  Trouble trouble() {
    return trouble;
  }

  TradingDesk trading() {
    return trading;
  }

  RequestLimits limits() {
    return limits;
  }

  RequestLog requests() {
    return requests;
  }

  SimulatorClock clock() {
    return clock;
  }

  ObservedAddress address() {
    return address;
  }

  Optional<X509Certificate> certificate() {
    return Optional.ofNullable(tls).map(TlsIdentity::certificate);
  }

  Optional<String> certificatePem() {
    return certificate().map(Pem::certificate);
  }

  Optional<Path> certificateFile() {
    return Optional.ofNullable(certificateFile);
  }

  void stop() {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    upgrade.close();
    gateway.close();
    server.stop();
    if (certificateFile != null) {
      try {
        Files.deleteIfExists(certificateFile);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete " + certificateFile, e);
      }
    }
  }

  private static Path temporary(String certificatePem) {
    try {
      Path file = Files.createTempFile("ibkr-simulator-certificate", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(file, certificatePem);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the simulator's certificate", e);
    }
  }
}
