package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedTest {
  private static List<String> story(long seed) {
    SimulatorClock clock = SimulatorClock.fixedAt(Instant.parse("2026-07-01T14:00:00Z"));
    try (IbkrSimulator simulator = IbkrSimulator.builder().seed(seed).clock(clock).start()) {
      TestClient client = new TestClient(simulator);
      String token = client.ssoToken();
      List<String> bodies = new ArrayList<>();
      bodies.add(client.get("/v1/api/portfolio/accounts", token).body());
      for (String id : simulator.credentials().accountIds()) {
        for (String path :
            List.of(
                "summary",
                "ledger",
                "positions/0",
                "positions/2",
                "allocation",
                "combo/positions")) {
          bodies.add(client.get("/v1/api/portfolio/" + id + "/" + path, token).body());
        }
      }
      bodies.add(simulator.credentials().credential());
      bodies.add(simulator.credentials().clientId());
      return bodies;
    }
  }

  @Test
  void data_whenTheSeedIsTheSame_isTheSame() {
    assertThat(story(7)).isEqualTo(story(7));
  }

  @Test
  void data_whenTheSeedIsAnother_isAnother() {
    assertThat(story(7)).doesNotContainAnyElementsOf(story(8).subList(0, 3));
  }

  @Test
  void accounts_whenAnySeedIsUsed_areWellFormed() {
    for (long seed = -50; seed < 50; seed++) {
      BrokerUser user = new AccountMaker(seed).user();
      assertThat(user.accounts())
          .extracting(AccountBook::id)
          .allMatch(id -> id.matches("DU\\d{7}"))
          .doesNotHaveDuplicates();
      for (AccountBook account : user.accounts()) {
        assertThat(SummaryView.of(account, Instant.EPOCH).members()).isNotEmpty();
        assertThat(account.positions())
            .extracting(held -> held.instrument().conid())
            .doesNotHaveDuplicates();
        assertThat(account.positions()).allMatch(held -> held.instrument().price().signum() > 0);
      }
    }
  }

  @Test
  void keys_whenTheProcessIsTheSame_areShared() {
    try (IbkrSimulator one = IbkrSimulator.builder().seed(1).start();
        IbkrSimulator two = IbkrSimulator.builder().seed(2).start()) {
      assertThat(one.credentials().privateKeyPem().equals(two.credentials().privateKeyPem()))
          .isTrue();
    }
  }

  @Test
  void keys_whenTheyShallBeFresh_areNobodyElses() {
    try (IbkrSimulator one = IbkrSimulator.builder().freshKeys(true).start();
        IbkrSimulator two = IbkrSimulator.builder().freshKeys(true).start()) {
      assertThat(one.credentials().privateKeyPem().equals(two.credentials().privateKeyPem()))
          .isFalse();
      assertThat(
              one.configuration("oauth1a")
                  .get("ibkr.auth.oauth1a.signature-key")
                  .equals(two.configuration("oauth1a").get("ibkr.auth.oauth1a.signature-key")))
          .isFalse();
    }
  }
}
