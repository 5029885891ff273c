package io.github.ibkrauth.ibkr.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NonceBookTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final long SECOND = NOW.getEpochSecond();

  private final NonceBook book = new NonceBook(Duration.ofSeconds(5));

  @Test
  void note_whenANonceComesBack_refusesItWhateverItsTimestamp() {
    assertThat(book.note("A", SECOND, "n", NOW)).isEmpty();
    assertThat(book.note("A", SECOND, "n", NOW)).contains("oauth_nonce was used before");
    assertThat(book.note("A", SECOND + 1, "n", NOW)).contains("oauth_nonce was used before");
    assertThat(book.note("B", SECOND, "n", NOW)).isEmpty();
    assertThat(book.note("A", SECOND, "m", NOW)).isEmpty();
  }

  @Test
  void note_whenTheTimestampFallsBack_refusesItBeyondTheTolerance() {
    assertThat(book.note("A", SECOND, "1", NOW)).isEmpty();
    assertThat(book.note("A", SECOND - 5, "2", NOW)).isEmpty();
    assertThat(book.note("A", SECOND - 6, "3", NOW))
        .contains("oauth_timestamp is smaller than one used before");
    assertThat(book.note("B", SECOND - 6, "4", NOW)).isEmpty();
    NonceBook strict = new NonceBook(Duration.ZERO);
    assertThat(strict.note("A", SECOND, "1", NOW)).isEmpty();
    assertThat(strict.note("A", SECOND, "2", NOW)).isEmpty();
    assertThat(strict.note("A", SECOND - 1, "3", NOW)).isPresent();
  }

  @Test
  void note_whenARequestWasRefused_hasNotNotedIt() {
    book.note("A", SECOND, "1", NOW);
    assertThat(book.note("A", SECOND - 60, "2", NOW)).isPresent();
    assertThat(book.note("A", SECOND, "2", NOW)).isEmpty();
  }

  @Test
  void note_whenTimePasses_forgetsOnlyNoncesThatCannotComeBack() {
    book.note("A", SECOND, "1", NOW);
    Instant last = NOW.plus(NonceBook.WINDOW);
    assertThat(book.note("A", last.getEpochSecond(), "1", last)).isPresent();
    Instant later = last.plusSeconds(1);
    assertThat(NonceBook.offTime(SECOND, later)).isPresent();
    assertThat(book.note("A", later.getEpochSecond(), "1", later)).isEmpty();
  }

  @Test
  void note_whenTheClockWasSetBack_startsTheOrderAnew() {
    book.note("A", SECOND, "1", NOW);
    Instant earlier = NOW.minus(Duration.ofHours(1));
    assertThat(book.note("A", earlier.getEpochSecond(), "2", earlier)).isEmpty();
    book.note("B", SECOND, "1", NOW);
    book.forgetOrder();
    assertThat(book.note("B", SECOND - 200, "2", NOW)).isEmpty();
    assertThat(book.note("B", SECOND - 200, "1", NOW)).isPresent();
  }

  @Test
  void offTime_whenFarAway_saysHowFarAndWhere() {
    assertThat(NonceBook.offTime(SECOND - 300, NOW)).isEmpty();
    assertThat(NonceBook.offTime(SECOND + 300, NOW)).isEmpty();
    assertThat(NonceBook.offTime(SECOND - 301, NOW))
        .contains("oauth_timestamp is 301 s behind the server's clock");
    assertThat(NonceBook.offTime(SECOND + 301, NOW))
        .contains("oauth_timestamp is 301 s ahead of the server's clock");
  }
}
