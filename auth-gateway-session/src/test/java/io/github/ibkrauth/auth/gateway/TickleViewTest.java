package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TickleViewTest {

  /** The beginning of the SHA-256 of the session id, computed elsewhere. */
  private static final String FINGERPRINT = "435cdbd5";

  @Test
  void toJson_whenReadStrictly_hasNoetlsMembersOnly() {
    String json = TickleView.strict(200, Replies.tickleBody(true, true, false, true)).toJson();

    assertThat(json)
        .isEqualTo(
            "{\"ok\":true,\"authenticated\":true,\"connected\":true,\"competing\":false,"
                + "\"session\":\"sha256:"
                + FINGERPRINT
                + "\",\"sso_expires\":415890}");
  }

  @Test
  void toJson_whenThereIsNoSession_hasNullThere() {
    JsonNode json = read(TickleView.strict(200, "{\"session\":\"\"}"));

    assertThat(json.get("session").isNull()).isTrue();
    assertThat(json.get("sso_expires").isNull()).isTrue();
  }

  @Test
  void toJson_whenNothingWasReadStrictly_hasStatusAndData() {
    assertThat(TickleView.strict(503, "Service Unavailable").toJson())
        .isEqualTo("{\"ok\":false,\"status_code\":503,\"data\":\"Service Unavailable\"}");
    assertThat(TickleView.strict(401, "{\"error\":{\"code\":[1,null,true]}}").toJson())
        .isEqualTo(
            "{\"ok\":false,\"status_code\":401,\"data\":{\"error\":{\"code\":[1,null,true]}}}");
  }

  @Test
  void toJson_whenReadLeniently_namesTheCondition() {
    JsonNode json = read(TickleView.lenient(401, ""));

    assertThat(json.get("ok").booleanValue()).isFalse();
    assertThat(json.get("condition").textValue()).isEqualTo("login_required");
    assertThat(json.get("sentence").textValue()).contains("log in");
    assertThat(json.get("status_code").intValue()).isEqualTo(401);
  }

  @Test
  void view_whenTheSessionIsThere_showsItsFingerprintAndNeverItself() {
    TickleView view = TickleView.lenient(200, Replies.tickleBody(false, true, false, true));

    assertThat(view.sessionPresent()).isTrue();
    assertThat(view.sessionFingerprint()).contains(FINGERPRINT);
    assertThat(view.ssoExpires()).contains(Duration.ofMillis(415_890));
    assertThat(view + view.toJson() + view.sentence()).doesNotContain(Replies.SESSION);
  }

  @Test
  void view_whenAnErrorAnswerHoldsTheSession_blanksIt() {
    TickleView view = TickleView.strict(500, Replies.tickleBody(true, true, false, true));

    assertThat(view.toJson()).contains("\"session\":\"****\"").doesNotContain(Replies.SESSION);
  }

  @Test
  void ssoExpires_whenItIsNoNumber_isEmptyAndKeptInJson() {
    TickleView view = TickleView.strict(200, "{\"session\":\"abcdef\",\"ssoExpires\":\"soon\"}");

    assertThat(view.ssoExpires()).isEmpty();
    assertThat(read(view).get("sso_expires").textValue()).isEqualTo("soon");
  }

  @Test
  void strict_whenTheBodyBeginsWithAByteOrderMark_readsIt() {
    assertThat(TickleView.strict(200, "\uFEFF{\"session\":\"abcdef\"}").sessionPresent()).isTrue();
  }

  @Test
  void lenient_whenTheReplyHasASentence_keepsIt() {
    TickleView view = TickleView.lenient(Replies.gatewayDown(), new Blanks());

    assertThat(view.sentence()).isEqualTo("It is GATEWAY_DOWN.");
    assertThat(view.statusCode()).isZero();
  }

  @Test
  void factories_whenTheBodyIsNull_say() {
    assertThatNullPointerException().isThrownBy(() -> TickleView.strict(200, absent()));
    assertThatNullPointerException().isThrownBy(() -> TickleView.lenient(200, absent()));
  }

  @SuppressWarnings("NullAway")
  private static String absent() {
    return null;
  }

  private static JsonNode read(TickleView view) {
    return Json.readObject(view.toJson()).orElseThrow();
  }
}
