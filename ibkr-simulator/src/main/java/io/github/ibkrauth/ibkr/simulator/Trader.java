package io.github.ibkrauth.ibkr.simulator;

/** Who trades: a user, and the brokerage session he trades in. */
record Trader(BrokerUser user, TradingSession session) {
  /** Returns the account a path names. */
  String account(Call call) {
    String id = call.variable("accountId");
    if (user.account(id).isEmpty()) {
      throw new Refusal(Answer.errorWithStatus(400, "Bad Request: invalid account"));
    }
    return id;
  }
}
