package io.github.ibkrauth.ibkr.simulator;

import java.util.List;
import java.util.function.BiFunction;

/**
 * Lets a call through to the trading endpoints when it belongs to a live login and the order of
 * calls was kept.
 */
final class SessionGate {
  private final Broker broker;
  private final List<SessionCredential> credentials;

  SessionGate(Broker broker, List<SessionCredential> credentials) {
    this.broker = broker;
    this.credentials = List.copyOf(credentials);
  }

  /** An endpoint any live login may call. */
  Endpoint open(BiFunction<Call, OuterSession, Answer> endpoint) {
    return call -> endpoint.apply(call, login(call));
  }

  /** An endpoint below {@code /iserver}: needs the brokerage session. */
  Endpoint brokerage(BiFunction<Call, OuterSession, Answer> endpoint) {
    return open(
        (call, session) -> {
          if (!broker.hasBrokerage(session)) {
            throw new Refusal(Answer.errorWithStatus(400, "Bad Request: no bridge"));
          }
          return endpoint.apply(call, session);
        });
  }

  /**
   * An endpoint below {@code /iserver} that needs {@code /iserver/accounts} to have been called
   * before.
   */
  Endpoint afterAccounts(BiFunction<Call, OuterSession, Answer> endpoint) {
    return brokerage(
        (call, session) -> {
          if (!broker.accountsQueried(session)) {
            throw accountsFirst();
          }
          return endpoint.apply(call, session);
        });
  }

  /** An endpoint that trades, or uses what a brokerage session remembers of its trading. */
  Endpoint trading(BiFunction<Call, Trader, Answer> endpoint) {
    return afterAccounts((call, session) -> endpoint.apply(call, trader(session)));
  }

  /** The same for endpoints that may come before the accounts were listed. */
  Endpoint tradingEarly(BiFunction<Call, Trader, Answer> endpoint) {
    return brokerage((call, session) -> endpoint.apply(call, trader(session)));
  }

  private Trader trader(OuterSession session) {
    return broker
        .trading(session)
        .map(trading -> new Trader(session.user, trading))
        .orElseThrow(() -> new Refusal(Answer.errorWithStatus(400, "Bad Request: no bridge")));
  }

  /** An endpoint of one account that needs the portfolio accounts to have been listed before. */
  Endpoint afterPortfolioAccounts(BiFunction<Call, AccountBook, Answer> endpoint) {
    return open(
        (call, session) -> {
          if (!broker.portfolioAccountsQueried(session)) {
            throw accountsFirst();
          }
          AccountBook account =
              session
                  .user
                  .account(call.variable("accountId"))
                  .orElseThrow(
                      () ->
                          new Refusal(Answer.errorWithStatus(400, "Bad Request: invalid account")));
          return endpoint.apply(call, account);
        });
  }

  static Refusal unauthorized(String detail) {
    return new Refusal(Answer.problem(401, "Unauthorized", detail));
  }

  private static Refusal accountsFirst() {
    return new Refusal(Answer.error(500, "Please query /accounts first"));
  }

  private OuterSession login(Call call) {
    OuterSession session =
        credentials.stream()
            .flatMap(credential -> credential.session(call).stream())
            .findFirst()
            .orElseThrow(() -> unauthorized("The access token request is invalid"));
    if (!broker.touch(session)) {
      throw unauthorized("Access token expired");
    }
    return session;
  }
}
