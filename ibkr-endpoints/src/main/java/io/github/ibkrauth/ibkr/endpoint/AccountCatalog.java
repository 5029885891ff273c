package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import java.util.List;

/** The accounts of the brokerage session, and who owns an account. */
final class AccountCatalog {

  private static final Listing LIST = new Listing(Group.ACCOUNTS);

  static final Endpoint BROKERAGE_ACCOUNTS =
      LIST.add(
          LIST.get("/iserver/accounts")
              .needs(Need.BROKERAGE_SESSION)
              .fulfils(Need.BROKERAGE_ACCOUNTS));
  static final Endpoint SWITCH = LIST.add(LIST.brokerWrite("POST", "/iserver/account"));
  static final Endpoint SWITCH_DYNAMIC = LIST.add(LIST.brokerWrite("POST", "/iserver/dynaccount"));
  static final Endpoint SEARCH =
      LIST.add(LIST.brokerGet("/iserver/account/search/{searchPattern}"));
  static final Endpoint PNL =
      LIST.add(LIST.brokerGet("/iserver/account/pnl/partitioned").limits(Limit.perSeconds(1, 5)));
  static final Endpoint SUMMARY = LIST.add(LIST.brokerGet("/iserver/account/{accountId}/summary"));
  static final Endpoint FUNDS =
      LIST.add(LIST.brokerGet("/iserver/account/{accountId}/summary/available_funds"));
  static final Endpoint BALANCES =
      LIST.add(LIST.brokerGet("/iserver/account/{accountId}/summary/balances"));
  static final Endpoint MARGINS =
      LIST.add(LIST.brokerGet("/iserver/account/{accountId}/summary/margins"));
  static final Endpoint MARKET_VALUE =
      LIST.add(LIST.brokerGet("/iserver/account/{accountId}/summary/market_value"));
  static final Endpoint OWNERS = LIST.add(LIST.get("/acesws/{accountId}/signatures-and-owners"));

  private AccountCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
