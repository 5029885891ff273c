package io.github.ibkrauth.ibkr.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePrimeSearchTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 127, 256})
  void await_whenFound_givesASafePrimeOfThatSizeToWhich2IsAFitGenerator(int bits) throws Exception {
    BigInteger prime = search(bits);
    BigInteger half = prime.shiftRight(1);

    assertThat(prime.bitLength()).isEqualTo(bits);
    assertThat(prime.isProbablePrime(64)).isTrue();
    assertThat(half.isProbablePrime(64)).isTrue();
    assertThat(prime.mod(BigInteger.valueOf(24))).isEqualTo(BigInteger.valueOf(23));
    // 2 generates the subgroup of the half's order, and no smaller one, since the half is prime.
    assertThat(BigInteger.TWO.modPow(half, prime)).isEqualTo(BigInteger.ONE);
  }

  @Test
  void start_whenCalledAgain_findsAnother() throws Exception {
    Set<BigInteger> primes = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      primes.add(search(128));
    }

    assertThat(primes).hasSize(5);
  }

  @Test
  void await_whenNothingIsFoundInTime_returnsNothingAndTheSearchGoesOn() throws Exception {
    try (SafePrimeSearch search = SafePrimeSearch.start(8192)) {
      assertThat(search.await(Duration.ofMillis(1))).isEmpty();
      assertThat(search.await(Duration.ofMillis(1))).isEmpty();
    }
  }

  private static BigInteger search(int bits) throws InterruptedException {
    try (SafePrimeSearch search = SafePrimeSearch.start(bits)) {
      Optional<BigInteger> found = search.await(PATIENCE);
      assertThat(search.tested()).isPositive();
      return found.orElseThrow();
    }
  }
}
