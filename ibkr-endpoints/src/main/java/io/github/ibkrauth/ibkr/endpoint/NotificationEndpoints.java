package io.github.ibkrauth.ibkr.endpoint;

import io.github.ibkrauth.auth.ApiLevel;
import io.github.ibkrauth.ibkr.json.IbkrJson;
import io.github.ibkrauth.ibkr.json.JsonObject;
import io.github.ibkrauth.ibkr.model.DeliveryOptions;
import io.github.ibkrauth.ibkr.model.Notice;
import io.github.ibkrauth.ibkr.model.NoticeAcknowledgement;
import io.github.ibkrauth.ibkr.model.NoticeDisclaimer;
import io.github.ibkrauth.ibkr.model.NoticeSetting;
import io.github.ibkrauth.ibkr.model.NoticeType;
import io.github.ibkrauth.ibkr.model.UnreadCount;
import java.util.List;
import java.util.Objects;

/**
 * Notices of the broker (FYIs): reading them, choosing them, and where they go. Each of these calls
 * may be made once a second; the broker answers some with 423 or 503 when they come too soon. What
 * changes a setting goes out once.
 *
 * <p>Immutable and thread-safe; each call may throw {@link io.github.ibkrauth.ibkr.IbkrException}
 * and {@link io.github.ibkrauth.auth.error.AuthException}, and {@link IllegalArgumentException} for
 * a parameter that cannot be sent.
 */
@ApiLevel(ApiLevel.Kind.API)
public final class NotificationEndpoints {

  private final ApiCalls calls;

  /** Creates the group. */
  public NotificationEndpoints(ApiCalls calls) {
    this.calls = Objects.requireNonNull(calls, "calls");
  }

  /** Returns how many notices are unread. The broker wants five minutes between two calls. */
  public UnreadCount unread() {
    return calls.call(
        ApiRequest.to(NotificationCatalog.UNREAD), body -> IbkrJson.object(body, UnreadCount::new));
  }

  /** Returns notices, the latest first. */
  public List<Notice> list(NoticeQuery query) {
    return calls.call(query.request(), body -> IbkrJson.list(body, Notice::new));
  }

  /**
   * Returns the notices that come after one.
   *
   * @param noticeId the last one that is known
   */
  public List<Notice> more(String noticeId) {
    return calls.call(
        ApiRequest.to(NotificationCatalog.MORE).query("id", Check.text("noticeId", noticeId)),
        body -> IbkrJson.list(body, Notice::new));
  }

  /** Marks a notice as read. */
  public NoticeAcknowledgement markRead(String noticeId) {
    return acknowledged(
        ApiRequest.to(NotificationCatalog.READ)
            .path("notificationId", Check.text("noticeId", noticeId)));
  }

  /** Returns which types of notices are wanted. */
  public List<NoticeSetting> settings() {
    return calls.call(
        ApiRequest.to(NotificationCatalog.SETTINGS),
        body -> IbkrJson.list(body, NoticeSetting::new));
  }

  /** Switches a type of notices on or off. */
  public NoticeAcknowledgement enable(NoticeType type, boolean enabled) {
    return acknowledged(
        of(NotificationCatalog.CHANGE_SETTING, type)
            .body(JsonObject.builder().put("enabled", enabled).build()));
  }

  /** Returns the disclaimer of a type of notices. */
  public NoticeDisclaimer disclaimer(NoticeType type) {
    return calls.call(
        of(NotificationCatalog.DISCLAIMER, type),
        body -> IbkrJson.object(body, NoticeDisclaimer::new));
  }

  /** Marks the disclaimer of a type of notices as read. */
  public NoticeAcknowledgement markDisclaimerRead(NoticeType type) {
    return acknowledged(of(NotificationCatalog.READ_DISCLAIMER, type));
  }

  /** Returns how notices are delivered. */
  public DeliveryOptions deliveryOptions() {
    return calls.call(
        ApiRequest.to(NotificationCatalog.DELIVERY),
        body -> IbkrJson.object(body, DeliveryOptions::new));
  }

  /** Switches mails on or off. */
  public NoticeAcknowledgement email(boolean enabled) {
    return acknowledged(
        ApiRequest.to(NotificationCatalog.EMAIL).query("enabled", String.valueOf(enabled)));
  }

  /**
   * Switches a device on or off; one that is not known yet is added.
   *
   * @param deviceId the id
   * @param deviceName the name
   * @param uiName the name for display
   */
  public NoticeAcknowledgement device(
      String deviceId, String deviceName, String uiName, boolean enabled) {
    JsonObject wish =
        JsonObject.builder()
            .put("deviceName", Check.text("deviceName", deviceName))
            .put("deviceId", Check.text("deviceId", deviceId))
            .put("uiName", Check.text("uiName", uiName))
            .put("enabled", enabled)
            .build();
    return acknowledged(ApiRequest.to(NotificationCatalog.DEVICE).body(wish));
  }

  /** Deletes a device. The broker answers with nothing. */
  public void deleteDevice(String deviceId) {
    calls.run(
        ApiRequest.to(NotificationCatalog.DELETE_DEVICE)
            .path("deviceId", Check.text("deviceId", deviceId)));
  }

  /**
   * Answers a prompt that came over the WebSocket. It can be the question whether an order that is
   * held back shall go out, so it is sent once, and not again, whatever comes of it.
   *
   * @param orderId the order that the prompt is about
   * @param requestId the prompt's id
   * @param text one of the options that came with it
   */
  public void answerPrompt(long orderId, String requestId, String text) {
    JsonObject answer =
        JsonObject.builder()
            .put("orderId", Check.id("orderId", orderId))
            .put("reqId", Check.text("requestId", requestId))
            .put("text", Check.text("text", text))
            .build();
    calls.run(ApiRequest.to(OrderCatalog.NOTIFICATION).body(answer));
  }

  private NoticeAcknowledgement acknowledged(ApiRequest request) {
    return calls.call(request, body -> IbkrJson.object(body, NoticeAcknowledgement::new));
  }

  private static ApiRequest of(Endpoint endpoint, NoticeType type) {
    return ApiRequest.to(endpoint)
        .path("typecode", Check.text("type", Objects.requireNonNull(type, "type").code()));
  }
}
