package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.ibkr.endpoint.Endpoint.BodyKind;
import io.github.ibkrauth.ibkr.endpoint.Endpoint.Group;
import java.util.List;

/** Notices of the broker and how they are delivered. */
final class NotificationCatalog {

  private static final Listing LIST = new Listing(Group.NOTIFICATIONS);

  static final Endpoint UNREAD =
      LIST.add(LIST.get("/fyi/unreadnumber").limits(Limit.perSeconds(1, 1)));
  static final Endpoint SETTINGS =
      LIST.add(LIST.get("/fyi/settings").limits(Limit.perSeconds(1, 1)));
  static final Endpoint CHANGE_SETTING =
      LIST.add(LIST.write("POST", "/fyi/settings/{typecode}").limits(Limit.perSeconds(1, 1)));
  static final Endpoint DISCLAIMER =
      LIST.add(LIST.get("/fyi/disclaimer/{typecode}").limits(Limit.perSeconds(1, 1)));
  static final Endpoint READ_DISCLAIMER =
      LIST.add(
          LIST.write("PUT", "/fyi/disclaimer/{typecode}")
              .takes(BodyKind.NONE)
              .limits(Limit.perSeconds(1, 1)));
  static final Endpoint DELIVERY =
      LIST.add(LIST.get("/fyi/deliveryoptions").limits(Limit.perSeconds(1, 1)));
  static final Endpoint EMAIL =
      LIST.add(
          LIST.write("PUT", "/fyi/deliveryoptions/email")
              .takes(BodyKind.NONE)
              .limits(Limit.perSeconds(1, 1)));
  static final Endpoint DEVICE =
      LIST.add(LIST.write("POST", "/fyi/deliveryoptions/device").limits(Limit.perSeconds(1, 1)));
  static final Endpoint DELETE_DEVICE =
      LIST.add(
          LIST.write("DELETE", "/fyi/deliveryoptions/{deviceId}")
              .takes(BodyKind.NONE)
              .limits(Limit.perSeconds(1, 1)));
  static final Endpoint NOTIFICATIONS =
      LIST.add(LIST.get("/fyi/notifications").limits(Limit.perSeconds(1, 1)));
  static final Endpoint MORE =
      LIST.add(LIST.get("/fyi/notifications/more").limits(Limit.perSeconds(1, 1)));
  static final Endpoint READ =
      LIST.add(
          LIST.write("PUT", "/fyi/notifications/{notificationId}")
              .takes(BodyKind.NONE)
              .limits(Limit.perSeconds(1, 1)));

  private NotificationCatalog() {}

  static List<Endpoint> all() {
    return LIST.all();
  }
}
