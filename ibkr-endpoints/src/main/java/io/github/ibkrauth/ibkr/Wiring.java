package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ApiCalls;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import io.github.ibkrauth.ibkr.ws.StreamingClient;
import java.util.List;

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

  /** Connects the parts; no network. */
  Wiring(
      AuthConfig config,
      AuthStrategies strategies,
      AuthRuntime runtime,
      HttpTransport transport,
      LazyAuthSession auth) {
    this.auth = auth;
    ApiCalls bare = ApiCalls.of(auth, runtime, transport, HttpDefaults.from(config));
    ApiCalls patient = bare.patient();
    // What prepares for other calls makes its own calls without preparation.
    WarmUps warmUps = new WarmUps(auth.sequence());
    warmUps.add(
        WarmUps.BROKERAGE_ACCOUNTS, true, () -> new AccountEndpoints(patient).list(), List.of());
    warmUps.add(
        WarmUps.PORTFOLIO_ACCOUNTS,
        false,
        () -> new PortfolioEndpoints(patient).accounts(),
        List.of());
    this.session = new SessionEndpoints(bare);
    this.brokerage =
        new BrokerageSession(
            new BrokerageSession.Parts(
                session, auth, runtime, SessionSettings.from(config), warmUps));
    ApiCalls prepared = patient.with(new Preparation(auth.sequence(), brokerage, warmUps));
    this.portfolio = new PortfolioEndpoints(prepared);
    this.accounts = new AccountEndpoints(prepared);
    this.raw = new RawCalls(prepared);
    this.groups =
        new CallGroups(
            prepared,
            runtime,
            replay -> brokerage.addWarmUp("suppressed-questions", established -> replay.run()));
    this.streaming =
        new StreamingClient(
            new StreamDesk(auth, brokerage, session, groups.notifications),
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
}
