package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Orders and the questions about them. */
final class OrderCatalog {

  private static final Listing LIST = new Listing(Group.ORDERS);

  static final Endpoint LIVE =
      LIST.add(LIST.brokerGet("/iserver/account/orders").limits(Limit.perSeconds(1, 5)));
  static final Endpoint STATUS =
      LIST.add(LIST.brokerGet("/iserver/account/order/status/{orderId}"));
  static final Endpoint PLACE =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/{accountId}/orders"));
  static final Endpoint PREVIEW =
      LIST.add(LIST.brokerAsk("/iserver/account/{accountId}/orders/whatif"));
  static final Endpoint MODIFY =
      LIST.add(LIST.brokerWrite("POST", "/iserver/account/{accountId}/order/{orderId}"));
  static final Endpoint CANCEL =
      LIST.add(
          LIST.brokerWrite("DELETE", "/iserver/account/{accountId}/order/{orderId}")
              .takes(BodyKind.NONE));
  static final Endpoint REPLY = LIST.add(LIST.brokerWrite("POST", "/iserver/reply/{replyId}"));
  static final Endpoint NOTIFICATION = LIST.add(LIST.brokerWrite("POST", "/iserver/notification"));
  static final Endpoint SUPPRESS =
      LIST.add(LIST.brokerWrite("POST", "/iserver/questions/suppress"));
  static final Endpoint SUPPRESS_RESET =
      LIST.add(LIST.brokerWrite("POST", "/iserver/questions/suppress/reset").takes(BodyKind.NONE));

  private OrderCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
