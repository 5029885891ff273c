package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Need;
import java.util.List;

/** Quotes and bars. */
final class MarketDataCatalog {

  private static final Listing LIST = new Listing(Group.MARKET_DATA);

  static final Endpoint SNAPSHOT =
      LIST.add(LIST.brokerGet("/iserver/marketdata/snapshot").limits(Limit.perSeconds(10, 1)));
  static final Endpoint HISTORY =
      LIST.add(LIST.brokerGet("/iserver/marketdata/history").limits(Limit.concurrent(5)));
  static final Endpoint UNSUBSCRIBE =
      LIST.add(LIST.brokerWrite("POST", "/iserver/marketdata/unsubscribe"));
  static final Endpoint UNSUBSCRIBE_ALL =
      LIST.add(LIST.brokerGet("/iserver/marketdata/unsubscribeall").neverResent());
  static final Endpoint REGULATORY_SNAPSHOT =
      LIST.add(LIST.brokerGet("/md/regsnapshot").neverResent());
  static final Endpoint ARCHIVE_INIT =
      LIST.add(
          Endpoint.of("POST", "/hmds/auth/init", Group.MARKET_DATA)
              .needs(Need.BROKERAGE_SESSION)
              .safeToResend());
  static final Endpoint ARCHIVE_HISTORY = LIST.add(LIST.brokerGet("/hmds/history"));

  private MarketDataCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
