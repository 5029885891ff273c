package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Executions. */
final class TradeCatalog {

  private static final Listing LIST = new Listing(Group.TRADES);

  static final Endpoint TRADES =
      LIST.add(LIST.brokerGet("/iserver/account/trades").limits(Limit.perSeconds(1, 5)));

  private TradeCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
