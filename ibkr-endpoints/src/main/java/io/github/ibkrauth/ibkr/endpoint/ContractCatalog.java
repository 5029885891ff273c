package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Instruments: search, definitions, trading rules and schedules. */
final class ContractCatalog {

  private static final Listing LIST = new Listing(Group.CONTRACTS);

  static final Endpoint SEARCH = LIST.add(LIST.brokerGet("/iserver/secdef/search"));
  static final Endpoint SEARCH_BY_BODY = LIST.add(LIST.brokerAsk("/iserver/secdef/search"));
  static final Endpoint STRIKES = LIST.add(LIST.brokerGet("/iserver/secdef/strikes"));
  static final Endpoint DETAILS = LIST.add(LIST.brokerGet("/iserver/secdef/info"));
  static final Endpoint BOND_FILTERS = LIST.add(LIST.brokerGet("/iserver/secdef/bond-filters"));
  static final Endpoint INFO = LIST.add(LIST.brokerGet("/iserver/contract/{conid}/info"));
  static final Endpoint INFO_AND_RULES =
      LIST.add(LIST.brokerGet("/iserver/contract/{conid}/info-and-rules"));
  static final Endpoint RULES = LIST.add(LIST.brokerAsk("/iserver/contract/rules"));
  static final Endpoint ALGOS = LIST.add(LIST.brokerGet("/iserver/contract/{conid}/algos"));
  static final Endpoint CURRENCY_PAIRS = LIST.add(LIST.brokerGet("/iserver/currency/pairs"));
  static final Endpoint EXCHANGE_RATE = LIST.add(LIST.brokerGet("/iserver/exchangerate"));
  static final Endpoint DEFINITIONS = LIST.add(LIST.get("/trsrv/secdef"));
  static final Endpoint VENUE_SCHEDULE = LIST.add(LIST.get("/trsrv/secdef/schedule"));
  static final Endpoint FUTURES = LIST.add(LIST.get("/trsrv/futures"));
  static final Endpoint STOCKS = LIST.add(LIST.get("/trsrv/stocks"));
  static final Endpoint ALL_CONIDS = LIST.add(LIST.get("/trsrv/all-conids"));
  static final Endpoint TRADING_SCHEDULE = LIST.add(LIST.get("/contract/trading-schedule"));

  private ContractCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
