package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Alerts on prices and times. */
final class AlertCatalog {

  private static final Listing LIST = new Listing(Group.ALERTS);

  static final Endpoint ALERTS = LIST.add(LIST.brokerGet("/iserver/account/{accountId}/alerts"));
  static final Endpoint ALERT = LIST.add(LIST.brokerGet("/iserver/account/alert/{alertId}"));
  static final Endpoint MOBILE = LIST.add(LIST.brokerGet("/iserver/account/mta"));
  static final Endpoint SAVE =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/{accountId}/alert"));
  static final Endpoint ACTIVATE =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/{accountId}/alert/activate"));
  static final Endpoint DELETE =
      LIST.add(LIST.brokerWrite("DELETE", "/iserver/account/{accountId}/alert/{alertId}"));

  private AlertCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
