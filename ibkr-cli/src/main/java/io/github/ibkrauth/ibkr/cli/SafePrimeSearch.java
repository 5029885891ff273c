package io.github.ibkrauth.ibkr.cli;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A search for a safe prime: a prime p whose half, (p - 1) / 2, is prime too. Those found leave 23
 * when divided by 24, so that 2 generates the subgroup of that half's order, as with the primes of
 * {@code openssl dhparam}. All processors search; how long it takes is a matter of luck.
 * Thread-safe.
 */
final class SafePrimeSearch implements AutoCloseable {

  /** How sure it is that what is found is prime: wrong once in 2 to this power. */
  static final int CERTAINTY = 100;

  private static final int SMALL_PRIMES_BELOW = 1 << 20;
  private static final int WINDOW = 1 << 16;

  /** The distance of candidates: each half leaves 11 when divided by this. */
  private static final int STEP = 12;

  private final int bits;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong tested = new AtomicLong();
  private final CompletableFuture<BigInteger> found = new CompletableFuture<>();

  private SafePrimeSearch(int bits) {
    this.bits = bits;
  }

  /**
   * Starts a search.
   *
   * @param bits how many bits the prime has; at least 64
   */
  static SafePrimeSearch start(int bits) {
    SafePrimeSearch search = new SafePrimeSearch(bits);
    int[] primes = smallPrimes();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(() -> search.run(primes), "ibkr-safe-prime-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    return search;
  }

  /** Waits for a while; returns the prime if there is one by then. */
  Optional<BigInteger> await(Duration patience) throws InterruptedException {
    try {
      return Optional.of(found.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException | CancellationException e) {
      throw new IllegalStateException("the search for a safe prime broke off", e);
    }
  }

  /** Returns how many numbers without small factors were tested so far. */
  long tested() {
    return tested.get();
  }

  /** Ends the search, soon. */
  @Override
  public void close() {
    found.cancel(false);
  }

  private void run(int[] primes) {
    try {
      while (!found.isDone()) {
        searchWindow(primes);
      }
    } catch (RuntimeException | Error e) {
      found.completeExceptionally(e);
    }
  }

  private void searchWindow(int[] primes) {
    BigInteger first = new BigInteger(bits - 1, random).setBit(bits - 2);
    first = first.subtract(first.mod(BigInteger.valueOf(STEP))).add(BigInteger.valueOf(STEP - 1));
    BitSet composite = sieve(first, primes);
    for (int i = composite.nextClearBit(0);
        i < WINDOW && !found.isDone();
        i = composite.nextClearBit(i + 1)) {
      BigInteger half = first.add(BigInteger.valueOf((long) STEP * i));
      BigInteger prime = half.shiftLeft(1).setBit(0);
      tested.incrementAndGet();
      if (prime.bitLength() == bits
          && half.isProbablePrime(CERTAINTY)
          && prime.isProbablePrime(CERTAINTY)) {
        found.complete(prime);
      }
    }
  }

  /** Marks the places where the half, or twice the half plus 1, has a small factor. */
  private static BitSet sieve(BigInteger first, int[] primes) {
    BitSet composite = new BitSet(WINDOW);
    for (int prime : primes) {
      BigInteger modulus = BigInteger.valueOf(prime);
      long start = first.mod(modulus).longValue();
      long inverse = BigInteger.valueOf(STEP).modInverse(modulus).longValue();
      // The half is a multiple of the small prime, or is -1/2 modulo it.
      mark(composite, (prime - start) * inverse % prime, prime);
      mark(composite, (prime + (prime - 1) / 2 - start) * inverse % prime, prime);
    }
    return composite;
  }

  private static void mark(BitSet composite, long from, int step) {
    for (long i = from; i < WINDOW; i += step) {
      composite.set((int) i);
    }
  }

  /** Returns the primes from 5: all halves are odd and leave 2 when divided by 3. */
  private static int[] smallPrimes() {
    BitSet composite = new BitSet(SMALL_PRIMES_BELOW);
    for (int i = 2; i * i < SMALL_PRIMES_BELOW; i++) {
      if (!composite.get(i)) {
        for (int j = i * i; j < SMALL_PRIMES_BELOW; j += i) {
          composite.set(j);
        }
      }
    }
    composite.set(0, 5);
    composite.flip(0, SMALL_PRIMES_BELOW);
    return composite.stream().toArray();
  }
}
