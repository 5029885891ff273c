package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many users, each with accounts of his own. */
class UserDirectoryTest {
  private static List<SimulatedUser> users(IbkrSimulator simulator, int count) {
    SimulatedAuthorizationServer server = simulator.authorizationServer();
    return java.util.stream.IntStream.range(0, count).mapToObj(server::user).toList();
  }

  @Test
  void users_whenThousands_haveNamesPasswordsAndAccountsOfTheirOwn() {
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(5_000).start()) {
      Set<String> names = new HashSet<>();
      Set<String> passwords = new HashSet<>();
      Set<String> accounts = new HashSet<>();
      int all = 0;
      for (SimulatedUser user : users(simulator, 5_000)) {
        names.add(user.name());
        passwords.add(user.password());
        accounts.addAll(user.accountIds());
        all += user.accountIds().size();
        assertThat(user.accountIds()).isNotEmpty().hasSizeLessThan(5);
        assertThat(simulator.authorizationServer().user(user.name()))
            .hasValueSatisfying(same -> assertThat(same.accountIds()).isEqualTo(user.accountIds()));
        assertThat(user.toString()).doesNotContain(user.password());
      }
      assertThat(names).hasSize(5_000);
      assertThat(passwords).hasSize(5_000);
      assertThat(accounts).hasSize(all);
      assertThat(simulator.authorizationServer().users()).isEqualTo(5_000);
      assertThat(simulator.authorizationServer().user("simuser6000")).isEmpty();
      assertThat(simulator.authorizationServer().user("simuser1000")).isEmpty();
      assertThatThrownBy(() -> simulator.authorizationServer().user(5_000))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> simulator.authorizationServer().user(-1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> IbkrSimulator.builder().users(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void users_whenTheSeedIsTheSame_areTheSame() {
    List<String> first;
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(20).seed(7).start()) {
      first =
          users(simulator, 20).stream().map(SimulatedUser::accountIds).toList().stream()
              .flatMap(List::stream)
              .toList();
    }
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(20).seed(7).start()) {
      assertThat(users(simulator, 20).stream().flatMap(user -> user.accountIds().stream()))
          .isEqualTo(first);
    }
    try (IbkrSimulator simulator = IbkrSimulator.builder().users(20).seed(8).start()) {
      assertThat(users(simulator, 20).stream().flatMap(user -> user.accountIds().stream()))
          .doesNotContainAnyElementsOf(first);
    }
  }

  @Test
  void limits_whenTwoUsersCall_areCountedForEach() {
    try (IbkrSimulator simulator =
        IbkrSimulator.builder()
            .users(3)
            .requestsPerSecond(10)
            .clock(SimulatorClock.fixedAt(java.time.Instant.parse("2026-07-01T14:00:00Z")))
            .start()) {
      OAuth2App app = new OAuth2App(simulator);
      String[] tokens = new String[2];
      String[] paths = new String[2];
      for (int user = 0; user < 2; user++) {
        tokens[user] = app.tokens(user + 1).path("access_token").asText();
        app.client.get("/v1/api/portfolio/accounts", tokens[user]);
        paths[user] =
            "/v1/api/portfolio/"
                + simulator.authorizationServer().user(user + 1).accountIds().get(0)
                + "/ledger";
      }
      for (int i = 0; i < 9; i++) {
        app.client.get(paths[0], tokens[0]);
        app.client.get(paths[1], tokens[1]);
      }
      assertThat(simulator.limits().violationsByRule()).isEmpty();
      app.client.get(paths[1], tokens[1]);
      assertThat(simulator.limits().violations()).isEqualTo(1);
    }
  }
}
