package io.github.ibkrauth.ibkr;

import com.google.api.client.http.HttpTransport;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.ibkr.endpoint.AccountEndpoints;
import io.github.ibkrauth.ibkr.endpoint.ApiCalls;
import io.github.ibkrauth.ibkr.endpoint.PortfolioEndpoints;
import io.github.ibkrauth.ibkr.endpoint.RawCalls;
import io.github.ibkrauth.ibkr.endpoint.SessionEndpoints;
import java.util.concurrent.atomic.AtomicLong;

/** The groups of calls over one session, and the brokerage session between them. Immutable. */
final class Wiring {

  private final LazyAuthSession auth;
  private final BrokerageSession brokerage;
  private final SessionEndpoints session;
  private final PortfolioEndpoints portfolio;
  private final AccountEndpoints accounts;
  private final RawCalls raw;

  /** Connects the parts; no network. */
  Wiring(AuthConfig config, AuthRuntime runtime, HttpTransport transport, LazyAuthSession auth) {
    this.auth = auth;
    ApiCalls bare = ApiCalls.of(auth, runtime, transport, HttpDefaults.from(config));
    AtomicLong sequence = new AtomicLong();
    // What prepares for other calls makes its own calls without preparation.
    WarmUp brokerageAccounts = warmUp(sequence, () -> new AccountEndpoints(bare).list());
    WarmUp portfolioAccounts = warmUp(sequence, () -> new PortfolioEndpoints(bare).accounts());
    this.session = new SessionEndpoints(bare);
    this.brokerage =
        new BrokerageSession(
            new BrokerageSession.Parts(
                session,
                auth,
                runtime,
                SessionSettings.from(config),
                sequence,
                brokerageAccounts,
                portfolioAccounts));
    ApiCalls prepared =
        bare.with(new Preparation(sequence, brokerage, brokerageAccounts, portfolioAccounts));
    this.portfolio = new PortfolioEndpoints(prepared);
    this.accounts = new AccountEndpoints(prepared);
    this.raw = new RawCalls(prepared);
  }

  private static WarmUp warmUp(AtomicLong sequence, Runnable ask) {
    return new WarmUp(
        sequence,
        ask,
        new SingleFlight(() -> BrokerageSession.interrupted(BrokerageSession.STATUS)));
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
}
