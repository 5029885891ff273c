package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Performance and bookings. */
final class AnalystCatalog {

  private static final Listing LIST = new Listing(Group.ANALYST);

  static final Endpoint PERFORMANCE =
      LIST.add(LIST.ask("/pa/performance").limits(Limit.perMinutes(1, 15)));
  static final Endpoint ALL_PERIODS = LIST.add(LIST.ask("/pa/allperiods"));
  static final Endpoint TRANSACTIONS =
      LIST.add(LIST.ask("/pa/transactions").limits(Limit.perMinutes(1, 15)));

  private AnalystCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
