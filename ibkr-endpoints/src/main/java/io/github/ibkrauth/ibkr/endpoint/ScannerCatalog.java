package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Market scanners. */
final class ScannerCatalog {

  private static final Listing LIST = new Listing(Group.SCANNER);

  static final Endpoint PARAMETERS =
      LIST.add(LIST.brokerGet("/iserver/scanner/params").limits(Limit.perMinutes(1, 15)));
  static final Endpoint RUN =
      LIST.add(LIST.brokerAsk("/iserver/scanner/run").limits(Limit.perSeconds(1, 1)));
  static final Endpoint ARCHIVE_PARAMETERS = LIST.add(LIST.brokerGet("/hmds/scanner/params"));
  static final Endpoint ARCHIVE_RUN = LIST.add(LIST.brokerAsk("/hmds/scanner/run"));
  static final Endpoint ARCHIVE_SCAN = LIST.add(LIST.brokerAsk("/hmds/scanner"));

  private ScannerCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
