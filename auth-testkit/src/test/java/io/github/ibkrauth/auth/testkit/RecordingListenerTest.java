package io.github.ibkrauth.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.AuthEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingListenerTest {

  private final RecordingListener listener = new RecordingListener();

  @Test
  void of_whenSeveralKindsWereHeard_returnsThatKindInOrder() {
    listener.onEvent(opened("a"));
    listener.onEvent(new AuthEvent.StrategySelected(Instant.EPOCH, "s", "", "C"));
    listener.onEvent(opened("b"));

    assertThat(listener.of(AuthEvent.SessionOpened.class))
        .extracting(AuthEvent.SessionOpened::sessionId)
        .containsExactly("a", "b");
    assertThat(listener.events()).hasSize(3);
    listener.clear();
    assertThat(listener.events()).isEmpty();
  }

  @Test
  void onEvent_whenManyThreadsTell_losesNothing() {
    IntStream.range(0, 1000).parallel().forEach(i -> listener.onEvent(opened("s" + i)));

    assertThat(listener.of(AuthEvent.SessionOpened.class))
        .extracting(AuthEvent.SessionOpened::sessionId)
        .doesNotHaveDuplicates()
        .hasSize(1000);
  }

  @Test
  void await_whenTheEventComesLater_returnsIt() throws InterruptedException {
    new Thread(() -> listener.onEvent(opened("x"))).start();

    assertThat(listener.await(AuthEvent.SessionOpened.class, 1, Duration.ofSeconds(10))).hasSize(1);
  }

  @Test
  void await_whenTheEventDoesNotCome_failsTheTest() {
    assertThatThrownBy(() -> listener.await(AuthEvent.SessionOpened.class, 1, Duration.ofMillis(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected 1 SessionOpened");
  }

  private static AuthEvent opened(String session) {
    return new AuthEvent.SessionOpened(Instant.EPOCH, "s", session, Duration.ZERO);
  }
}
