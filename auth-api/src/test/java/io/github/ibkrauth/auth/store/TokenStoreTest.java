package io.github.ibkrauth.auth.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ibkrauth.auth.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {

  private static final StoreKey KEY = new StoreKey("some-strategy", "paper", "1a2b3c4d");
  private static final StoreKey OTHER = new StoreKey("some-strategy", "live", "1a2b3c4d");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = new FakeTime();
  private final TokenStore store = TokenStore.inMemory(time);

  @Test
  void replace_whenNobodyWroteMeanwhile_writes() {
    assertThat(store.load(KEY)).isEmpty();
    assertThat(store.replace(KEY, 0, token(1))).isTrue();
    assertThat(store.replace(KEY, 1, token(2))).isTrue();

    assertThat(store.load(KEY)).contains(token(2));
    assertThat(store.load(OTHER)).isEmpty();
  }

  @Test
  void replace_whenSomebodyWroteMeanwhile_doesNot() {
    store.replace(KEY, 0, token(1));

    assertThat(store.replace(KEY, 0, token(1))).isFalse();
    assertThat(store.replace(KEY, 2, token(3))).isFalse();
    assertThat(store.replace(KEY, 1, token(3))).as("a version is left out").isFalse();
    assertThat(store.load(KEY)).contains(token(1));
  }

  @Test
  void replace_whenManyTryAtOnce_letsOneWin() {
    AtomicInteger winners = new AtomicInteger();
    IntStream.range(0, 100)
        .parallel()
        .forEach(
            i -> {
              if (store.replace(KEY, 0, token(1))) {
                winners.incrementAndGet();
              }
            });

    assertThat(winners).hasValue(1);
  }

  @Test
  void load_whenExpired_isEmptyAndStartsAnew() {
    store.replace(KEY, 0, StoredToken.of(new byte[] {1}, 1, time.instant().plus(MINUTE), Map.of()));
    time.advance(MINUTE.minusNanos(1));
    assertThat(store.load(KEY)).isPresent();

    time.advance(Duration.ofNanos(1));

    assertThat(store.load(KEY)).isEmpty();
    assertThat(store.replace(KEY, 1, token(2))).isFalse();
    assertThat(store.replace(KEY, 0, token(1))).isTrue();
  }

  @Test
  void delete_always_removesTheTokenOnly() {
    store.replace(KEY, 0, token(1));
    store.replace(OTHER, 0, token(1));

    store.delete(KEY);
    store.delete(KEY);

    assertThat(store.load(KEY)).isEmpty();
    assertThat(store.load(OTHER)).isPresent();
  }

  @Test
  void tryLease_whenHeld_isRefusedUntilGivenBackOrOver() {
    Lease first = store.tryLease(KEY, MINUTE, "a").orElseThrow();
    assertThat(store.tryLease(KEY, MINUTE, "b")).isEmpty();
    assertThat(store.tryLease(OTHER, MINUTE, "b")).isPresent();

    first.close();
    Lease second = store.tryLease(KEY, MINUTE, "b").orElseThrow();
    time.advance(MINUTE);
    assertThat(second.held()).isFalse();

    assertThat(store.tryLease(KEY, MINUTE, "c")).isPresent();
  }

  @Test
  void lease_whenTakenByAnother_isFencedOffAndCannotGiveBackTheOthers() {
    Lease late = store.tryLease(KEY, MINUTE, "a").orElseThrow();
    time.advance(MINUTE);
    Lease present = store.tryLease(KEY, MINUTE, "b").orElseThrow();

    late.close();

    assertThat(late.held()).isFalse();
    assertThat(present.held()).isTrue();
    assertThat(present.fence()).isGreaterThan(late.fence());
    assertThat(store.tryLease(KEY, MINUTE, "c")).isEmpty();
    assertThat(present.toString()).contains("some-strategy/paper/1a2b3c4d", "held by b");
  }

  @Test
  void tryLease_whenManyTryAtOnce_letsOneWin() {
    assertThat(
            IntStream.range(0, 100)
                .parallel()
                .filter(i -> store.tryLease(KEY, MINUTE, "p" + i).isPresent())
                .count())
        .isEqualTo(1);
  }

  @Test
  void storedToken_always_isAValueOfItsOwn() {
    byte[] sealed = {1, 2};
    StoredToken token = StoredToken.of(sealed, 1, Instant.EPOCH, Map.of("host", "a"));
    sealed[0] = 9;
    token.sealed()[1] = 9;

    assertThat(token.sealed()).containsExactly(1, 2);
    assertThat(token)
        .isEqualTo(StoredToken.of(new byte[] {1, 2}, 1, Instant.EPOCH, Map.of("host", "a")))
        .isNotEqualTo(StoredToken.of(new byte[] {1, 2}, 2, Instant.EPOCH, Map.of("host", "a")))
        .isNotEqualTo(StoredToken.of(new byte[] {1, 3}, 1, Instant.EPOCH, Map.of("host", "a")))
        .hasToString("StoredToken(version 1, expires 1970-01-01T00:00:00Z)");
    assertThatThrownBy(() -> token.binding().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> StoredToken.of(sealed, 0, null, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a\n", "ä"})
  void storeKey_whenAPartHasAnotherForm_isRefused(String part) {
    assertThatThrownBy(() -> new StoreKey(part, "e", "h"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StoreKey("s", part, "h"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StoreKey("s", "e", part))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(KEY).hasToString("some-strategy/paper/1a2b3c4d");
  }

  private static StoredToken token(long version) {
    return StoredToken.of(new byte[] {(byte) version}, version, null, Map.of());
  }
}
