package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Saved lists of instruments. */
final class WatchlistCatalog {

  private static final Listing LIST = new Listing(Group.WATCHLISTS);

  static final Endpoint ALL = LIST.add(LIST.brokerGet("/iserver/watchlists"));
  static final Endpoint ONE = LIST.add(LIST.brokerGet("/iserver/watchlist"));
  static final Endpoint CREATE = LIST.add(LIST.brokerWrite("POST", "/iserver/watchlist"));
  static final Endpoint DELETE =
      LIST.add(LIST.brokerWrite("DELETE", "/iserver/watchlist").takes(BodyKind.NONE));

  private WatchlistCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
