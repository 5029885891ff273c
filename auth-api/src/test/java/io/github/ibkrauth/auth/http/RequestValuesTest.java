package io.github.ibkrauth.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValuesTest {

  private static final URI PLACE = URI.create("https://api.example.com/v1/a%2Fb?oauth_token=x");

  @Test
  void request_always_keepsItsPartsAsTheyAre() {
    List<String> values = new ArrayList<>(List.of("1"));
    byte[] digest = new byte[32];
    SignableRequest request =
        SignableRequest.builder("POST", PLACE)
            .headers(Map.of("X-One", values))
            .formParameters(List.of(Map.entry("a", "%20")))
            .attempt(2)
            .bodyDigest(digest)
            .build();
    values.add("2");
    digest[0] = 1;
    request.bodyDigest().orElseThrow()[1] = 1;

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri()).isSameAs(PLACE);
    assertThat(request.origin()).isEqualTo(Origin.of(PLACE));
    assertThat(request.headers().get("x-ONE")).containsExactly("1");
    assertThat(request.formParameters()).containsExactly(Map.entry("a", "%20"));
    assertThat(request.attempt()).isEqualTo(2);
    assertThat(request.bodyDigest()).hasValueSatisfying(d -> assertThat(d).containsOnly(0));
    assertThatThrownBy(() -> request.headers().put("a", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> request.formParameters().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void request_whenHeadersDifferInCaseOnly_joinsThem() {
    SignableRequest request =
        SignableRequest.builder("GET", PLACE)
            .headers(Map.of("Accept", List.of("a"), "ACCEPT", List.of("b")))
            .build();

    assertThat(request.headers()).hasSize(1);
    assertThat(request.headers().get("accept")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void request_toString_leavesTheQueryOut() {
    assertThat(SignableRequest.builder("GET", PLACE).build())
        .hasToString("GET https://api.example.com/v1/a%2Fb");
  }

  @Test
  void forWebSocket_always_needsAWebSocketAddress() {
    SignableRequest request =
        SignableRequest.forWebSocket(URI.create("WSS://api.example.com/v1/api/ws"));

    assertThat(request.isWebSocket()).isTrue();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.origin()).hasToString("https://api.example.com");
    assertThat(SignableRequest.builder("GET", PLACE).build().isWebSocket()).isFalse();
    assertThatThrownBy(() -> SignableRequest.forWebSocket(PLACE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/relative", "ftp://api.example.com/x", "mailto:a@b.c"})
  void request_whenNotToAWebAddress_isRefusedAtOnce(String address) {
    assertThatThrownBy(() -> SignableRequest.builder("GET", URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void request_whenAPartIsWrong_isRefused() {
    SignableRequest.Builder builder = SignableRequest.builder("GET", PLACE);

    assertThatThrownBy(() -> builder.attempt(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.bodyDigest(new byte[20]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(builder.build().bodyDigest()).isEmpty();
    assertThat(builder.build().attempt()).isEqualTo(1);
  }

  @Test
  void authorization_toString_showsNamesOnly() {
    RequestAuthorization authorization =
        RequestAuthorization.builder("the-tag")
            .header("Authorization", "Bearer hunter2")
            .queryParameter("oauth_token", "hunter2")
            .build();

    assertThat(authorization)
        .hasToString("RequestAuthorization(headers [Authorization], query [oauth_token])");
    assertThat(authorization.credentialTag()).isEqualTo("the-tag");
    assertThat(authorization.headers()).containsEntry("Authorization", "Bearer hunter2");
    assertThat(authorization.queryParameters()).containsEntry("oauth_token", "hunter2");
    assertThat(RequestAuthorization.ofHeader("Cookie", "hunter2", 1).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void authorization_always_keepsTheOrderAndIsReadOnly() {
    RequestAuthorization.Builder builder =
        RequestAuthorization.builder(1).queryParameter("b", "1").queryParameter("a", "2");
    RequestAuthorization authorization = builder.build();
    builder.header("Late", "x").queryParameter("c", "3");

    assertThat(authorization.queryParameters().keySet()).containsExactly("b", "a");
    assertThat(authorization.headers()).isEmpty();
    assertThatThrownBy(() -> authorization.headers().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hunter2\n", "hun\rter2", "a\r\nX-Injected: hunter2"})
  void authorization_whenALineBreakIsInAHeader_isRefusedWithoutQuotingIt(String value) {
    assertThatThrownBy(() -> RequestAuthorization.ofHeader("Authorization", value, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hun");
    assertThatThrownBy(() -> RequestAuthorization.builder(1).header("Authorization", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hun");
    assertThatThrownBy(() -> RequestAuthorization.builder(1).header(value, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void challenge_always_holdsWhatCameBack() {
    SignableRequest request = SignableRequest.builder("GET", PLACE).build();
    AuthChallenge challenge =
        AuthChallenge.builder(request, 401, "the-tag")
            .headers(Map.of("www-authenticate", List.of("Bearer error=\"invalid_token\"")))
            .body("hunter2")
            .serverDate(Instant.EPOCH)
            .build();

    assertThat(challenge.request()).isSameAs(request);
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.credentialTag()).isEqualTo("the-tag");
    assertThat(challenge.headers().get("WWW-Authenticate")).hasSize(1);
    assertThat(challenge.body()).isEqualTo("hunter2");
    assertThat(challenge.serverDate()).contains(Instant.EPOCH);
    assertThat(challenge)
        .hasToString("AuthChallenge(401 for GET https://api.example.com/v1/a%2Fb)");
    assertThat(AuthChallenge.builder(request, 401, 1).build().serverDate()).isEmpty();
  }
}
