package io.github.ibkrauth.ibkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.ibkr.IbkrException.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WarmUpsTest {

  private final AtomicLong sequence = new AtomicLong();
  private final WarmUps warmUps = new WarmUps(sequence);
  private final List<String> done = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  private void add(String name, String... after) {
    warmUps.add(name, false, () -> done.add(name), List.of(after));
  }

  private void replay() {
    warmUps.replay((name, e) -> failed.add(name));
  }

  @Test
  void require_whenItComesAfterOthers_doesThemFirstAndOnce() {
    add("accounts");
    add("other");
    add("questions", "accounts");
    add("orders", "questions", "accounts");
    warmUps.require("orders");
    warmUps.require("orders");
    assertThat(done).containsExactly("accounts", "questions", "orders");
  }

  @Test
  void replay_whenForgotten_doesAllInTheOrderAdded() {
    add("a");
    add("b", "a");
    add("c");
    replay();
    replay();
    assertThat(done).containsExactly("a", "b", "c");
    warmUps.forget();
    replay();
    assertThat(done).containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void replay_whenOneFails_goesOnAndDoesItNextTime() {
    List<RuntimeException> trouble = new ArrayList<>(List.of(new IllegalStateException("x")));
    warmUps.add(
        "a",
        false,
        () -> {
          if (!trouble.isEmpty()) {
            throw trouble.remove(0);
          }
          done.add("a");
        },
        List.of());
    add("b");
    replay();
    assertThat(failed).containsExactly("a");
    assertThat(done).containsExactly("b");
    replay();
    assertThat(done).containsExactly("b", "a");
  }

  @Test
  void replay_whenAnEssentialOneFails_fails() {
    warmUps.add(
        "a",
        true,
        () -> {
          throw new IllegalStateException("x");
        },
        List.of());
    assertThatThrownBy(this::replay).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void replay_whenTheSessionIsFoundLost_saysSo() {
    warmUps.add(
        "a",
        false,
        () -> {
          throw new NoBrokerageSessionException(Failure.of(Sentences.STATUS, "no bridge"));
        },
        List.of());
    assertThatThrownBy(this::replay).isInstanceOf(NoBrokerageSessionException.class);
    assertThat(failed).isEmpty();
  }

  @Test
  void lost_whenFulfilledLater_staysDone() {
    add("a");
    long before = sequence.get();
    warmUps.require("a");
    warmUps.lost("a", before);
    warmUps.require("a");
    assertThat(done).hasSize(1);
    warmUps.lost("a", sequence.get());
    warmUps.require("a");
    assertThat(done).hasSize(2);
    warmUps.lost("a", sequence.get());
    warmUps.fulfilled("a");
    warmUps.require("a");
    assertThat(done).hasSize(2);
  }

  @Test
  void forgetBrokerage_keepsWhatTheOuterSessionRemembers() {
    add(WarmUps.PORTFOLIO_ACCOUNTS);
    add("a");
    replay();
    warmUps.forgetBrokerage();
    replay();
    assertThat(done).containsExactly(WarmUps.PORTFOLIO_ACCOUNTS, "a", "a");
  }

  @Test
  void add_whenTheNameIsTakenOrWhatComesBeforeIsUnknown_isRefused() {
    add("a");
    assertThatThrownBy(() -> add("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' already");
    assertThatThrownBy(() -> add("b", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no warm-up 'c'");
  }
}
