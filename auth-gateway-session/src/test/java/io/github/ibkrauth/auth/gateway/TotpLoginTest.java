package io.github.ibkrauth.auth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.UrlEncodedContent;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.Secret;
import io.github.ibkrauth.auth.googlehttp.HttpDefaults;
import io.github.ibkrauth.auth.googlehttp.support.ServerTrust;
import io.github.ibkrauth.auth.http.Origin;
import io.github.ibkrauth.auth.testkit.ManualTime;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import io.github.ibkrauth.ibkr.simulator.SimulatedGateway;
import io.github.ibkrauth.ibkr.simulator.SimulatorClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One-time passwords on a login page that checks them, and takes none twice. */
class TotpLoginTest {

  private static final Instant START = Instant.ofEpochSecond(1_767_614_425);
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

  private final ManualTime time = ManualTime.at(START);
  private final SimulatorClock clock = SimulatorClock.fixedAt(START);
  private final IbkrSimulator simulator = IbkrSimulator.builder().clock(clock).start();
  private final SimulatedGateway gateway = simulator.gateway();
  private final AuthRuntime runtime =
      AuthRuntime.builder().clock(time).sleeper(this::sleepOnBothClocks).build();
  private final Totp totp = Totp.of(Secret.of(gateway.totpSecret()), runtime);
  private final HttpTransport transport =
      HttpDefaults.standard()
          .newTransport(
              ServerTrust.fingerprint(Origin.of(gateway.baseUri()), gateway.fingerprint()));

  @BeforeEach
  void requireTwoCodes() {
    gateway.askSecondFactorTwice(true);
  }

  @AfterEach
  void close() throws IOException {
    transport.shutdown();
    runtime.close();
    simulator.close();
  }

  @Test
  void next_whenThePageAsksTwice_givesTwoCodesThatItTakes() throws IOException {
    String first = ticket(post(credentials()));
    String second = ticket(post(code(first, totp.next())));
    assertThat(gateway.isLoggedIn()).isFalse();

    post(code(second, totp.next()));

    assertThat(gateway.isLoggedIn()).isTrue();
    assertThat(gateway.failedLogins()).isZero();
    assertThat(time.instant().getEpochSecond() % 30).isZero();
  }

  @Test
  void current_whenTheCodeWasUsed_isRefusedAsThePageTakesNoneTwice() throws IOException {
    String first = ticket(post(credentials()));
    Totp.Code code = totp.current();
    String second = ticket(post(code(first, code)));

    post(code(second, code));

    assertThat(gateway.isLoggedIn()).isFalse();
    assertThat(gateway.failedLogins()).isEqualTo(1);
  }

  private Map<String, String> credentials() {
    return Map.of("user_name", gateway.userName(), "password", gateway.password());
  }

  private static Map<String, String> code(String ticket, Totp.Code code) {
    return Map.of("ticket", ticket, "xyz-field-bronze-response", code.text());
  }

  private static String ticket(String page) {
    Matcher matcher = TICKET.matcher(page);
    assertThat(matcher.find()).as(page).isTrue();
    return matcher.group(1);
  }

  private String post(Map<String, String> form) throws IOException {
    HttpRequest request =
        transport
            .createRequestFactory()
            .buildPostRequest(
                new GenericUrl(gateway.baseUri() + "/sso/Dispatcher"), new UrlEncodedContent(form));
    HttpResponse response = request.setFollowRedirects(false).execute();
    try {
      return response.parseAsString();
    } finally {
      response.disconnect();
    }
  }

  private void sleepOnBothClocks(Duration duration) throws InterruptedException {
    time.sleep(duration);
    clock.advance(duration);
  }
}
