package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Event contracts. */
final class EventCatalog {

  private static final Listing LIST = new Listing(Group.EVENT_CONTRACTS);

  static final Endpoint CATEGORIES = LIST.add(LIST.get("/forecast/category/tree"));
  static final Endpoint MARKET = LIST.add(LIST.get("/forecast/contract/market"));
  static final Endpoint DETAILS = LIST.add(LIST.get("/forecast/contract/details"));
  static final Endpoint RULES = LIST.add(LIST.get("/forecast/contract/rules"));
  static final Endpoint SCHEDULES = LIST.add(LIST.get("/forecast/contract/schedules"));

  private EventCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
