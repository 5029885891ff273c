package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ApiCalls;
import io.github.ibkrauth.ibkr.endpoint.LimitSettings;
import io.github.ibkrauth.ibkr.endpoint.MarketDataLines;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The groups of calls over one session, and the brokerage session between them. Immutable. */
final class Wiring {

  private final LazyAuthSession auth;
  private final BrokerageSession brokerage;
  private final SessionEndpoints session;
  private final PortfolioEndpoints portfolio;
  private final AccountEndpoints accounts;
  private final RawCalls raw;
  private final CallGroups groups;
  private final StreamingClient streaming;
  private final Consumer<Duration> penalized = this::penalized;

  /** Connects the parts; no network. */
  Wiring(
      AuthConfig config,
      AuthStrategies strategies,
      AuthRuntime runtime,
      HttpTransport transport,
      LazyAuthSession auth) {
    this.auth = auth;
    ApiCalls bare =
        ApiCalls.of(auth, runtime, transport, HttpDefaults.from(config)).limitedBy(auth.limiter());
    ApiCalls patient = bare.patient();
    ApiCalls warming = patient.urgent();
    // What prepares for other calls makes its own calls without preparation.
    WarmUps warmUps = new WarmUps(auth.sequence());
    warmUps.add(
        WarmUps.BROKERAGE_ACCOUNTS, true, () -> new AccountEndpoints(warming).list(), List.of());
    warmUps.add(
        WarmUps.PORTFOLIO_ACCOUNTS,
        false,
        () -> new PortfolioEndpoints(warming).accounts(),
        List.of());
    this.session = new SessionEndpoints(bare);
    SessionEndpoints beats = new SessionEndpoints(bare.urgent());
    this.brokerage =
        new BrokerageSession(
            new BrokerageSession.Parts(
                beats, auth, runtime, SessionSettings.from(config), warmUps));
    auth.limiter().penalties().addListener(penalized);
    ApiCalls prepared = patient.with(new Preparation(auth.sequence(), brokerage, warmUps));
    this.portfolio = new PortfolioEndpoints(prepared);
    this.accounts = new AccountEndpoints(prepared);
    this.raw = new RawCalls(prepared);
    MarketDataLines lines = new MarketDataLines(LimitSettings.from(config).marketDataLines());
    brokerage.addListener(new LinesGone(lines));
    this.groups =
        new CallGroups(
            prepared,
            runtime,
            lines,
            replay -> brokerage.addWarmUp("suppressed-questions", established -> replay.run()));
    this.streaming =
        new StreamingClient(
            new StreamDesk(auth, brokerage, beats, groups.notifications),
            runtime,
            HttpDefaults.from(config),
            new StreamSockets(config, strategies));
    brokerage.addListener(
        new BrokerageSessionListener() {
          @Override
          public void opened(BrokerageSession established) {
            streaming.brokerageEstablished();
          }
        });
  }

  /** Closes the stream, the brokerage session and the login, on this side. */
  void close() {
    auth.limiter().penalties().removeListener(penalized);
    streaming.close();
    brokerage.close();
    auth.close();
  }

  LazyAuthSession auth() {
    return auth;
  }

  BrokerageSession brokerage() {
    return brokerage;
  }

  SessionEndpoints session() {
    return session;
  }

  PortfolioEndpoints portfolio() {
    return portfolio;
  }

  AccountEndpoints accounts() {
    return accounts;
  }

  RawCalls raw() {
    return raw;
  }

  CallGroups groups() {
    return groups;
  }

  StreamingClient streaming() {
    return streaming;
  }

  private void penalized(Duration pause) {
    brokerage.penalized(pause);
  }

  /** The lines of market data belong to a brokerage session. */
  private record LinesGone(MarketDataLines lines) implements BrokerageSessionListener {

    @Override
    public void lost(String why) {
      lines.forget();
    }

    @Override
    public void competing() {
      lines.forget();
    }

    @Override
    public void closed() {
      lines.forget();
    }
  }
}
